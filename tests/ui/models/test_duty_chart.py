"""The month as places: names, gaps in words, days and shifts."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from qingyu.domain.month import Month
from qingyu.services import Store, duty, duty_month, duty_swap
from qingyu.ui.models.duty_chart import ChartModel, day_head
from qingyu.ui.widgets.month_days import DayMark, DaysModel
from qingyu.ui.widgets.roster_place import DAY_ROLE, GROUP_ROLE, PLACE_ROLE, ChartPlace, ShiftHead

DAY = date(2026, 11, 23)


def shown(store: Store) -> ChartModel:
    model = ChartModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    roster = duty_month.month_roster(store, Month(2026, 11))
    model.show_month(roster, DAY)
    model.show_month(roster, DAY)
    return model


def texts(model: ChartModel, on: date) -> list[object]:
    row = model.row_of(on)
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_every_day_has_a_place_for_everybody(founded: Store) -> None:
    model = shown(founded)
    assert (model.rowCount(), model.columnCount()) == (30, 6)
    assert texts(model, DAY) == ["未排"] * 6


def test_gaps_and_missing_leaders_are_told_in_words(founded: Store) -> None:
    duty.set_shift(founded, DAY, "早", [2], by=1)
    duty.set_shift(founded, DAY, "午", [1], 1, by=1)
    model = shown(founded)
    assert texts(model, DAY) == ["赵文斌", "缺值班长", "陆建芬", "缺人", "缺人", "缺人"]
    words = model.index_of(DAY, 2, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("11月23日午班 陆建芬，值班长")


def test_extra_duty_makes_the_shift_wider_for_all_days(founded: Store) -> None:
    duty.set_shift(founded, DAY, "早", [1], 1, by=1)
    duty_swap.extra(founded, DAY, 1, [2], by=1)
    model = shown(founded)
    place = model.index_of(DAY, 1, 2).data(PLACE_ROLE)
    assert isinstance(place, ChartPlace) and place.tag == "加班"
    heads = [
        model.headerData(column, Qt.Orientation.Horizontal, GROUP_ROLE)
        for column in range(model.columnCount())
    ]
    first = heads[0]
    assert isinstance(first, ShiftHead) and first.text == "早班 8–12" and first.of >= 2


def test_a_day_is_named_by_its_holiday_or_solar_term(founded: Store) -> None:
    roster = duty_month.month_roster(founded, Month(2026, 10))
    heads = [day_head(day, DAY) for day in roster.days]
    assert heads[0].note == "国庆节" and "法定节日" in heads[0].words
    assert "调休上班" in heads[9].words
    assert any(head.note == "霜降" for head in heads)


def test_days_of_other_months_are_empty() -> None:
    model = DaysModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_month(date(2026, 12, 1), {date(2026, 12, 3): DayMark("请假", "warn", "")})
    assert model.index(0, 0).data() is None
    assert model.index_of(date(2026, 12, 3)).data() == "3"
    said = model.index_of(date(2026, 12, 3)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "12月3日，请假"
    assert model.index_of(date(2026, 12, 31)).data(DAY_ROLE) is None
