"""Where a notice hangs: put it up at several places at once, take it down, note a torn copy."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from qingyu.domain.posting import LedgerState, PlaceKind, Posting, PostingMark, PostingPlace
from qingyu.services.posting import LedgerEntry, places_of
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.date_field import DateField
from qingyu.ui.widgets.day_choice import DayChoice
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.flow_row import FlowRow
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import no_mnemonic, words
from qingyu.ui.widgets.pill import Pill
from qingyu.ui.widgets.section import Section

_USUAL_DAYS = 7
_ONE_LINE = 22


class PostingSection(Section):
    """The copies of a notice with a box each; what is ticked is acted upon.

    Signals: put_up_requested(object, object, str, object) with place ids, day, who and until;
    take_down_requested(object, object, str) with posting ids, day and who;
    mark_requested(object, object) with posting ids and PostingMark; places_requested().
    """

    put_up_requested = Signal(object, object, str, object)
    take_down_requested = Signal(object, object, str)
    mark_requested = Signal(object, object)
    places_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("张贴处", "张贴出去", icon="map-pin", parent=parent)
        self.boxes: dict[int, QCheckBox] = {}
        self._entry: LedgerEntry | None = None
        self._places: tuple[PostingPlace, ...] = ()
        self._today = date.min
        self._lines = EmBox(gap=0.2)
        self._acts = FlowRow()
        self.all_box = QCheckBox("全选")
        self.down = ActionButton("撤下", icon="check")
        self.torn = ActionButton("撕坏了", "quiet")
        self.mended = ActionButton("已补贴", "quiet")
        for part in (self.all_box, self.down, self.torn, self.mended):
            self._acts.add(part)
        self.add(self._acts)
        self.add(self._lines)
        self.all_box.clicked.connect(self._tick_all)
        self.down.clicked.connect(self.open_down)
        self.torn.clicked.connect(lambda: self._mark(PostingMark.TORN))
        self.mended.clicked.connect(lambda: self._mark(PostingMark.REPLACED))
        self.action_requested.connect(self.open_up)

    def show_entry(
        self, entry: LedgerEntry, places: Sequence[PostingPlace], today: date
    ) -> None:
        """Show the copies of this notice; ticks and a form stay while it is the same notice."""
        other = self._entry is None or self._entry.line.id != entry.line.id
        ticked = set() if other else set(self.ticked)
        if other:
            self.close_form()
        same = not other and self._entry == entry and self._today == today
        self._entry, self._places, self._today = entry, tuple(places), today
        void = entry.line.state(today) is LedgerState.VOID
        self.set_action("" if void else "张贴出去" if not entry.hanging else "再贴几处")
        if self.form is not None:
            self.button.hide()
        if same:
            return
        self.set_note(_note(entry))
        for old in self._lines.findChildren(QWidget):
            old.hide()
            old.deleteLater()
        self.boxes = {}
        for posting in entry.postings:
            self._lines.add(self._line(posting, posting.id in ticked))
        if not entry.postings:
            self._lines.add(words("还没有记过贴在哪里。", "muted", wrap=True))
        self._show_lines()
        self.all_box.setVisible(len(entry.hanging) > 1)
        self._restate()

    @property
    def ticked(self) -> tuple[int, ...]:
        """The ids of the postings that are ticked; the only one there is counts as ticked."""
        return tuple(ident for ident, box in self.boxes.items() if box.isChecked())

    def open_up(self) -> None:
        """Open the form for putting it up; without any place the way to add some."""
        if self._entry is None:
            return
        if not self._places:
            self.places_requested.emit()
            return
        entry, today = self._entry, self._today
        taken = {posting.place.id for posting in entry.hanging}
        free = [place for place in self._places if place.id not in taken]
        boxes = {place.id: _box(place) for place in free}
        picker = self._picker(entry, free, boxes)
        until = entry.period.end if entry.period else entry.line.posted_until
        day, who = DateField(today), QLineEdit()
        day.setAccessibleName("哪天贴的")
        who.setPlaceholderText("不写就是您自己")
        who.setMaxLength(40)
        last = DayChoice(
            until or today + timedelta(days=_USUAL_DAYS),
            [("一周", today + timedelta(days=7)), ("两周", today + timedelta(days=14))],
        )
        form = InlineForm("贴在哪里", "记下张贴")
        for label, editor in (("地方", picker), ("哪天贴的", day), ("谁贴的", who), ("贴到", last)):
            form.add_field(label, editor)
        form.confirmed.connect(
            lambda: self.put_up_requested.emit(
                tuple(ident for ident, box in boxes.items() if box.isChecked()),
                day.day,
                who.text(),
                last.day,
            )
        )
        self.open_with(form)

    def open_down(self) -> None:
        """Open the form for taking down what is ticked, everything when nothing is."""
        if self._entry is None:
            return
        chosen = self.ticked or tuple(posting.id for posting in self._entry.hanging)
        day, who = DateField(self._today), QLineEdit()
        who.setPlaceholderText("不写就是您自己")
        who.setMaxLength(40)
        form = InlineForm(f"撤下 {len(chosen)} 处", "记下撤下", step="撤下")
        form.add_field("哪天撤的", day)
        form.add_field("谁撤的", who)
        form.confirmed.connect(
            lambda: self.take_down_requested.emit(chosen, day.day, who.text())
        )
        self.open_with(form)

    def open_with(self, form: InlineForm) -> None:
        """Show a form in place of the copies."""
        super().open_with(form)
        self._show_lines()

    def close_form(self) -> None:
        """Put the form away and show the copies again."""
        super().close_form()
        self._show_lines()

    def _show_lines(self) -> None:
        hanging = self._entry is not None and bool(self._entry.hanging)
        self._lines.setVisible(self.form is None)
        self._acts.setVisible(self.form is None and hanging)

    def _picker(
        self, entry: LedgerEntry, free: Sequence[PostingPlace], boxes: dict[int, QCheckBox]
    ) -> QWidget:
        """The places this notice is for; the others come when they are asked for."""
        meant = set(places_of(entry, free))
        near = [p for p in free if p.kind is not PlaceKind.STAIRS or p in meant] or list(free)
        far = [place for place in free if place not in near]
        picker, first, rest = EmBox(gap=0.3), FlowRow(), FlowRow()
        picker.add(self._quick(entry, free, boxes))
        for row, places in ((first, near), (rest, far)):
            for place in places:
                row.add(boxes[place.id])
        picker.add(first)
        if far:
            more = ActionButton(f"还有别的 {len(far)} 处…", "quiet")
            more.clicked.connect(rest.show)
            more.clicked.connect(more.hide)
            picker.add(more, align=Qt.AlignmentFlag.AlignLeft)
            picker.add(rest)
            rest.hide()
        return picker

    def _quick(
        self, entry: LedgerEntry, free: Sequence[PostingPlace], boxes: dict[int, QCheckBox]
    ) -> QWidget:
        row = FlowRow()
        boards = [place for place in free if place.kind is not PlaceKind.STAIRS]
        stairs = [p for p in places_of(entry, free) if p.kind is PlaceKind.STAIRS]
        named = entry.composed is not None and bool(entry.composed.buildings)
        groups: tuple[tuple[str, Sequence[PostingPlace]], ...] = (
            ("全部公告栏", boards),
            ("通知到的各楼道" if named else "全部楼道", stairs),
            ("全不选", []),
        )
        for text, places in groups:
            if text != "全不选" and not places:
                continue
            quick = ActionButton(text, "quiet")
            idents = {place.id for place in places}
            quick.clicked.connect(lambda _=False, meant=idents: _tick(boxes, meant))
            row.add(quick)
        return row

    def _line(self, posting: Posting, ticked: bool) -> QWidget:
        row = FlowRow(gap=0.5)
        if posting.hangs:
            box = QCheckBox(no_mnemonic(posting.place.name))
            box.setAccessibleName(f"勾选 {posting.place.name}")
            box.setChecked(ticked)
            box.toggled.connect(lambda _on: self._restate())
            self.boxes[posting.id] = box
            row.add(box)
        else:
            row.add(words(posting.place.name, "muted"))
        if posting.torn:
            row.add(Pill("撕坏了，要补贴", "danger"))
        elif posting.due(self._today):
            row.add(Pill("该撤了", "warn"))
        story = _story(posting)
        if len(story) <= _ONE_LINE:
            row.add(words(story, "muted"))
            return row
        block = EmBox(gap=0.1)
        block.add(row)
        block.add(words(story, "muted", wrap=True))
        return block

    def _tick_all(self) -> None:
        for box in self.boxes.values():
            box.setChecked(self.all_box.isChecked())

    def _mark(self, what: PostingMark) -> None:
        hanging = self._entry.hanging if self._entry is not None else ()
        chosen = self.ticked or tuple(
            p.id for p in hanging if p.torn is (what is PostingMark.REPLACED)
        )
        if len(hanging) == 1 or self.ticked or what is PostingMark.REPLACED:
            self.mark_requested.emit(chosen, what)

    def _restate(self) -> None:
        entry = self._entry
        if entry is None:
            return
        count = len(self.ticked)
        self.down.set_words(f"撤下勾上的 {count} 处" if count else "全部撤下")
        self.torn.setVisible(count > 0 or len(entry.hanging) == 1)
        self.mended.setVisible(any(posting.torn for posting in entry.hanging))


def _note(entry: LedgerEntry) -> str:
    hanging, ever = len(entry.hanging), len(entry.postings)
    if not ever:
        return ""
    return f"还贴着 {hanging} 处" + (f"，撤了 {ever - hanging} 处" if ever > hanging else "")


def _story(posting: Posting) -> str:
    up, down, until = posting.up_on, posting.down_on, posting.until
    parts = [f"{up.month}月{up.day}日{posting.up_by}贴"]
    if down is not None:
        parts.append(f"{down.month}月{down.day}日{posting.down_by}撤")
    elif until is not None:
        parts.append(f"贴到{until.month}月{until.day}日")
    for event in posting.events:
        said = f"（{event.words}）" if event.words else ""
        parts.append(f"{event.on.month}月{event.on.day}日{event.mark}{said}")
    return "，".join(parts)


def _box(place: PostingPlace) -> QCheckBox:
    box = QCheckBox(no_mnemonic(place.name))
    box.setAccessibleName(place.name)
    return box


def _tick(boxes: dict[int, QCheckBox], meant: set[int]) -> None:
    for ident, box in boxes.items():
        box.setChecked(ident in meant or (bool(meant) and box.isChecked()))
