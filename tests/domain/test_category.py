"""The table of categories: the bundled one, and what a broken one is told."""

from pathlib import Path

import pytest

from qingyu.domain.category import Danger, categories, find, read_categories
from qingyu.domain.errors import RuleError

GOOD = """
[[category]]
code = "house"
name = "房屋本体"
matters = [
    { name = "屋面漏水", emergency_fund = true },
    { name = "外墙脱落", danger = "safety" },
]

[[category]]
code = "policy"
name = "政策建议"
matters = [{ name = "其他" }]
"""


def broken(tmp_path: Path, old: str, new: str) -> str:
    path = tmp_path / "分类 表.toml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        read_categories(path)
    return str(caught.value)


def test_the_bundled_table_has_the_fourteen_categories_in_order() -> None:
    codes = [category.code for category in categories()]
    assert " ".join(codes) == (
        "house water power fire lift security sanitation green traffic illegal neighbour "
        "facility care policy"
    )


def test_immediate_dangers_are_those_of_the_domain_table() -> None:
    immediate = {
        matter.name
        for category in categories()
        for matter in category.matters
        if matter.danger is Danger.IMMEDIATE
    }
    assert immediate == {
        "水管爆裂", "触电漏电", "飞线充电/电动车进楼", "燃气异味", "冒烟起火", "困人", "破坏承重",
    }  # fmt: skip


def test_find_gives_a_category_by_code_or_nothing() -> None:
    house = find("house")
    assert house is not None and house.name == "房屋本体"
    roof = house.matter("屋面漏水")
    assert roof is not None and roof.emergency_fund
    assert house.matter("没有的事项") is None
    assert find("nothing") is None


def test_a_good_table_is_read_also_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "分类 表.toml"
    path.write_text(GOOD, encoding="utf-8-sig")
    read = read_categories(path)
    assert [category.code for category in read] == ["house", "policy"]
    assert read[0].matters[1].danger is Danger.SAFETY


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('danger = "safety"', 'danger = "sometimes"', "第 7 行"),
        ("emergency_fund = true", 'emergency_fund = "yes"', "第 6 行"),
        ('code = "policy"', 'code = "house"', "写了两次"),
        ('name = "外墙脱落"', 'name = "屋面漏水"', "第 7 行"),
        ('code = "policy"', 'code = "rest"', "policy"),
        ('code = "house"', 'code = "房屋"', "小写英文字母"),
        ('name = "房屋本体"', 'name = ""', "没有名称"),
        ("matters = [\n", "matters = [[\n", "第"),
        ("[[category]]", "[category]", "第"),
        (GOOD, "", "没有任何分类"),
    ],
)
def test_a_broken_table_names_the_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert told in broken(tmp_path, old, new)


def test_a_missing_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="打不开"):
        read_categories(tmp_path / "没有.toml")
