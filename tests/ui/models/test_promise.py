"""The rows of the 说到做到表."""

from datetime import date, datetime

from PySide6.QtTest import QAbstractItemModelTester

from qingyu.domain.promise import PromiseLine
from qingyu.ui.models.cells import CellModel
from qingyu.ui.models.promise import COLUMNS, HEADS, row_of

NOW = datetime(2026, 11, 23, 12)


def line(what: str, by: date, kept_at: datetime | None = None) -> PromiseLine:
    return PromiseLine(1, "0001", what, by, kept_at, "赵文斌", "3-2 楼道灯不亮")


def test_rows_are_sorted_by_days_and_lateness_not_by_their_words() -> None:
    model = CellModel(HEADS)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    lines = [
        line("早", date(2026, 11, 3)),
        line("晚", date(2026, 11, 12)),
        line("好", date(2026, 11, 25), datetime(2026, 11, 22, 9)),
    ]
    model.set_rows([row_of(each, NOW) for each in lines])
    assert model.columnCount() == len(COLUMNS)
    assert [row.cells[5] for row in model.rows] == ["超 20 天", "超 11 天", ""]
    model.sort(5)
    assert [row.cells[1] for row in model.rows] == ["好", "晚", "早"]
    model.sort(3)
    assert [row.cells[1] for row in model.rows] == ["早", "晚", "好"]
    assert model.rows[2].cells[-1] == "说到做到" and model.rows[2].tones[-1] == "good"
