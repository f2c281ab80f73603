"""Who serves and when not: everybody in a list, one person's facts and calendar beside it."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from qingyu.domain.duty_person import DutyFacts, DutyPerson, PairKind, Wish, WishKind
from qingyu.domain.month import Month, month_of
from qingyu.services import duty, duty_people, duty_wish, rulebook
from qingyu.ui.models.cells import CellModel, CellRow
from qingyu.ui.pages.duty_facts import FactsPart, PairsPart
from qingyu.ui.pages.duty_wishes import WishesPart, WishForm
from qingyu.ui.pages.page import Desk
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.master_detail import MasterDetail
from qingyu.ui.widgets.month_days import DayMark, MonthDays
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.record_table import RecordTable
from qingyu.ui.widgets.table_memory import Column

HEADS = ("姓名", "值班资料", "这个月请假")
_COLUMNS = (
    Column("name", 5.5, main=True),
    Column("facts", stretch=True),
    Column("leave", 6.5),
)
_TONES = {WishKind.LEAVE: "warn", WishKind.UNWANTED: "info"}
_SHORT = {WishKind.LEAVE: "请假", WishKind.UNWANTED: "不想"}


class PeopleRoom(QWidget):
    """Facts are saved as they are set, days are marked by Space or the buttons."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = desk.operations
        self._people: tuple[DutyPerson, ...] = ()
        self._wishes: tuple[Wish, ...] = ()
        self._written = 0
        self.month = month_of(desk.operations.store.now().date()).after
        self.model = CellModel(HEADS, self)
        self.table = RecordTable(
            "duty-people", _COLUMNS, desk.settings, name="值班的人", fixed_order=True
        )
        self.table.set_model(self.model)
        self.table.set_empty_state(
            EmptyState("users", "还没有管家", "先到「楼栋住户」添加几位管家。")
        )
        self.name = words("", "heading", wrap=True)
        self.facts = FactsPart()
        self.pairs = PairsPart()
        self.wishes = WishesPart()
        self.days = MonthDays("请假和不想值的日子")
        self.shift = QComboBox()
        self.shift.setAccessibleName("请哪一班的假")
        self._title = words("", "heading")
        self._lay_out()
        self._connect()

    @property
    def chosen(self) -> DutyPerson | None:
        """The person whose facts are shown."""
        record = self.table.record()
        return record if isinstance(record, DutyPerson) else None

    def reload(self) -> None:
        """Reads everybody again; the chosen person stays."""
        read = self._operations.read
        before = self.chosen
        self._people = read(duty_people.people) or ()
        self._wishes = read(duty_people.wishes, self.month) or ()
        self._show_shifts()
        self.model.set_rows([self._row(person) for person in self._people])
        ident = before.steward.id if before else None
        found = self.table.choose(
            lambda each: isinstance(each, DutyPerson) and each.steward.id == ident
        )
        if not found and self._people:
            self.table.choose(lambda _each: True)
        self._show_person()

    def show_month(self, month: Month) -> None:
        """Turns the calendar to a month."""
        self.month = month
        self.reload()

    def focus_start(self) -> None:
        """Puts the keyboard into the list."""
        self.table.setFocus()

    def _lay_out(self) -> None:
        self._side = side = PageScroll(margin=False)
        turn = _row_of()
        self.earlier = ActionButton("上个月", icon="chevron-left", hint="看上个月的请假")
        self.later = ActionButton("下个月", icon="chevron-right", hint="看下个月的请假")
        flow = FlowLayout(turn, gap=0.5)
        for part in (self.earlier, self._title, self.later):
            flow.addWidget(part)
        marks = _row_of()
        flow = FlowLayout(marks, gap=0.4)
        self.leave = ActionButton("请假", icon="calendar-days", hint="选中的日子不能值")
        self.unwanted = ActionButton("不太想值", hint="能不排就不排")
        self.clear = ActionButton("清除", icon="x")
        for widget in (self.shift, self.leave, self.unwanted, self.clear):
            flow.addWidget(widget)
        hint = words(
            "方向键走，按住 Shift 选几天，鼠标拖过去也行，点「周三」选一列。"
            "空格：请假 → 不太想值 → 清除。",
            "muted",
            wrap=True,
        )
        parts = (self.name, self.facts, turn, self.days, marks, hint, self.wishes, self.pairs)
        for block in parts:
            side.add(block)
        side.column.addStretch(1)
        self.work = MasterDetail(self.table, side, back="返回名单", shares=(4, 5))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.work)

    def _connect(self) -> None:
        self.table.record_chosen.connect(lambda _record: self._show_person())
        self.table.record_activated.connect(lambda _record: self.work.show_detail())
        self.facts.changed.connect(self._save_facts)
        self.pairs.add_requested.connect(self._add_pair)
        self.pairs.remove_requested.connect(self._remove_pair)
        self.wishes.action_requested.connect(self.open_form)
        self.wishes.remove_requested.connect(self._remove_wish)
        self.earlier.clicked.connect(lambda: self.show_month(self.month.before))
        self.later.clicked.connect(lambda: self.show_month(self.month.after))
        self.days.toggled.connect(self._toggle)
        self.leave.clicked.connect(lambda: self._mark(self.days.chosen, WishKind.LEAVE))
        self.unwanted.clicked.connect(lambda: self._mark(self.days.chosen, WishKind.UNWANTED))
        self.clear.clicked.connect(lambda: self._mark(self.days.chosen, None))

    def _show_person(self) -> None:
        person = self.chosen
        if person is None:
            return
        self.name.setText(person.steward.name)
        self.facts.show_person(person)
        pairs = self._operations.read(duty_people.pairs) or ()
        self.pairs.show_pairs(person.steward.id, pairs, self._people)
        self._show_wishes(person)
        self._side.settle()
        self._title.setText(self.month.text)
        chosen = self.days.chosen
        self.days.days.show_month(self.month.first, self._marks(person))
        if not chosen or month_of(chosen[0]) != self.month:
            self.days.choose(self.month.first)

    def open_form(self) -> None:
        """Opens the form for leave or a standing wish of the chosen person."""
        person = self.chosen
        if person is None:
            return
        shifts = self._operations.read(duty.shifts) or ()
        first = max(self.month.first, self._operations.store.now().date())
        last = max(self.month.after.after.last, first)
        form = WishForm(person.steward.id, shifts, first, last)
        form.answered.connect(self._add_wish)
        self.wishes.open_with(form)
        self._side.settle()
        # Only then it has its place.
        QTimer.singleShot(0, self.wishes, lambda: self._side.show_widget(self.wishes))

    def _show_wishes(self, person: DutyPerson) -> None:
        if self._written != person.steward.id:
            self.wishes.close_form()
        self._written = person.steward.id
        read, today = self._operations.read, self._operations.store.now().date()
        found = read(duty_people.wishes, steward_id=person.steward.id) or ()
        ahead = [wish for wish in found if wish.last >= today]
        self.wishes.show_wishes(ahead, read(duty_people.every_shift) or ())

    def _add_wish(self, wish: Wish) -> None:
        by = self._operations.by
        if self._operations.run(duty_people.add_wish, wish, by=by) is not None:
            self.wishes.close_form()

    def _remove_wish(self, ident: int) -> None:
        self._operations.run(duty_people.remove_wish, ident, by=self._operations.by)

    def _marks(self, person: DutyPerson) -> dict[date, DayMark]:
        calendar = rulebook.calendar(self._operations.store)
        own = [wish for wish in self._wishes if wish.steward_id == person.steward.id]
        shifts = self._operations.read(duty_people.every_shift) or ()
        names = {shift.id: shift.name for shift in shifts}
        marks = {}
        length = (self.month.last - self.month.first).days + 1
        for day in (self.month.first + timedelta(days=step) for step in range(length)):
            here = [wish for wish in own if day in wish.days(day, day)]
            told = [f"{_SHORT[w.kind]}{names.get(w.shift_id or 0, '')}" for w in here]
            leave = any(wish.kind is WishKind.LEAVE for wish in here)
            tone = _TONES[WishKind.LEAVE if leave else WishKind.UNWANTED] if here else "plain"
            marks[day] = DayMark(" ".join(told), tone, calendar.holiday_name(day))
        return marks

    def _toggle(self, days: Sequence[date]) -> None:
        """Leave, then a wish, then nothing: by what the first chosen day says now."""
        person = self.chosen
        if person is None or not days:
            return
        shift = self.shift.currentData()
        here = [
            wish.kind
            for wish in self._wishes
            if wish.steward_id == person.steward.id
            and wish.shift_id == shift
            and days[0] in wish.days(days[0], days[0])
        ]
        if WishKind.LEAVE in here:
            self._mark(days, WishKind.UNWANTED)
        else:
            self._mark(days, None if here else WishKind.LEAVE)

    def _mark(self, days: Sequence[date], kind: WishKind | None) -> None:
        person, by = self.chosen, self._operations.by
        if person is not None:
            shift = self.shift.currentData()
            ident = person.steward.id
            self._operations.run(duty_wish.mark_days, ident, days, kind, shift, by=by)

    def _save_facts(self, facts: DutyFacts) -> None:
        self._operations.run(duty_people.save_facts, facts, by=self._operations.by)

    def _add_pair(self, kind: PairKind, other: int) -> None:
        person, by = self.chosen, self._operations.by
        if person is not None:
            self._operations.run(duty_people.add_pair, kind, person.steward.id, other, by=by)

    def _remove_pair(self, ident: int) -> None:
        self._operations.run(duty_people.remove_pair, ident, by=self._operations.by)

    def _show_shifts(self) -> None:
        known = self._operations.read(duty.shifts) or ()
        wanted = [("全天", None), *((f"只{shift.name}班", shift.id) for shift in known)]
        box = self.shift
        if [(box.itemText(n), box.itemData(n)) for n in range(box.count())] == wanted:
            return
        self.shift.clear()
        for text, ident in wanted:
            self.shift.addItem(text, ident)

    def _row(self, person: DutyPerson) -> CellRow:
        own = [wish for wish in self._wishes if wish.steward_id == person.steward.id]
        away = sorted(
            {
                day
                for wish in own
                if wish.kind is WishKind.LEAVE
                for day in wish.days(self.month.first, self.month.last)
            }
        )
        cells = (person.steward.name, facts_words(person.facts), f"{len(away)} 天" if away else "")
        tones = ("", "" if person.facts.serves else "muted", "")
        return CellRow(person, cells, cells, tones)


def facts_words(facts: DutyFacts) -> str:
    """What the roster knows, in a few words."""
    if not facts.serves:
        return "不参加值班"
    parts = (
        "值班长" if facts.lead else "",
        "年长体弱" if facts.frail else "",
        "不排晚班" if facts.no_evening else "",
        f"每月最多 {facts.max_shifts} 班" if facts.max_shifts is not None else "",
    )
    return "、".join(part for part in parts if part) or "参加"


def _row_of() -> QWidget:
    made = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made
