from pathlib import Path

import pytest

from qingyu.domain.errors import RuleError
from qingyu.domain.notice_kind import FieldType
from qingyu.domain.notice_kind_file import built_in_kinds, read_kind

GOOD = """kind = "tea"
name = "茶话会"
title = "茶话会通知"
addressee = ""
body = "请到{where}喝茶。"

[[fields]]
name = "where"
label = "地点"
required = true
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "tea.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_kind_has_its_own_fields_and_the_common_ones(tmp_path: Path) -> None:
    kind = read_kind(written(tmp_path, GOOD))
    where, phone = kind.field("where"), kind.field("phone")
    assert where is not None and where.required and where.label == "地点"
    assert phone is not None and phone.type is FieldType.PHONE
    assert kind.field("colour") is None


def test_the_built_in_kinds_can_be_read_and_explain_their_fields() -> None:
    kinds = built_in_kinds()
    assert {"free", "water_off"} <= {kind.kind for kind in kinds}
    assert all(field.label for kind in kinds for field in kind.fields)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('name = "茶话会"', "name = 茶话会", 2, "TOML"),
        ('label = "地点"', "", 8, "label"),
        ("{where}", "{place}", 5, "没有「place」这个栏目"),
        ("{where}", "{where", 5, "花括号不成对"),
        ("required = true", 'required = "yes"', 10, "true 或 false"),
        ("required = true", 'type = "colour"', 10, "type 不认识"),
        ("required = true", 'type = "choice"', 8, "choices"),
        ("required = true", "size = 3", 10, "不认识「size」"),
        ('kind = "tea"', 'kind = "coffee"', 1, "文件名"),
        ("[[fields]]", "[fields]", 7, "[[fields]]"),
        ('addressee = ""', 'in_order = [["a", "b"]]\naddressee = ""', 4, "in_order"),
    ],
)
def test_a_broken_file_is_refused_with_line_and_reason(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in GOOD
    with pytest.raises(RuleError) as caught:
        read_kind(written(tmp_path, GOOD.replace(old, new)))
    assert f"tea.toml 第{line}行" in caught.value.title
    assert said in caught.value.title


def test_a_file_that_is_missing_or_not_utf8_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="打不开"):
        read_kind(tmp_path / "tea.toml")
    (tmp_path / "tea.toml").write_bytes(GOOD.encode("gbk"))
    with pytest.raises(RuleError, match="UTF-8"):
        read_kind(tmp_path / "tea.toml")
