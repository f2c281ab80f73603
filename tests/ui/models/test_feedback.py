from collections.abc import Sequence
from datetime import datetime

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from qingyu.domain.feedback import Channel, Feedback, Kind
from qingyu.domain.feedback_list import FeedbackLine
from qingyu.domain.issue import State
from qingyu.domain.place import Place
from qingyu.ui.models import feedback as models
from qingyu.ui.models.feedback import HEADS, STRETCH, FeedbackModel, row_of
from qingyu.ui.widgets.roles import RECORD_ROLE, TONE_ROLE

NOW = datetime(2026, 11, 23, 12, 0)


def line(number: int, text: str = "楼道灯不亮", kind: Kind = Kind.REPAIR) -> FeedbackLine:
    piece = Feedback(
        id=number,
        number=number,
        text=text,
        place=Place(3, 2, "501"),
        name="张阿姨",
        phone="",
        kind=kind,
        category="power",
        matter="",
        dangerous=False,
        urgency="一般",
        title="",
        channel=Channel.PHONE,
        may_contact=True,
        received_at=NOW,
        recorded_by=None,
        resident_id=None,
        issue_id=None,
    )
    return FeedbackLine(piece)


class Book:
    """Pieces numbered from 1, the newest read first."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.asked: list[tuple[int | None, int]] = []

    def __call__(self, before: int | None, limit: int) -> Sequence[FeedbackLine]:
        self.asked.append((before, limit))
        newest = self.count if before is None else before - 1
        return [line(number) for number in range(newest, max(newest - limit, 0), -1)]


def ids(model: FeedbackModel) -> list[int]:
    return [row.line.piece.id for row in model.rows]


@pytest.mark.parametrize("count", [0, 3, STRETCH, STRETCH + 5])
def test_it_is_a_sound_model_that_reads_on_to_the_end(qapp: object, count: int) -> None:
    book = Book(count)
    model = FeedbackModel(book)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.load(NOW)
    assert model.rowCount() == min(count, STRETCH)
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert ids(model) == list(range(count, 0, -1))


def test_reading_again_keeps_what_was_scrolled_to_and_shows_newcomers(qapp: object) -> None:
    book = Book(STRETCH * 3)
    model = FeedbackModel(book)
    model.load(NOW)
    model.fetchMore(QModelIndex())
    book.count += 1
    model.load(NOW)
    assert (model.rowCount(), ids(model)[0]) == (STRETCH * 2, STRETCH * 3 + 1)
    model.load(NOW, anew=True)
    assert model.rowCount() == STRETCH


def test_reading_the_same_again_resets_nothing(qapp: object) -> None:
    model = FeedbackModel(Book(5))
    model.load(NOW)
    told: list[str] = []
    model.modelReset.connect(lambda: told.append("reset"))
    model.dataChanged.connect(lambda *_: told.append("changed"))
    model.load(NOW)
    assert told == ["changed"]


def test_cells_tell_what_was_said_literally_and_what_is_still_loose(qapp: object) -> None:
    row = row_of(line(7, "<b>灯</b>\n不亮 %s"), NOW)
    said = dict(zip(HEADS, row.cells, strict=True))
    assert said["说了什么"] == "<b>灯</b> 不亮 %s"
    assert (said["编号"], said["地点"], said["时间"]) == ("0007", "3-2-501", "今天 12:00")
    assert (said["工单"], row.tones[HEADS.index("工单")]) == ("未转工单", "warn")
    assert row_of(line(8, kind=Kind.PRAISE), NOW).cells[HEADS.index("工单")] == ""
    tied = FeedbackLine(line(9).piece, 198, State.WORKING)
    assert row_of(tied, NOW).cells[HEADS.index("工单")] == "工单 0198"


def test_a_hundred_thousand_characters_become_one_short_cell(qapp: object) -> None:
    cells = row_of(line(1, "漏水" * 50_000), NOW).cells
    assert len(cells[HEADS.index("说了什么")]) <= 120


def test_roles_and_finding_a_row(qapp: object) -> None:
    model = FeedbackModel(Book(3))
    model.load(NOW)
    index = model.index(0, 0)
    assert index.data(RECORD_ROLE).piece.id == 3
    assert index.data(TONE_ROLE) == ""
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "编号 0003"
    assert (model.row_of_piece(1), model.row_of_piece(99)) == (2, None)
    assert models.COLUMNS[1].main
