"""The menu of duty papers: made on the worker, kept under prints, shown in the viewer."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from qingyu.domain.changes import Noun
from qingyu.domain.duty_change import ShiftRef
from qingyu.domain.duty_month import MonthRoster
from qingyu.domain.duty_weather import WeatherAlarm, WeatherPlan
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month, month_of
from qingyu.domain.roster_sheet import DutyPaper, Paper, PaperOrder
from qingyu.domain.round import RoundKind
from qingyu.services import Store, duty_weather
from qingyu.services import round as rounds
from qingyu.ui import paper
from qingyu.ui.pages.page import Desk
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import no_mnemonic
from qingyu.ui.widgets.roster_place import ChartPlace

_PAPERS = (
    ("值班表，贴墙用 &A4", DutyPaper.CHART, Paper.A4, False),
    ("值班表，贴墙用 A&3（大字）", DutyPaper.CHART, Paper.A3, False),
    ("一周值班表(&W)", DutyPaper.WEEK, Paper.A4, False),
    ("值班条，每人一张(&S)", DutyPaper.SLIPS, Paper.A4, False),
    ("值班条，只印换了班的(&N)", DutyPaper.SLIPS, Paper.A4, True),
    ("交接班记录，空白(&H)", DutyPaper.HANDOVER, Paper.A4, False),
    ("巡查单(&P)", DutyPaper.PATROL, Paper.A4, False),
    ("今年的志愿服务证明(&C)", DutyPaper.CERTIFICATE, Paper.A4, False),
)


class PersonPaper(StrEnum):
    """What can be made for one person."""

    SLIP = "值班条"
    CALENDAR = "手机日历文件"
    CERTIFICATE = "今年的志愿服务证明"


class PersonForm(InlineForm):
    """Whose paper, and which.

    Signals: answered(PersonPaper, str) with the name; those of InlineForm.
    """

    answered = Signal(object, str)

    def __init__(self, names: Sequence[str], chosen: str, parent: QWidget | None = None) -> None:
        super().__init__("只要一个人的", "做出来", parent)
        self.who, self.what = QComboBox(), QComboBox()
        for name in names:
            self.who.addItem(no_mnemonic(name), name)
        self.who.setCurrentIndex(max(0, self.who.findData(chosen)))
        for what in PersonPaper:
            self.what.addItem(str(what), what)
        self.add_field("谁", self.who)
        self.add_field("要什么", self.what)
        self.confirmed.connect(self._answer)

    def _answer(self) -> None:
        if self.who.currentData():
            self.answered.emit(PersonPaper(self.what.currentData()), self.who.currentData())


class PapersMenu(QMenu):
    """What can be made of the month on show.

    Signals: said(str) when a file was saved; person_wanted() to ask for whom something is made.
    """

    said = Signal(str)
    person_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("打印和导出")
        self._desk = desk
        self.month: Month | None = None
        for text, what, size, changed in _PAPERS:
            action = self.addAction(text)
            action.triggered.connect(partial(self._print, what, size, changed))
        self.addAction("只要一个人的值班条、日历、证明…(&O)").triggered.connect(self.person_wanted)
        self.addSeparator()
        self.addAction("存成 Excel 表格(&X)").triggered.connect(lambda: self._make(_excel))
        calendar = "存成手机日历文件，大家在一起(&I)"
        self.addAction(calendar).triggered.connect(lambda: self._make(_calendar))
        each = "存成手机日历文件，每人一个(&E)"
        self.addAction(each).triggered.connect(lambda: self._make(_calendars))

    def print_chart(self) -> None:
        """Makes the wall chart on A4."""
        self._print(DutyPaper.CHART, Paper.A4, False)

    def print_patrol(self, alarm: WeatherAlarm) -> None:
        """Makes the checklist for this weather."""
        self._make(
            lambda store, month: _printed(
                store, PaperOrder(DutyPaper.PATROL, month, alarm=alarm)
            )
        )

    def print_round(self, plan: WeatherPlan) -> None:
        """Makes a numbered round of the spots of this plan, to be typed back line by line."""
        run = self._desk.operations
        lines = duty_weather.round_lines(plan)
        changes = run.run(rounds.make, RoundKind.PATROL, lines, by=run.by)
        sheet = run.read(rounds.sheet, changes.ids(Noun.ROUND)[0]) if changes is not None else None
        if sheet is not None:
            self._make(lambda store, _month: rounds.save(store, sheet))

    def person_form(self, roster: MonthRoster, place: ChartPlace | None) -> PersonForm:
        """The form that asks whose paper, filled in with who serves at this place."""
        chosen = place.seat.name if place is not None and place.seat is not None else ""
        form = PersonForm(people_of(roster), chosen)
        form.answered.connect(self.print_person)
        return form

    def print_person(self, what: PersonPaper, name: str) -> None:
        """Makes one person's slip, calendar or certificate."""
        if what is PersonPaper.CALENDAR:
            self._make(lambda store, month: _calendar(store, month, name))
            return
        slip = what is PersonPaper.SLIP
        paper = DutyPaper.SLIPS if slip else DutyPaper.CERTIFICATE
        self._make(lambda store, month: _printed(store, PaperOrder(paper, month, person=name)))

    def print_handover(self, shift: ShiftRef) -> None:
        """Makes the record of one shift as it was signed."""
        month = month_of(shift.on)
        order = PaperOrder(DutyPaper.HANDOVER, month, day=shift.on, shift_id=shift.shift_id)
        self._make(lambda store, _month: _printed(store, order))

    def _print(self, what: DutyPaper, size: Paper, changed: bool, _on: bool = False) -> None:
        self._make(lambda store, month: _printed(store, PaperOrder(what, month, size, changed)))

    def _make(self, make: Callable[[Store, Month], Path]) -> None:
        month, store = self.month, self._desk.operations.store
        if month is None:
            return
        self.said.emit("正在做，请稍等…")
        task = self._desk.tasks.start(lambda _task: make(store, month))
        task.succeeded.connect(self._show)
        task.refused.connect(self._desk.operations.refused)

    def _show(self, path: Path) -> None:
        opened = paper.show(path)
        self.said.emit(f"已打开 {path.name}，可以打印了" if opened else f"已存成 {path}")


def people_of(roster: MonthRoster) -> tuple[str, ...]:
    """The names of everybody who stands in the month, in the order of the stewards."""
    seats = {seat.steward_id: seat.name for cell in roster.cells for seat in cell.seats}
    return tuple(name for _, name in sorted(seats.items()))


def _printed(store: Store, order: PaperOrder) -> Path:
    # What makes paper is loaded when something is printed, on the worker.
    from qingyu.services import roster_paper

    return roster_paper.printed(store, order)


def _excel(store: Store, month: Month) -> Path:
    from qingyu.services import roster_excel

    path = store.folder.prints / f"值班表{month.name}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    roster_excel.export_month(store, month, path)
    return path


def _calendar(store: Store, month: Month, person: str = "") -> Path:
    from qingyu.services import roster_calendar
    from qingyu.services.document import file_part, save_file

    whose = f"（{file_part(person)}）" if person else ""
    path = store.folder.prints / f"值班表{month.name}{whose}.ics"
    save_file(path, roster_calendar.calendar(store, month, person))
    return path


def _calendars(store: Store, month: Month) -> Path:
    """The folder with a calendar for everybody who serves in the month."""
    from qingyu.services import duty_month, roster_calendar
    from qingyu.services.document import file_part, save_file

    folder = store.folder.prints / f"手机日历{month.name}"
    names = people_of(duty_month.month_roster(store, month))
    if not names:
        raise RuleError(f"{month.text}还没有排班", "请先排班，再导出日历。")
    for name in names:
        content = roster_calendar.calendar(store, month, name)
        save_file(folder / f"{file_part(name)}{month.name}.ics", content)
    return folder
