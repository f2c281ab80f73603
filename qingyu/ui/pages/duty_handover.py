"""交接班: what waits to be taken over, the record of the shift that ends, those of last week."""

from collections.abc import Set

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qingyu.domain.duty_change import ShiftRef
from qingyu.domain.handover import Handover, OnDutyNow, Pending
from qingyu.services import duty, duty_absence, handover
from qingyu.ui.pages.duty_handover_form import HandoverForm
from qingyu.ui.pages.duty_handover_past import PastHandovers
from qingyu.ui.pages.duty_handover_taking import TakingForm
from qingyu.ui.pages.page import Desk
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll

_LOOK_AGAIN_MS = 60_000


class HandoverRoom(QWidget):
    """One form per shift to hand over; each keeps what is typed while the book changes around it.

    Signals: print_requested(ShiftRef) for a record on paper.
    """

    print_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._operations = desk.operations
        self.forms: dict[ShiftRef, HandoverForm | TakingForm] = {}
        self.which: ChoiceRow | None = None
        self._offered: tuple[tuple[str, str], ...] = ()
        self._chosen: ShiftRef | None = None
        self._mending: set[ShiftRef] = set()
        self._fetched: set[ShiftRef] = set()
        self._signed: dict[ShiftRef, Handover] = {}
        self._now: OnDutyNow | None = None
        self._head = words("", "strong", wrap=True)
        self.empty = EmptyState(
            "clipboard-list",
            "现在没有要交接的班",
            "一班结束前半小时起，这里会有填好一半的交班记录。",
        )
        self.past = PastHandovers(desk.operations)
        self.past.print_requested.connect(self.print_requested)
        self.past.lists_changed.connect(self._take_new_lists)
        self.past.taking_requested.connect(self._take_late)
        self._forms = QVBoxLayout()
        self._scroll = PageScroll(margin=False)
        self._scroll.add(self._head)
        self._scroll.column.addLayout(self._forms)
        self._scroll.add(self.empty)
        self._scroll.add(self.past)
        self._scroll.column.addStretch(1)
        self.past.unfolded.connect(self._unfold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.timer = QTimer(self, interval=_LOOK_AGAIN_MS)
        self.timer.timeout.connect(self.reload)
        self._operations.steward_changed.connect(lambda _person: self._tell_users())

    @property
    def form(self) -> HandoverForm | TakingForm | None:
        """The form on show."""
        return self.forms.get(self._chosen) if self._chosen is not None else None

    def reload(self) -> None:
        """Reads what waits and what is due; a form already open keeps what was typed."""
        read = self._operations.read
        now, pending = read(duty.on_duty_now), read(handover.pending)
        if now is None or pending is None:
            return
        self._now = now
        phone = f"　值班电话 {now.phone}" if now.phone else ""
        self._head.setText(f"{now.words}{phone}")
        self._keep_forms(pending)
        self._offer(pending)
        self._tell_users()
        self.empty.setVisible(not self.forms)
        self.past.reload()
        self._scroll.settle()

    def open_shift(self, shift: ShiftRef) -> None:
        """Shows the form of this shift, of one long over as well; none once it was confirmed."""
        if shift not in self.forms:
            self._fetched.add(shift)
            self.reload()
        if shift in self.forms:
            self._show(shift)

    def focus_start(self) -> None:
        """Puts the keyboard into the form on show."""
        if self.form is not None:
            self.form.focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._now is not None:
            self.reload()
        self.timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.timer.stop()

    def _keep_forms(self, pending: Pending) -> None:
        """A form for everything pending; one that somebody types in outlives its time."""
        waiting = {ShiftRef(each.on, each.shift.id): each for each in pending.waiting}
        due = {ShiftRef(each.on, each.shift.id): each for each in pending.due}
        late = self._fetch(waiting.keys() | due.keys())
        waiting |= {ref: each for ref, each in late.items() if each.id}
        self._mending &= waiting.keys()
        for ref, form in tuple(self.forms.items()):
            typed = isinstance(form, HandoverForm) and form.is_edited
            wrong = isinstance(form, HandoverForm) == (ref in waiting and ref not in self._mending)
            known = ref in waiting or ref in due or ref in late
            if wrong or not (known or typed):
                self._drop(ref)
        for ref, record in waiting.items():
            if ref in self._mending:
                self._keep_giving(ref, alone=False)
            else:
                self._keep_taking(ref, record)
        for ref, over in due.items():
            self._keep_giving(ref, alone=not over.came)
        for ref, each in late.items():
            if not each.id:
                self._keep_giving(ref, alone=False)

    def _fetch(self, known: Set[ShiftRef]) -> dict[ShiftRef, Handover]:
        """The records somebody asked for of shifts that nothing is waited for any more."""
        found = {}
        for ref in tuple(self._fetched - known):
            record = self._operations.read(handover.prefilled, ref.on, ref.shift_id)
            if record is None or record.confirmed:
                self._fetched.discard(ref)
            else:
                found[ref] = record
        return found

    def _keep_taking(self, ref: ShiftRef, record: Handover) -> None:
        old = self.forms.get(ref)
        said = ""
        if isinstance(old, TakingForm):
            if old.record == record:
                return
            said = old.words.text()
            self._drop(ref)
        giver = self.past.name_of(record.given_by)
        form = TakingForm(record, giver, self._operations.store.now())
        form.words.setText(said)
        form.confirmed.connect(lambda: self._confirm(record.id, form.words.text()))
        form.mending_requested.connect(lambda: self._mend(ref))
        form.name_requested.connect(self._desk.wishes.steward_requested)
        self._put(ref, form)

    def _keep_giving(self, ref: ShiftRef, *, alone: bool) -> None:
        form, read = self.forms.get(ref), self._operations.read
        if isinstance(form, HandoverForm):
            form.alone = alone
            book = read(handover.fresh, ref.on, ref.shift_id)
            if book is not None and ref not in self._mending:
                form.follow(book)
            return
        record = self._signed.get(ref) or read(handover.prefilled, ref.on, ref.shift_id)
        if record is not None:
            made = HandoverForm(record, alone=alone)
            made.answered.connect(self._give)
            made.empty_told.connect(lambda: self._note_nobody(ref))
            self._put(ref, made)

    def _put(self, ref: ShiftRef, form: HandoverForm | TakingForm) -> None:
        form.setVisible(False)
        self.forms[ref] = form
        self._forms.addWidget(form)

    def _drop(self, ref: ShiftRef) -> None:
        form = self.forms.pop(ref)
        form.hide()
        form.deleteLater()

    def _offer(self, pending: Pending) -> None:
        """Buttons to choose among several; what somebody else has to confirm comes after."""
        mine = self._operations.by
        titles = {
            ref: f"{form.record.title} 等人接" if isinstance(form, TakingForm)
            else f"{form.record().title} 交班"
            for ref, form in self.forms.items()
        }  # fmt: skip
        later = {
            ref for ref, form in self.forms.items()
            if isinstance(form, TakingForm) and form.record.given_by == mine
        }  # fmt: skip
        order = sorted(titles, key=lambda ref: ref in later)
        offered = tuple((f"{ref.on} {ref.shift_id}", titles[ref]) for ref in order)
        if offered != self._offered:
            self._offered = offered
            if self.which is not None:
                self.which.hide()
                self.which.deleteLater()
                self.which = None
            if len(order) > 1:
                self.which = ChoiceRow("哪一班", offered)
                refs = dict(zip((key for key, _ in offered), order, strict=True))
                self.which.chosen.connect(lambda key: self._show(refs[key]))
                self._forms.insertWidget(0, self.which)
        chosen = self._chosen if self._chosen in self.forms else next(iter(order), None)
        self._chosen = None
        if chosen is not None:
            self._show(chosen)

    def _show(self, ref: ShiftRef) -> None:
        self._chosen = ref
        for each, form in self.forms.items():
            form.setVisible(each == ref)
        if self.which is not None:
            self.which.choose(f"{ref.on} {ref.shift_id}")
        self._scroll.settle()

    def _tell_users(self) -> None:
        user, now = self._operations.steward, self._now
        name = user.name if user else ""
        for form in self.forms.values():
            if isinstance(form, TakingForm):
                own = user is not None and form.record.given_by == user.id
                giver = self.past.name_of(form.record.given_by)
                nexts = now.after(form.record.on, form.record.shift) if now else ()
                coming = "、".join(each.name for each in nexts if each.name != giver)
                form.set_user(name, is_giver=own, next_names=coming)
            else:
                form.set_signer(name)

    def _give(self, record: Handover) -> None:
        ref = ShiftRef(record.on, record.shift.id)
        mending = ref in self._mending
        self._mending.discard(ref)
        done = self._operations.run(handover.give, record, by=self._operations.by)
        if done is None:
            self._mending |= {ref} if mending else set()
            return
        # Undone, the form comes back as it was signed.
        self._signed[ref] = record
        self.reload()

    def _confirm(self, ident: int, said: str) -> None:
        if self._operations.run(handover.confirm, ident, said, by=self._operations.by) is not None:
            self.reload()

    def _note_nobody(self, ref: ShiftRef) -> None:
        by = self._operations.by
        done = self._operations.run(duty_absence.nobody_came, ref.on, ref.shift_id, by=by)
        if done is not None:
            self.reload()
            self.focus_start()

    def _take_late(self, ref: ShiftRef) -> None:
        self.open_shift(ref)
        self.focus_start()
        if self.form is not None:
            self._unfold(self.form)

    def _mend(self, ref: ShiftRef) -> None:
        self._mending.add(ref)
        self._signed.pop(ref, None)
        self.reload()
        self.focus_start()

    def _take_new_lists(self) -> None:
        for ref, form in tuple(self.forms.items()):
            if isinstance(form, HandoverForm) and not form.is_edited:
                self._drop(ref)
        self.reload()

    def _unfold(self, widget: QWidget) -> None:
        self._scroll.settle()
        QTimer.singleShot(0, self, lambda: self._scroll.show_widget(widget))
