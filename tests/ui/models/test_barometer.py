from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QAbstractItemModelTester

from qingyu.domain.barometer import BuildingFacts, Weather, reading
from qingyu.ui.models.barometer import GROUNDS, BarometerModel
from qingyu.ui.widgets.roles import RECORD_ROLE, SORT_ROLE, TONE_ROLE

LATE = reading(BuildingFacts(building=3, open_issues=12, overdue=1))
FINE = reading(BuildingFacts(building=10))
PUBLIC = reading(BuildingFacts(open_issues=2))


def test_it_is_a_sound_model_of_one_row_a_building(qapp: object) -> None:
    model = BarometerModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_readings([LATE, PUBLIC, FINE])
    model.restyle()
    model.set_readings([LATE])
    assert [row.cells[0] for row in model.rows] == ["3幢"]
    model.set_readings([])
    model.restyle()
    assert model.rowCount() == 0


def test_a_row_tells_word_shape_colour_reason_and_numbers(qapp: object) -> None:
    model = BarometerModel()
    model.set_readings([LATE, PUBLIC, FINE])
    assert [model.index(0, column).data() for column in range(5)] == [
        "3幢",
        "阴",
        "1 件超期",
        "12",
        "1",
    ]
    word = model.index(0, 1)
    assert word.data(TONE_ROLE) == "warn"
    assert isinstance(word.data(Qt.ItemDataRole.DecorationRole), QIcon)
    assert word.data(RECORD_ROLE) == LATE
    assert model.index(1, 0).data() == GROUNDS


def test_numbers_sort_as_numbers_and_words_as_weather(qapp: object) -> None:
    model = BarometerModel()
    model.set_readings([FINE, LATE])
    assert [model.index(row, 0).data(SORT_ROLE) for row in (0, 1)] == [10, 3]
    ranks = [model.index(row, 1).data(SORT_ROLE) for row in (0, 1)]
    assert ranks == sorted(ranks)
    assert FINE.weather is Weather.SUNNY
