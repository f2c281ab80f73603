"""Own kinds of the data folder: added, replacing, refused when broken; what the book knows."""

from datetime import date
from pathlib import Path

import pytest

from qingyu.domain.errors import RuleError
from qingyu.domain.neighbourhood import Household, Resident
from qingyu.services import Store, notice, notice_kind
from qingyu.services import neighbourhood as neighbourhoods

TODAY = date(2026, 11, 23)
TEA = """kind = "tea"
name = "茶话会"
title = "茶话会通知"
addressee = ""
body = "一、{where}。\\n二、{bring}。\\n三、请打{phone}。"

[[fields]]
name = "where"
label = "地点"
required = true
example = "值班室"

[[fields]]
name = "bring"
label = "带什么"

[[fields]]
name = "who"
label = "名单"
type = "table"
[[fields.columns]]
name = "name"
label = "姓名"
example = "陆老师"
"""


def keep(store: Store, name: str, text: str) -> Path:
    folder = notice_kind.own_folder(store)
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text, "utf-8")
    return path


def test_without_own_files_there_are_the_built_in_kinds(store: Store) -> None:
    shelf = notice_kind.kinds(store)
    assert shelf.kinds == notice.kinds() and shelf.complaints == ()


def test_an_own_kind_is_offered_before_the_free_form_and_can_be_published(founded: Store) -> None:
    keep(founded, "tea", TEA)
    names = [kind.kind for kind in notice_kind.kinds(founded).kinds]
    assert names[-2:] == ["tea", "free"]
    fields = {"where": "议事坊", "phone": "0571-87654321", "date": "2026-11-23"}
    changes = notice.publish(founded, "tea", fields, by=1)
    kept = notice.published(founded, changes)
    assert notice.recomposed(founded, kept).body == "一、议事坊。\n二、请打0571-87654321。"
    example = notice_kind.example(notice_kind.named("tea", founded), TODAY)
    assert example["where"] == "值班室" and example["who"] == [["陆老师"]]
    assert notice.draft("tea", example, TODAY, founded).notice.title == "茶话会通知"


def test_an_own_kind_replaces_the_built_in_one_until_its_file_is_broken(store: Store) -> None:
    path = keep(store, "reminder", TEA.replace('"tea"', '"reminder"'))
    assert notice_kind.named("reminder", store).name == "茶话会"
    path.write_text(TEA.replace('"tea"', '"reminder"').replace("{where}", "{wo}"), "utf-8")
    shelf = notice_kind.kinds(store)
    (complaint,) = shelf.complaints
    assert "reminder.toml 第5行有错：没有「wo」这个栏目" in complaint
    assert "用程序自带的" in complaint and "\n" not in complaint
    assert notice_kind.named("reminder", store).name == "温馨提示"


def test_a_broken_new_kind_is_complained_of_and_not_offered(store: Store) -> None:
    keep(store, "tea", TEA.replace("[[fields.columns]]", "[[fields.colums]]"))
    shelf = notice_kind.kinds(store)
    assert "tea.toml" in shelf.complaints[0] and "colums" in shelf.complaints[0]
    with pytest.raises(RuleError, match="没有「tea」这种通知"):
        notice_kind.named("tea", store)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('example = "陆老师"', 'mask = "all"', 24, "mask 只能是 name 或 place"),
        ('example = "陆老师"', 'type = "table"', 24, "type 不认识"),
        ('type = "table"\n', "", 18, "table 要配"),
        ("三、请打{phone}。", "{who}和{phone}", 5, "表格要自己占一行"),
        ("三、请打{phone}。", "{?nobody}三、", 5, "没有「nobody」这个栏目"),
        (
            '[[fields]]\nname = "where"',
            '[[checks]]\nrule = "sums"\n[[fields]]\nname = "where"',
            8,
            "rule 不认识：sums",
        ),
        (
            '[[fields]]\nname = "where"',
            '[[checks]]\nrule = "in_order"\nfirst = "where"\nsecond = "soon"\n'
            '[[fields]]\nname = "where"',
            10,
            "second 要写一个有的栏目",
        ),
        ('name = "bring"', 'name = "where"', 14, "「where」写了两次"),
    ],
)
def test_the_line_and_the_reason_are_told(
    store: Store, old: str, new: str, line: int, said: str
) -> None:
    assert old in TEA
    keep(store, "tea", TEA.replace(old, new, 1))
    (complaint,) = notice_kind.kinds(store).complaints
    assert f"第{line}行" in complaint and said in complaint, complaint


@pytest.mark.parametrize("kind", [kind.kind for kind in notice.kinds()])
@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2026, 11, 23), date(2027, 5, 30)])
def test_samples_stay_fresh(kind: str, today: date) -> None:
    fields = notice_kind.example(notice_kind.named(kind), today)
    found = notice.draft(kind, fields, today).doubts
    assert not [doubt for doubt in found if "已经过去" in doubt or "看不懂" in doubt]
    assert all(isinstance(value, str | list) for value in fields.values())


def test_the_books_buildings_and_residents_are_asked_about(founded: Store) -> None:
    fields = {"title": "通知", "body": "感谢王小明。", "buildings": [3, 9], "phone": "12345"}
    plain = notice.draft("free", fields, TODAY, founded).doubts
    assert any("本小区没有9幢" in doubt for doubt in plain)
    assert not any("姓名" in doubt for doubt in plain)
    assert len(neighbourhoods.buildings(founded)) == 6


def test_stewards_are_named_on_purpose_residents_are_asked_about(founded: Store) -> None:
    home = Household(0, 3, 2, "501")
    for name in ("陆建芬", "王小明"):
        neighbourhoods.add_resident(founded, Resident(0, home, name), by=1)
    fields = {"title": "通知", "body": "陆建芬值班，感谢王小明。", "phone": "12345"}
    told = " ".join(notice.draft("free", fields, TODAY, founded).doubts)
    assert "姓名（王**）" in told and "陆*" not in told


def test_own_words_stay_whole_in_titles(store: Store) -> None:
    folder = notice_kind.own_folder(store)
    folder.mkdir()
    (folder / "title-words.txt").write_text("\ufeff岳王路 劝业里\n", "utf-8")
    free = {"title": "通知", "body": "好"}
    assert notice.draft("free", free, TODAY, store).notice.title_words == ("岳王路", "劝业里")
    (folder / "title-words.txt").write_bytes("岳王路".encode("gbk"))
    assert "title-words.txt" in notice_kind.kinds(store).complaints[0]
