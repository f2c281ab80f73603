"""周例会: the week's issues as they will lie on the table, and their one-page print."""

from datetime import timedelta

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qingyu.domain.changes import Noun
from qingyu.domain.week import Week, week_of
from qingyu.domain.weekly_sheet import WeeklyLine, WeeklySection, WeeklySheet
from qingyu.domain.wording import due
from qingyu.services import issue_reading, review
from qingyu.ui import paper
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.card_grid import CardGrid
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.heading import Heading
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.widgets.page_scroll import PageScroll

_LOOKS = {
    "马上处理": ("siren", "danger"),
    "超期": ("gauge", "warn"),
    "申请重开": ("rotate-ccw", "warn"),
    "本周新增": ("inbox", "info"),
    "挂起或转办": ("pause", "teal"),
}
_SHOWN = 8


class ReviewPage(Page):
    """One week at a time: what must be talked about, and paper for the table and the board."""

    CARES = frozenset({Noun.ISSUE, Noun.FEEDBACK, Noun.NEIGHBOURHOOD})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._week = week_of(self.operations.store.now().date())
        self._heading = Heading("周例会")
        self._earlier = ActionButton("上一周", icon="chevron-left", hint="Alt+←")
        self._later = ActionButton("下一周", icon="chevron-right", hint="Alt+→")
        self._public = ActionButton("打印公示版", icon="printer", hint="隐去姓名和室号，可以张贴")
        self._print = ActionButton(
            "打印清单", "primary", icon="printer", shortcut="Ctrl+P", bound=False
        )
        for button in (self._earlier, self._later):
            self._heading.add(button)
        for button in (self._public, self._print):
            self._heading.add_action(button)
        self._grid = CardGrid()
        self._empty = EmptyState(
            "clipboard-list", "这一周没有要议的工单", "有新的来件转成工单，就会自动出现在这里。"
        )
        scroll = PageScroll()
        scroll.add(self._heading)
        scroll.add(self._grid)
        scroll.add(self._empty)
        scroll.column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        QShortcut(QKeySequence("Alt+Left"), self, lambda: self._turn(-1))
        QShortcut(QKeySequence("Alt+Right"), self, lambda: self._turn(1))
        self._earlier.clicked.connect(lambda: self._turn(-1))
        self._later.clicked.connect(lambda: self._turn(1))
        self._print.clicked.connect(self.print_page)
        self._public.clicked.connect(lambda: self._save(public=True))

    def reload(self) -> None:
        sheet = self.operations.read(review.weekly, self._week)
        if sheet is None:
            return
        counts = "　".join(f"{name} {count}" for name, count in sheet.counts)
        self._heading.set_title("周例会", f"{self._week.text}　{counts}")
        self._grid.set_cards([self._card(section, sheet) for section in sheet.sections])
        self._grid.setVisible(bool(sheet.sections))
        self._empty.setVisible(not sheet.sections)

    def print_page(self) -> None:
        self._save(public=False)

    def focus_start(self) -> None:
        self._print.setFocus()

    def _turn(self, weeks: int) -> None:
        self._week = Week(self._week.monday + timedelta(weeks=weeks))
        self.reload()

    def _card(self, section: WeeklySection, sheet: WeeklySheet) -> Card:
        icon, tone = _LOOKS.get(section.title, ("list", "teal"))
        card = Card(
            icon, section.title, str(len(section.lines)), tone, urgent=section.title == "马上处理"
        )
        for line in section.lines[:_SHOWN]:
            card.add_line(self._line(line))
        more = len(section.lines) - _SHOWN
        if more > 0:
            rest = LinkLine(f"还有 {more} 件，打印清单里都有")
            rest.clicked.connect(lambda: self.page_requested.emit("issues"))
            card.add_line(rest)
        return card

    def _line(self, line: WeeklyLine) -> LinkLine:
        now = self.operations.store.now()
        pill = due(line.due, now) if line.due else line.state
        tone = "danger" if line.dangerous else "warn" if line.overdue else "info"
        words = " ".join(part for part in (line.number, line.place.code, line.matter) if part)
        link = LinkLine(words, pill, tone, note=line.owner, key=int(line.number))
        link.requested.connect(self._open)
        return link

    def _open(self, number: object) -> None:
        issue = self.operations.read(issue_reading.by_number, int(str(number)))
        if issue is not None:
            self.open_requested.emit(Noun.ISSUE, issue.id)

    def _save(self, *, public: bool) -> None:
        path = self.operations.read(review.printed, self._week, public=public)
        if path is not None:
            shown = "" if paper.show(path) else "，可以打开来打印"
            self.said.emit(f"已存到 {path}{shown}")
