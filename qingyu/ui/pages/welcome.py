"""开始: three questions on one page, and two other ways to begin."""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from qingyu.domain.steward import Role, Steward
from qingyu.services import neighbourhood
from qingyu.services import steward as stewards
from qingyu.ui import theme
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.pages.welcome_buildings import BuildingsEditor
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.draft_form import DraftForm
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.heading import Heading
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.text_size_switch import TextSizeSwitch
from qingyu.ui.wishes import IMPORT_RESIDENTS

_WIDTH_EMS = 52.0


class WelcomePage(Page):
    """The first start of an empty book; whoever founds it is the one using it from then on."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.name = _line("小区的名字", "例如：青年路社区")
        self.buildings = BuildingsEditor()
        self.person = _line("您的姓名", "例如：陆建芬", longest=20)
        self.encrypt = QCheckBox("要加密，下一步就设口令(&J)")
        self.trouble = words("", "danger", wrap=True)
        self.trouble.hide()
        self.size_switch = TextSizeSwitch()
        self.begin = ActionButton(
            "开始使用", "primary", icon="check", shortcut="Ctrl+Enter", bound=False
        )
        self.import_button = ActionButton(
            "从 Excel 导入住户", icon="file-spreadsheet", shortcut="Alt+E",
            hint="先写好小区名和您的姓名，下一步就选文件",
        )
        self.practice = ActionButton(
            "先练习", icon="graduation-cap", shortcut="Alt+L",
            hint="用一份假资料练手，动不到真资料，随时可以回来",
        )
        self._founded = False
        DraftForm(self, "头一次打开", is_typed=lambda: self._is_written())
        self._lay_out()
        self._connect()

    def _is_written(self) -> bool:
        typed = self.name.text() + self.person.text() + self.buildings.line.text()
        return bool(typed.strip()) and not self._founded

    def _lay_out(self) -> None:
        self._column = EmBox(gap=0.85)
        head = Heading("欢迎使用晴雨管家", "答三个问题就能开始，以后都可以改")
        head.add_action(self.size_switch)
        self._column.add(head)
        self._column.add(_question("house", "一　小区叫什么？", self.name))
        self._column.add(_question("building-2", "二　有几幢楼、每幢几个单元？", self.buildings,
                                   "一时说不清可以空着，以后在「楼栋住户」里补。"))
        self._column.add(_question("user", "三　您是谁？", self.person,
                                   "第一位是组长，什么都可以做；以后每一步都记下是谁做的。"))
        if not self.desk.practice:
            self._column.add(self._offer())
        scroll = PageScroll()
        scroll.add(_centred(self._column))
        scroll.column.addStretch(1)
        # Outside the scrolled part: however many buildings there are, the way on is in sight.
        self._foot = EmBox(gap=0.5, margin=(0.0, 0.6))
        self._foot.add(self.trouble)
        buttons = QWidget()
        row = FlowLayout(buttons)
        for one in (self.begin, self.import_button, self.practice):
            row.addWidget(one)
        self._foot.add(buttons)
        self._foot_room = _centred(self._foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._foot_room)
        self._restyle()

    def _offer(self) -> Card:
        """Encryption, off unless chosen."""
        from qingyu.ui.encrypting import SAID

        card = Card("lock", "要不要给资料加密？")
        card.add_line(words(SAID, wrap=True))
        card.add_line(self.encrypt)
        card.add_line(words("不选也可以，以后随时能在「设置」里开启。", "muted", wrap=True))
        return card

    def _connect(self) -> None:
        self.size_switch.size_chosen.connect(self.desk.wishes.text_size_requested)
        self.name.returnPressed.connect(self.buildings.start)
        self.person.returnPressed.connect(self._begin)
        self.begin.clicked.connect(self._begin)
        self.import_button.clicked.connect(self._begin_with_import)
        self.practice.clicked.connect(lambda: self.desk.wishes.practice_requested.emit(True))
        for line in (self.name, self.person):
            line.textEdited.connect(lambda _text: self._complain(""))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, self._begin)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def reload(self) -> None:
        """What was typed here before the computer went off comes back by itself."""
        left = next((each for each in self.desk.drafts.offered if each.page == "welcome"), None)
        if left is not None:
            QTimer.singleShot(0, self, lambda: self.desk.drafts.put_back(left))

    def start_new(self) -> None:
        self.focus_start()

    def print_page(self) -> None:
        self.said.emit("先答完三个问题，才有可以打印的内容")

    def focus_start(self) -> None:
        self.name.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _begin(self) -> None:
        if self._found() and self.encrypt.isChecked():
            self._encrypt()

    def _encrypt(self) -> None:
        from qingyu.ui.encrypting import turn_on

        turn_on(self.desk, self)

    def _begin_with_import(self) -> None:
        if not self._found():
            return
        if self.encrypt.isChecked():
            # The window goes away for it, and so would what the import asks.
            self.said.emit("先设口令；加密好以后，到「楼栋住户」里导入")
            self._encrypt()
        else:
            self.list_requested.emit("neighbourhood", IMPORT_RESIDENTS)

    def _found(self) -> bool:
        name, person = self.name.text().strip(), "".join(self.person.text().split())
        if not name:
            return self._complain("请先写小区的名字。", self.name)
        if not self.buildings.is_right:
            return self._complain("楼栋这一行还没写对。", self.buildings.line)
        if not person:
            return self._complain("请写您的姓名，以后每一步都记在您名下。", self.person)
        first = Steward(0, person, Role.LEAD)
        done = self.operations.run(neighbourhood.found, name, self.buildings.units, first)
        if done is None:
            return False
        self._founded = True
        self.operations.use(self.operations.read(stewards.find, person))
        return True

    def _complain(self, trouble: str, where: QLineEdit | None = None) -> bool:
        """Always False: what is missing is told where it is missing."""
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        for line in (self.name, self.person):
            theme.set_look(line, "wrong", "true" if line is where else "")
        if where is not None:
            where.setFocus()
        return False

    def _restyle(self) -> None:
        look = theme.current()
        for part in (self._column, self._foot):
            part.setMaximumWidth(look.px(_WIDTH_EMS))
        self._foot_room.setContentsMargins(look.margin, 0, look.margin, 0)


def _centred(part: QWidget) -> QWidget:
    room = QWidget()
    row = QHBoxLayout(room)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
    return room


def _line(name: str, example: str, longest: int = 40) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(example)
    made.setMaxLength(longest)
    return made


def _question(icon: str, title: str, answer: QWidget, note: str = "") -> Card:
    card = Card(icon, title)
    card.add_line(answer)
    if note:
        card.add_line(words(note, "muted", wrap=True))
    return card
