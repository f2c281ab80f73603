import json
from datetime import date

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.date_field import DateField
from qingyu.ui.widgets.draft_form import DraftForm, form_of, set_place
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.sheet_edit import SheetColumn, SheetEdit
from tests.ui.keyboard import write


class Everything(InlineForm):
    """A field of every kind."""

    def __init__(self) -> None:
        super().__init__("什么都有", "好")
        self.line, self.box, self.count = QLineEdit("原来的"), QPlainTextEdit(), QSpinBox()
        self.day, self.tick, self.combo = DateField(date(2026, 11, 23)), QCheckBox(), QComboBox()
        self.combo.addItems(["甲", "乙"])
        self.row = ChoiceRow("选", [("a", "一"), ("b", "二")])
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        for name in ("line", "box", "count", "day", "tick", "combo", "row", "secret"):
            self.add_field(name, getattr(self, name))


@pytest.fixture
def form(qtbot: QtBot) -> Everything:
    made = Everything()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.draft_form.begin()
    return made


def test_what_nobody_touched_is_no_draft(form: Everything) -> None:
    assert form.draft_form.values() == {}


def test_every_kind_of_field_goes_through_plain_values_and_back(
    form: Everything, qtbot: QtBot
) -> None:
    form.line.setFocus()
    write("，改过")
    form.box.setFocus()
    write("很长的话 😀")
    form.count.setValue(7)
    form.day.setDate(QDate(2026, 12, 1))
    form.tick.setChecked(True)
    form.combo.setCurrentText("乙")
    form.row.choose("b")
    kept = json.loads(json.dumps(form.draft_form.values()))
    other = Everything()
    qtbot.addWidget(other)
    other.draft_form.put_back(kept)
    assert other.draft_form.values() == kept
    assert (other.line.text(), other.box.toPlainText()) == ("原来的，改过", "很长的话 😀")
    assert (other.count.value(), other.day.day, other.row.key) == (7, date(2026, 12, 1), "b")
    assert other.tick.isChecked() and other.combo.currentText() == "乙"


def test_a_password_is_never_kept(form: Everything) -> None:
    form.secret.setFocus()
    write("1234")
    assert form.draft_form.values() == {}


def test_a_choice_alone_is_kept_and_a_value_that_does_not_fit_is_left_out(
    form: Everything,
) -> None:
    form.count.setValue(3)
    assert form.draft_form.values() == {"count": 3}
    form.draft_form.put_back({"count": "viele", "row": "zzz", "day": "gestern", "nichts": 1})
    assert (form.count.value(), form.row.key, form.day.day) == (3, "", date(2026, 11, 23))


def test_confirmed_and_cancelled_is_finished_until_somebody_types_on(form: Everything) -> None:
    form.line.setFocus()
    write("好")
    form.confirm.click()
    assert form.draft_form.is_finished
    form.draft_form.go_on(form.draft_form.values())
    assert form.draft_form.is_finished
    form.line.setFocus()
    write("的")
    form.draft_form.go_on(form.draft_form.values())
    assert not form.draft_form.is_finished


def test_the_way_names_every_place_around_and_nested_forms_are_their_own(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    set_place(page, "issues", "工单")
    detail = QWidget(page)
    set_place(detail, "issue:7", "工单 0007 漏水")
    outer = DraftForm(detail, "正在改的地方")
    line, inner = QLineEdit(detail), QLineEdit(detail)
    note = DraftForm(inner, "记一笔")
    assert note.way == ("issues", "issue:7", "记一笔")
    assert note.title == "工单 0007 漏水：记一笔"
    assert form_of(line) is outer and form_of(inner) is note and form_of(page) is None
    inner.setText("x")
    inner.setModified(True)
    assert outer.values() == {} and list(note.values().values()) == ["x"]


def test_rows_of_a_sheet_are_kept(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    sheet = SheetEdit([SheetColumn("哪天"), SheetColumn("谁")], place)
    form = DraftForm(place, "表", is_typed=lambda: True, read=lambda: {"rows": sheet.rows()},
                     write=lambda told: sheet.set_rows(told["rows"]))  # type: ignore[arg-type]
    sheet.set_rows([["周一", "王"]])
    kept = form.values()
    sheet.set_rows([])
    form.put_back(kept)
    assert sheet.rows() == [["周一", "王"]]
