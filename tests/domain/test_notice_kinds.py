"""Every kind the program carries: complete, worded without gaps, exact in what was typed."""

import json
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.domain.calendar import read_holidays
from qingyu.domain.errors import RuleError
from qingyu.domain.notice import Notice, compose, composed
from qingyu.domain.notice_doubt import Neighbourhood, doubts, texts
from qingyu.domain.notice_filling import fill_in
from qingyu.domain.notice_kind import FieldType, Mask, NoticeKind
from qingyu.domain.notice_kind_file import built_in_kind, built_in_kinds
from qingyu.domain.notice_public import make_public
from qingyu.domain.notice_table import NoticeTable
from qingyu.domain.notice_wording import numeral
from qingyu.paths import resource

TODAY = date(2026, 11, 22)
KINDS = [kind.kind for kind in built_in_kinds()]
TYPED = (FieldType.LINE, FieldType.TEXT, FieldType.ITEMS)
HOSTILE = st.sampled_from(
    ["{phone}", "{title}", "{?note}", "<b>粗</b>", "&amp;", "<font color=red>", "%s", "{rows}", "{"]
)
WORDS = st.lists(
    st.one_of(HOSTILE, st.text("停水修管楼道𬱖㛃𠮷，。；：！？（）「」0123456789- ab", min_size=1)),
    min_size=1,
    max_size=6,
).map("".join)


def example(kind: str) -> dict[str, object]:
    path = resource("notices", "examples", f"{kind}.json")
    fields: dict[str, object] = json.loads(path.read_text("utf-8"))
    return fields


def said(notice: Notice) -> str:
    return "\n".join([*texts(notice), notice.qr, notice.contact, notice.signed_by])


def asked(kind: str, today: date = TODAY, /, **change: object) -> list[str]:
    filled = fill_in(built_in_kind(kind), {**example(kind), **change})
    calendar = read_holidays(resource("holidays"))
    known = Neighbourhood(frozenset(range(1, 7)), ("王小明",), calendar)
    return doubts(filled, composed(filled), today, known)


def numbers(notice: Notice) -> list[str]:
    """Every 一、 and （一） with which a paragraph of the wording begins, in order."""
    lines = [part for part in notice.content if isinstance(part, str)]
    found = (
        re.match(r"([一二三四五六七八九十]+)、|（([一二三四五六七八九十]+)）", p) for p in lines
    )
    return [match[0] for match in found if match]


def unbroken(notice: Notice) -> bool:
    main = sub = 0
    for number in numbers(notice):
        if number.startswith("（"):
            sub += 1
            expected = f"（{numeral(sub)}）"
        else:
            main, sub = main + 1, 0
            expected = f"{numeral(main)}、"
        if number != expected:
            return False
    return True


def test_the_kinds_are_those_a_neighbourhood_needs() -> None:
    assert [
        *("water_off", "power_off", "works", "fire_check", "meeting", "publicity", "opinions"),
        *("reminder", "duty_roster", "accounts", "sorting", "weather", "lost_found", "free"),
    ] == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_each_sample_is_composed_without_a_doubt(kind: str) -> None:
    assert asked(kind) == []
    notice = compose(built_in_kind(kind), example(kind))
    assert notice.title and notice.content and unbroken(notice)
    assert not re.search(r"[{}]|。。|；。|，。|：。", said(notice))


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_explained_and_printed(kind: str) -> None:
    known = built_in_kind(kind)
    wording = known.title + known.addressee + known.body
    parts = {name for check in known.checks for _, name in check.parts}
    common = {field.name for field in built_in_kind("free").fields}
    for field in known.fields:
        assert field.label
        worked_out = field.name in parts or field.name in ("start", "end")
        shown = f"{{{field.name}}}" in wording or worked_out or field.name in common
        assert shown, field.name
        assert field.default or field.defaults or field.required or field.help or field.example


@pytest.mark.parametrize("kind", KINDS)
def test_required_fields_alone_are_enough(kind: str) -> None:
    known = built_in_kind(kind)
    fields = {
        field.name: example(kind)[field.name]
        for field in known.fields
        if field.required and field.name in example(kind)
    }
    assert unbroken(compose(known, fields))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=12)
@given(data=st.data())
def test_what_is_typed_stands_in_the_notice_exactly(kind: str, data: st.DataObject) -> None:
    known = built_in_kind(kind)
    fields = example(kind)
    typed = {
        field.name: data.draw(WORDS, label=field.name)
        for field in known.fields
        if field.type in TYPED and (field.name in fields or data.draw(st.booleans()))
    }
    try:
        notice = compose(known, {**fields, **typed})
    except RuleError:
        assert not all(text.strip() for text in typed.values())
        return
    whole = said(notice) + notice.number + "".join(_slip_texts(notice))
    for name, text in typed.items():
        field = known.field(name)
        assert field is not None
        if field.printed and _is_shown(known, name, {**fields, **typed}):
            assert text.strip() in whole, name
    if not any(
        re.match("[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）", t) for t in typed.values()
    ):
        assert unbroken(notice)


def _slip_texts(notice: Notice) -> tuple[str, ...]:
    slip = notice.slip
    return (slip.question, *slip.options, slip.return_to) if slip else ()


def _is_shown(kind: NoticeKind, name: str, fields: dict[str, object]) -> bool:
    """Whether the wording has room for a field as things are filled in."""
    if name.startswith("slip_"):
        return bool(fields.get("slip_question"))
    if name in ("title", "addressee"):
        return bool(fields.get(name))
    lines = [line for line in (kind.title + "\n" + kind.body).splitlines() if f"{{{name}}}" in line]
    free_title = "title" in fields and name not in kind.body
    if kind.kind == "lost_found" and name in ("keeper",):
        return fields["sort"] == "招领"
    others = {other for line in lines for other in re.findall(r"\{([a-z_]+)\}", line)}
    return bool(lines) and not free_title and all(o in fields or _usual(kind, o) for o in others)


def _usual(kind: NoticeKind, name: str) -> bool:
    field = kind.field(name)
    return field is None or bool(field.default or field.defaults)


@given(st.sets(st.sampled_from([field.name for field in built_in_kind("power_off").fields])))
def test_numbers_have_no_gap_whatever_is_left_out(left_out: set[str]) -> None:
    known = built_in_kind("power_off")
    needed = {field.name for field in known.fields if field.required}
    fields = {k: v for k, v in example("power_off").items() if k in needed or k not in left_out}
    assert unbroken(compose(known, fields))


def test_an_account_is_added_up_in_cents() -> None:
    rows = [["", "收入", 0.1, ""], ["", "收入", "0.20", None], ["", "支出", "", "1,000.03元"]]
    fields = {**example("accounts"), "rows": rows, "opening": "1000"}
    del fields["closing"]
    notice = compose(built_in_kind("accounts"), fields)
    assert "收入0.30元，支出1,000.03元，期末结余0.27元" in notice.body
    (table,) = [part for part in notice.content if isinstance(part, NoticeTable)]
    assert table.heads == ("摘要", "收入", "支出")
    assert table.total == ("合计", "0.30", "1,000.03")


def test_an_account_that_does_not_add_up_is_asked_about() -> None:
    (doubt,) = asked("accounts", closing="17,198.10")
    assert "收支对不上" in doubt and "多了0.10元" in doubt


def test_an_expense_without_a_receipt_is_asked_about() -> None:
    rows = [["", "收入", 3], ["", "买灯泡", "", "2"]]
    found = asked("accounts", rows=rows, closing="12481.50")
    assert found == ["「收支明细」第2行的支出没有填「票据号」，居民没法查账，请补上。"]


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ([["", "甲", "1"], ["", "乙", "1"], ["", "丙", "十块"]], "「收支明细」第3行「收入」"),
        ([["2026-02-30", "甲", "1"]], "「收支明细」第1行「日期」"),
        ([["", "", "1"]], "「收支明细」第1行「摘要」"),
        ([["", "甲", "1.234"]], "「收支明细」第1行「收入」"),
        ([["", "甲", True]], "「收支明细」第1行「收入」"),
        ([["", "甲", "", "", "", "", "", "多"]], "「收支明细」第1行有8格，只能有7格"),
        ([{"摘要": "甲", "进账": 3}], "「收支明细」第1行没有「进账」这一列"),
        (["一行字"], "「收支明细」第1行应当是一行格子"),
        (7, "「收支明细」应当是一张表"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(rows: object, where: str) -> None:
    with pytest.raises(RuleError) as caught:
        compose(built_in_kind("accounts"), {**example("accounts"), "rows": rows})
    assert where in str(caught.value) and caught.value.hint


def test_rows_are_read_by_name_by_label_and_as_pasted() -> None:
    ways: list[object] = [
        [["2026-12-01", "早班", "陆老师", "赵师傅"]],
        [{"day": "2026-12-01", "shift": "早班", "leader": "陆老师", "members": "赵师傅"}],
        [{"日期": "2026/12/1", "班次": "早班", "值班长": "陆老师", "值班员": "赵师傅"}, {}],
        "2026年12月1日\t早班\t陆老师\t赵师傅\n\n",
    ]
    tables = [
        compose(built_in_kind("duty_roster"), {**example("duty_roster"), "rows": way}).content[2]
        for way in ways
    ]
    assert all(table == tables[0] for table in tables)
    assert isinstance(tables[0], NoticeTable)
    assert tables[0].rows == (("12月1日（星期二）", "早班", "陆老师", "赵师傅"),)


def test_a_public_period_is_worked_out_and_ends_on_a_working_day() -> None:
    notice = compose(built_in_kind("publicity"), example("publicity"))
    assert notice.end == notice.posted_until == date(2026, 12, 1)
    counted = compose(
        built_in_kind("publicity"), {**example("publicity"), "first_day_counts": "是"}
    )
    assert counted.end == date(2026, 11, 30)
    weekend = asked("publicity", days=5)
    assert any("星期六" in doubt and "可以延到11月30日" in doubt for doubt in weekend)
    assert any("一般不少于7天" in doubt for doubt in weekend)
    holiday = asked("publicity", date(2026, 9, 20), start="2026-09-24", days=7, date="2026-09-20")
    assert any("国庆" in doubt for doubt in holiday)
    assert any("放假安排尚未录入" in doubt for doubt in asked("publicity", start="2027-01-04"))
    with pytest.raises(RuleError, match="公示期不会是 0 天"):
        asked("publicity", days=0)


def test_every_weather_has_its_own_things_to_do() -> None:
    known = built_in_kind("weather")
    what, todo = known.field("what"), known.field("checklist")
    assert what is not None and todo is not None
    seen = set()
    for choice in what.choices:
        fields = {**example("weather"), "what": choice}
        body = compose(known, fields).body
        assert unbroken(compose(known, fields)) and "（三）" in body
        seen.add(todo.default_for(choice))
    assert len(seen) == len(what.choices)


def test_the_red_and_black_board_never_shows_a_whole_name_or_door() -> None:
    rows = [["黑榜", "5-3-601", "欧阳秀英、李建国", "混投"], ["红榜", "601号", "王芳", "好"]]
    notice = compose(built_in_kind("sorting"), {**example("sorting"), "board": rows})
    whole = said(notice)
    for hidden in ("601", "秀英", "建国", "王芳"):
        assert hidden not in whole
    assert "欧阳**、李**" in whole and "5幢" in whole


def test_something_found_keeps_one_feature_back() -> None:
    assert "共5把" not in said(compose(built_in_kind("lost_found"), example("lost_found")))
    fields = {k: v for k, v in example("lost_found").items() if k != "kept_back"}
    filled = fill_in(built_in_kind("lost_found"), fields)
    assert any("请留一样不印" in each for each in doubts(filled, composed(filled), TODAY))
    assert any("也印在通知上了" in d for d in asked("lost_found", features="共5把，其中一把是铜的"))


def test_lost_and_found_are_worded_each_in_its_own_way() -> None:
    lost = compose(built_in_kind("lost_found"), {**example("lost_found"), "sort": "寻物"})
    assert lost.title == "寻物启事" and "请失主来认领" not in lost.body and unbroken(lost)
    assert "请送到值班室" in lost.body


def test_a_slip_has_usual_questions_and_can_be_left_off() -> None:
    slip = compose(built_in_kind("meeting"), example("meeting")).slip
    assert slip is not None and slip.options == ("参加", "请人代来", "不参加")
    off = compose(built_in_kind("meeting"), {**example("meeting"), "slip": False})
    assert off.slip is None and "回执" not in off.body and unbroken(off)
    free = {"title": "通知", "body": "正文", "slip_question": "同意吗？", "slip_options": "是\n否"}
    slip = compose(built_in_kind("free"), free).slip
    assert slip is not None and slip.options == ("是", "否")


@pytest.mark.parametrize(
    ("kind", "change", "doubt"),
    [
        ("meeting", {"date": "2026-11-27"}, "会议最好提前三天通知"),
        ("fire_check", {"clear_by": "2026-12-02 09:00"}, "一般先清理、后检查"),
        ("reminder", {"points": "1. 关好门窗\n2. 关好煤气"}, "前面的编号请删去"),
        ("reminder", {"closing": "11月31日见"}, "没有11月31日这一天"),
        ("reminder", {"closing": "晚上25:00关门"}, "没有「25:00」这个钟点"),
        ("reminder", {"closing": "8:75开门"}, "没有「8:75」这个钟点"),
        ("reminder", {"closing": "感谢王小明"}, "住户的姓名（王**）"),
        ("reminder", {"closing": "请找3幢2单元501室"}, "住户的门牌"),
        ("reminder", {"closing": "请打13812341234"}, "住户的电话（138****1234）"),
        ("works", {"buildings": [3, 17, 18]}, "本小区没有17幢、18幢"),
        ("works", {"contractor_phone": "找老王"}, "「施工单位电话」找老王不像电话号码"),
        ("reminder", {"slip_to": "值班室"}, "没有写「回执问什么」"),
        ("works", {"end": "2026-12-01", "start": "2026-11-01"}, "「开工日期」11月1日已经过去了"),
        ("publicity", {"posted_until": "2026-11-25"}, "不能更早"),
    ],
)
def test_a_careful_reader_asks(kind: str, change: dict[str, object], doubt: str) -> None:
    found = asked(kind, **change)
    assert any(doubt in each for each in found), found
    assert all(each.endswith("。") for each in found)


def test_numbers_asked_for_stay_in_the_public_version() -> None:
    notice = make_public(compose(built_in_kind("works"), example("works"))).notice
    assert "0571-85123456" in notice.body
    assert built_in_kind("sorting").field("board") is not None
    masks = {c.mask for f in built_in_kind("sorting").fields for c in f.columns}
    assert masks == {Mask.NONE, Mask.NAME, Mask.PLACE}


def test_midnight_ends_the_day_before() -> None:
    change = {"start": "2026-11-25 22:00", "end": "2026-11-26 00:00"}
    body = compose(built_in_kind("water_off"), {**example("water_off"), **change}).body
    assert "2026年11月25日（星期三）22时至24时" in body
