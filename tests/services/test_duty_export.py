import csv
from datetime import date
from io import StringIO

import pytest
from openpyxl import load_workbook

from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month
from qingyu.domain.steward import Role, Steward
from qingyu.services import Store, duty, duty_export, duty_ledger
from qingyu.services import steward as stewards

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
EVIL = "=cmd|'/C_calc'!A0"


@pytest.fixture
def served(founded: Store) -> Store:
    evil = stewards.add(founded, Steward(0, EVIL, Role.STEWARD), by=1)
    assert evil
    duty.set_shift(founded, date(2026, 10, 10), "晚", [1, 3], by=1)
    duty.set_shift(founded, date(2026, 11, 21), "早", [1], by=1)
    duty.set_shift(founded, date(2025, 3, 1), "晚", [2], by=1)
    return founded


def test_the_ledger_is_saved_as_a_workbook_with_every_month_and_words(served: Store) -> None:
    book = load_workbook(duty_export.ledger(served, OCTOBER, NOVEMBER))
    whole, months = book["台账"], book["逐月加权"]
    assert [cell.value for cell in whole[1]] == list(duty_export.LEDGER_HEADS)
    rows = {row[0].value: [cell.value for cell in row] for row in whole.iter_rows(min_row=2)}
    assert rows["陆建芬"][2:4] == [2, 3.0]
    assert rows[EVIL][2] == 1 and whole["A4"].data_type == "s"
    assert any("结转" in str(value) for value in rows)
    assert [cell.value for cell in months[2]] == ["陆建芬", 1.5, 1.5, 3.0]


def test_a_name_that_looks_like_a_formula_is_harmless_in_csv_too(served: Store) -> None:
    path = duty_export.ledger(served, NOVEMBER, NOVEMBER, ".csv")
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == list(duty_export.LEDGER_HEADS)
    assert "'" + EVIL in [row[0] for row in rows]


def test_before_and_load_less_the_share_are_what_is_carried(served: Store) -> None:
    for line in duty_ledger.ledger(served, OCTOBER, NOVEMBER).lines:
        assert line.carry == pytest.approx(line.before + line.load - line.share)


def test_hours_are_saved_by_person_and_year(served: Store) -> None:
    rows = duty_export.hours_table(served).rows
    assert rows == (
        ("陆建芬", 2026, 2, 7.0), ("赵文斌", 2025, 1, 3.0), (EVIL, 2026, 1, 3.0),
    )  # fmt: skip
    assert duty_export.hours(served, 2025).name == "服务时间2025.xlsx"
    with pytest.raises(RuleError, match="2019 年还没有人值过班"):
        duty_export.hours(served, 2019, ".csv")


def test_how_much_is_carried_is_the_neighbourhoods_to_say(served: Store) -> None:
    assert "±10 分" in duty_ledger.meaning(served)
    duty_ledger.set_most_carried(served, 0, by=1)
    assert all(line.carry == 0 for line in duty_ledger.ledger(served, NOVEMBER, NOVEMBER).lines)
    with pytest.raises(RuleError, match="0 到 99"):
        duty_ledger.set_most_carried(served, 100, by=1)
