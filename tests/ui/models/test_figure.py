"""The table behind a chart, in rows of one line and of two."""

from datetime import date

import pytest
from pytestqt.modeltest import ModelTester

from qingyu.domain.figures import Figure, FlowFigure, WeekFlow, heat
from qingyu.domain.week import Week
from qingyu.ui.models.cells import CellModel
from qingyu.ui.models.figure import columns_of, heads_of, rows_of

FLOW = FlowFigure(
    (WeekFlow(Week(date(2026, 11, 16)), 4, 6), WeekFlow(Week(date(2026, 11, 23)), 2, 1))
)
CODES = ("water", "power", "green", "fire", "lift", "house", "care", "policy")
HEAT = heat([(3, code) for code in CODES] + [(2, "water")] * 2, [1])


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("figure", [FLOW, HEAT], ids=["flow", "heat"])
def test_the_model_keeps_qts_rules(
    figure: Figure, narrow: bool, qtmodeltester: ModelTester
) -> None:
    model = CellModel(heads_of(figure, narrow=narrow))
    qtmodeltester.check(model)
    model.set_rows(rows_of(figure, narrow=narrow))
    qtmodeltester.check(model)
    columns = columns_of(figure, narrow=narrow)
    assert model.columnCount() == len(columns) and sum(each.main for each in columns) == 1


def test_in_two_lines_each_number_says_what_it_is() -> None:
    (row, _other) = rows_of(FLOW, narrow=True)
    assert row.cells[1:] == ("新增 2", "办结 1", "办结减新增 -1")
    assert rows_of(FLOW, narrow=False)[0].cells[1:] == ("2", "1", "-1")


def test_a_figure_too_wide_has_a_row_for_each_number_largest_first() -> None:
    rows = rows_of(HEAT, narrow=False)
    assert rows[0].cells == ("2幢", "给排水", "2")
    assert len(rows) == len(CODES) + 1


def test_differences_are_sorted_as_numbers() -> None:
    keys = [row.keys[3] for row in rows_of(FLOW, narrow=False)]
    assert sorted(keys) == [(0, -1), (0, 2)]
