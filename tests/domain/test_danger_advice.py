"""What to do at once."""

from pathlib import Path

import pytest

from qingyu.domain.category import Danger, categories
from qingyu.domain.danger_advice import ANY, read_advice
from qingyu.domain.errors import RuleError
from qingyu.paths import resource


def test_every_dangerous_matter_of_the_table_has_its_own_advice() -> None:
    table = read_advice(resource("danger.toml"))
    dangerous = {
        matter.name
        for category in categories()
        for matter in category.matters
        if matter.danger is not Danger.NONE
    }
    assert dangerous <= table.of.keys()
    assert not {name for name in table.of if name != ANY} - {
        matter.name for category in categories() for matter in category.matters
    }


def test_gas_is_told_to_leave_before_telephoning() -> None:
    words = read_advice(resource("danger.toml")).advice("燃气异味").words
    assert words.index("开窗") < words.index("撤到楼外") < words.index("119")
    assert "不开关任何电灯电器" in words


def test_an_unknown_danger_gets_the_general_advice() -> None:
    advice = read_advice(resource("danger.toml")).advice("没有的事项")
    assert advice.matter == ""
    assert "120" in advice.words


@pytest.mark.parametrize("text", ["", '"燃气异味" = "开窗"', '"*" = 3', '"*" = " "', '"*" = '])
def test_a_broken_table_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "danger.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=r"danger\.toml"):
        read_advice(path)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError):
        read_advice(tmp_path / "danger.toml")
