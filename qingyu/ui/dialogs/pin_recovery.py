"""A lead who forgot the PIN: the 24 characters of the printed sheet, and a new PIN."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from qingyu.domain.errors import QingyuError, RuleError
from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.field_grid import FieldGrid
from qingyu.ui.widgets.flow_row import FlowRow
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.pin_pad import pin_line

_SAID = "请照着打印的 PIN 恢复单，从第 1 组起填 24 个字，再设一个新的 PIN。这张单子用一次就作废。"


class PinRecoveryDialog(QDialog):
    """Asks for the code and a new PIN; `act` gets both, its refusal is shown here."""

    def __init__(
        self, name: str, act: Callable[[str, str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme.dress(self)
        self._act = act
        self.setWindowTitle("用 PIN 恢复单")
        self.code = QLineEdit()
        self.code.setMaxLength(60)
        self.code.setPlaceholderText("例如 7K3M 9Q2X …")
        # A secret: no draft of it is kept, nor shown again.
        self.code.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.new, self.again = pin_line("新 PIN"), pin_line("再输一次")
        grid = FieldGrid(inline=False)
        grid.add_row("code", "恢复码", self.code)
        grid.add_row("new", "新 PIN", self.new, "四到八位数字")
        grid.add_row("again", "再输一次", self.again)
        self.told = words("", "danger", wrap=True)
        self.confirm = ActionButton("设新的 PIN", "primary", icon="check", shortcut="Ctrl+S")
        self.cancel = ActionButton("取消", hint="Esc")
        box = EmBox(margin=(1.5, 1.25))
        box.add(words(f"{name}忘了 PIN", "title"))
        box.add(words(_SAID, wrap=True))
        box.add(grid)
        box.add(self.told)
        box.add_stretch()
        box.add(FlowRow(self.confirm, self.cancel))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)
        look = theme.current()
        width = look.px(36)
        if parent is not None:
            width = min(width, parent.window().width() - look.px(2))
        self.resize(width, max(look.px(22), box.heightForWidth(width)))
        self.confirm.clicked.connect(self._go)
        self.cancel.clicked.connect(self.reject)
        for line in (self.code, self.new, self.again):
            line.returnPressed.connect(self._go)

    def _go(self) -> None:
        try:
            if self.new.text() != self.again.text():
                raise RuleError("两次输的 PIN 不一样", "请再输一次。")
            self._act(self.code.text(), self.new.text())
        except QingyuError as error:
            self.told.setText(str(error))
            self.told.setAccessibleName(str(error))
            return
        self.accept()
