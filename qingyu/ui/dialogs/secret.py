"""Asking for a passphrase or the code of a recovery sheet; nothing of it is kept anywhere."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from qingyu.domain.errors import QingyuError
from qingyu.domain.frozen import frozen
from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.field_grid import FieldGrid
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words

_LONGEST = 200
# Closed by the button that leads somewhere else.
OTHER = 2


class Asked(StrEnum):
    """What is asked for; the word stands before its line."""

    PASSPHRASE = "口令"
    NEW = "新口令"
    CODE = "恢复码"


@frozen
class Question:
    """The words of the dialog; `other` is a button that leads to another way."""

    title: str
    note: str
    confirm: str
    asked: tuple[Asked, ...]
    other: str = ""
    cancel: str = "取消"
    danger: bool = False


@frozen
class Answers:
    """What was typed; empty where it was not asked for."""

    passphrase: str = ""
    new: str = ""
    code: str = ""


class SecretDialog(QDialog):
    """Lines that hide what is typed; `act` gets the answers, its refusal is shown in the dialog.

    Ends accepted when `act` came through, with OTHER by the other button.
    """

    def __init__(
        self,
        question: Question,
        act: Callable[[Answers], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme.dress(self)
        self._question = question
        self._act = act
        self.setWindowTitle("晴雨管家")
        self.lines: dict[str, QLineEdit] = {}
        grid = FieldGrid(inline=False)
        for asked in question.asked:
            self._add(grid, asked)
            if asked is Asked.NEW:
                self._add(grid, "再输一次")
        self.show_box = QCheckBox("显示口令(&X)")
        self.show_box.setVisible(any(asked is not Asked.CODE for asked in question.asked))
        self.show_box.toggled.connect(self._show_signs)
        self.trouble = words("", "danger", wrap=True)
        self.trouble.hide()
        box = EmBox(margin=(1.5, 1.25))
        box.add(words(question.title, "title", wrap=True))
        box.add(words(question.note, "muted", wrap=True))
        for part in (grid, self.show_box, self.trouble):
            box.add(part)
        box.add_stretch()
        box.add(self._buttons())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)
        self._box = box
        self._fit()
        next(iter(self.lines.values()), self.confirm).setFocus()

    def _add(self, grid: FieldGrid, name: str) -> None:
        line = QLineEdit()
        line.setMaxLength(_LONGEST)
        line.setAccessibleName(name)
        if name == Asked.CODE:
            line.setPlaceholderText("24 个字，分不分组都行")
        else:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        if name == Asked.NEW:
            line.setPlaceholderText("至少 8 个字，汉字也行")
        line.textEdited.connect(lambda _text: self._complain(""))
        self.lines[name] = line
        grid.add_row(name, name, line)

    def _buttons(self) -> QWidget:
        question = self._question
        self.confirm = ActionButton(question.confirm, "danger" if question.danger else "primary")
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self._confirm)
        self.cancel = ActionButton(question.cancel, shortcut="Esc", bound=False)
        self.cancel.clicked.connect(self.reject)
        self.other = ActionButton(question.other, "link", shortcut="Alt+S")
        self.other.setVisible(bool(question.other))
        self.other.clicked.connect(lambda: self.done(OTHER))
        row = QWidget()
        flow = FlowLayout(row, gap=0.6)
        for one in (self.confirm, self.cancel, self.other):
            flow.addWidget(one)
        return row

    def _fit(self) -> None:
        look = theme.current()
        width = look.px(36)
        screen = QGuiApplication.primaryScreen().availableSize()
        width = min(width, screen.width() - look.px(2))
        self.setMinimumWidth(width)
        self.resize(width, max(look.px(12), self._box.heightForWidth(width)))

    def _show_signs(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for name, line in self.lines.items():
            if name != Asked.CODE:
                line.setEchoMode(mode)

    def _confirm(self) -> None:
        for name, line in self.lines.items():
            if not line.text().strip():
                self._complain(f"请填「{name}」。", line)
                return
        new, again = self.lines.get(Asked.NEW), self.lines.get("再输一次")
        if new is not None and again is not None and new.text() != again.text():
            self._complain("两次输的新口令不一样，请再输一次。", again)
            return
        self._complain("")
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._act(self._answers())
        except QingyuError as error:
            self._complain(str(error), next(iter(self.lines.values())))
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.accept()

    def _answers(self) -> Answers:
        typed = {name: line.text() for name, line in self.lines.items()}
        return Answers(
            typed.get(Asked.PASSPHRASE, ""), typed.get(Asked.NEW, ""), typed.get(Asked.CODE, "")
        )

    def _complain(self, trouble: str, where: QLineEdit | None = None) -> None:
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        for line in self.lines.values():
            theme.set_look(line, "wrong", "true" if line is where else "")
        if where is not None:
            where.setFocus()
            where.selectAll()
            # The sentence needs room of its own.
            self.resize(self.width(), max(self.height(), self._box.heightForWidth(self.width())))
