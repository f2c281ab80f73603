"""Writing a notice: the kinds, then the form with the page it becomes beside it."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QWidget

from qingyu.domain.errors import QingyuError
from qingyu.domain.notice_kind import NoticeKind
from qingyu.domain.notice_mistake import missing, mistakes
from qingyu.services import neighbourhood, notice, notice_kind
from qingyu.services.notice import KeptNotice
from qingyu.ui.pages.notices_form import NoticeForm
from qingyu.ui.pages.notices_form_side import FormSide
from qingyu.ui.pages.notices_kinds import KindCards, icon_of
from qingyu.ui.pages.notices_preview import NoticePreview
from qingyu.ui.pages.notices_proof import Proof
from qingyu.ui.pages.page import Desk
from qingyu.ui.pdf_view import Fit
from qingyu.ui.widgets.draft_form import DraftForm
from qingyu.ui.widgets.labels import no_mnemonic, shortened
from qingyu.ui.widgets.master_detail import MasterDetail

_PAUSE_MS = 350
_EARLIER = 12


class Compose(QStackedWidget):
    """First the kinds, then one form; drafts of every kind are kept while the program runs.

    Signals: kind_changed() when a form or the kinds are shown; published_edited() when what was
    published is changed, so that it would get a number of its own.
    """

    kind_changed = Signal()
    published_edited = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._operations = desk.operations
        self._drafts: dict[str, Mapping[str, object]] = {}
        self.published: KeptNotice | None = None
        self._left_at: QWidget | None = None
        self.cards = KindCards()
        self.addWidget(self.cards)
        self.form = NoticeForm()
        self.side = FormSide(self.form)
        self.preview = NoticePreview(desk.tasks, self.side.doors_place)
        self.panes = MasterDetail(self.side, self.preview, back="返回填写", shares=(3, 2))
        self.addWidget(self.panes)
        self.proof = Proof(desk, self.preview, self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._touched: set[str] = set()
        self._form_draft = DraftForm(
            self.form,
            "",
            is_typed=lambda: self._is_typed,
            read=self.form.fields,
            write=self._take_draft,
        )
        self._connect()
        self._follow_panes(self.panes.is_stacked)

    @property
    def kind(self) -> NoticeKind | None:
        """The kind whose form is shown."""
        return self.form.kind if self.currentWidget() is self.panes else None

    def reload(self) -> None:
        """Reads again the kinds, the buildings and the next number; what is typed stays."""
        today = self._operations.store.now().date()
        buildings = self._operations.read(neighbourhood.buildings) or ()
        numbers = [each.number for each in buildings]
        self.form.set_surroundings(today, numbers)
        self.preview.set_buildings(numbers)
        if self.published is not None and not self._is_kept(self.published):
            self.published = None
        if self.kind is None:
            self._show_cards()
        else:
            self._pause.start()

    def show_kinds(self) -> None:
        """Goes back to the choice of a kind; what is typed stays a draft."""
        self._keep_draft()
        self.setCurrentWidget(self.cards)
        self._show_cards()
        self.cards.focus_first()
        self.kind_changed.emit()

    def choose(self, kind: NoticeKind, fields: Mapping[str, object] | None = None) -> None:
        """Shows the form of a kind with its draft, or with these fields."""
        self._keep_draft()
        self.published = None
        if fields is None:
            fields = self._drafts.get(kind.kind, {})
        self.form.show_kind(kind, fields)
        self._form_draft.name, self._form_draft.step = kind.name, kind.kind
        self.side.show_kind(kind.name, icon_of(kind))
        self.setCurrentWidget(self.panes)
        self.panes.show_list()
        self.kind_changed.emit()
        self.show_proof()
        # Fields just made are not shown before the next turn of the loop.
        QTimer.singleShot(0, self.form, self.form.focus_first)

    def write_again(self, kept: KeptNotice) -> None:
        """Begins a new notice with what an earlier one said, without its days."""
        kinds = notice_kind.kinds(self._operations.store).kinds
        kind = next((each for each in kinds if each.kind == kept.kind), None)
        if kind is None:
            return
        names = {field.name for field in kind.fields} - {"number", "date", "posted_until"}
        self.choose(kind, {name: raw for name, raw in kept.fields.items() if name in names})

    def fill_example(self) -> None:
        """Fills the form with the kind's own sample."""
        kind = self.kind
        if kind is not None:
            today = self._operations.store.now().date()
            self.form.show_kind(kind, notice.example(kind, today))
            self._note_edited()
            # A sample is nobody's words.
            self._touched.discard(kind.kind)
            self.show_proof()
            QTimer.singleShot(0, self.form, self.form.focus_first)

    def mark_published(self, kept: KeptNotice) -> None:
        """From now on, until it is edited, this form is that notice."""
        self.published = kept
        self._drafts.pop(kept.kind, None)
        self._touched.discard(kept.kind)
        self.show_proof()

    def show_proof(self) -> None:
        """Reads the form, marks what is wrong and has the page drawn."""
        kind = self.kind
        if kind is None:
            return
        fields = self.form.fields()
        lacking = missing(kind, fields)
        wrong = mistakes(kind, fields)
        self.form.show_mistakes(wrong, lacking)
        number = self._operations.read(notice.next_number) or ""
        given = self.published is not None
        self.preview.show_number(self.published.number if self.published else number, given=given)
        try:
            today = self._operations.store.now().date()
            draft = notice.draft(kind.kind, fields, today, self._operations.store)
        except QingyuError as error:
            self.side.show_doubts(())
            self.preview.show_trouble(str(error), "info" if not wrong else "warn")
            return
        self.side.show_doubts(draft.doubts)
        self.proof.show(draft, self.published.number if self.published else number)

    def _connect(self) -> None:
        self.cards.chosen.connect(self.choose)
        self.form.edited.connect(self._note_edited)
        self.form.edited.connect(self._pause.start)
        self.preview.wish_changed.connect(self.show_proof)
        self._pause.timeout.connect(self.show_proof)
        self.side.other_requested.connect(self.show_kinds)
        self.side.example_requested.connect(self.fill_example)
        self.side.earlier_requested.connect(self._offer_earlier)
        self.side.preview_requested.connect(self._show_preview)
        self.panes.detail_left.connect(self._resume)
        self.panes.stacked_changed.connect(self._follow_panes)

    def _follow_panes(self, stacked: bool) -> None:
        self.side.set_stacked(stacked)
        # With the whole width for itself the page can be read without zooming.
        self.preview.view.set_zoom(Fit.WIDTH if stacked else Fit.PAGE)

    def _show_preview(self) -> None:
        at = QApplication.focusWidget()
        self._left_at = at if at is not None and self.form.isAncestorOf(at) else None
        self.panes.show_detail()

    def _resume(self) -> None:
        """Back where one was typing before looking at the preview."""
        if self._left_at is not None and self.form.isAncestorOf(self._left_at):
            self._left_at.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.form.focus_first()
        self._left_at = None

    def _show_cards(self) -> None:
        shelf = notice_kind.kinds(self._operations.store)
        self.cards.show_kinds(shelf.kinds, frozenset(self._drafts), shelf.complaints)

    def _keep_draft(self) -> None:
        kind = self.kind
        if kind is None:
            return
        fields = self.form.fields()
        if fields and self.published is None:
            self._drafts[kind.kind] = fields
        else:
            self._drafts.pop(kind.kind, None)

    @property
    def _is_typed(self) -> bool:
        kind = self.kind
        return kind is not None and kind.kind in self._touched and self.published is None

    def _take_draft(self, values: Mapping[str, object]) -> None:
        kind = self.kind
        if kind is not None:
            self.form.show_kind(kind, values)
            self._note_edited()
            self.show_proof()
            QTimer.singleShot(0, self.form, self.form.focus_first)

    def doors(self) -> dict[str, Callable[[], None]]:
        """How the form of each kind is opened."""
        kinds = notice_kind.kinds(self._operations.store).kinds
        return {kind.kind: partial(self.choose, kind) for kind in kinds}

    def _note_edited(self) -> None:
        if self.form.kind is not None:
            self._touched.add(self.form.kind.kind)
        if self.published is not None:
            self.published = None
            self.published_edited.emit()

    def _is_kept(self, kept: KeptNotice) -> bool:
        found = notice.by_number(self._operations.store, kept.year, kept.serial)
        return found is not None and not found.is_void

    def _offer_earlier(self) -> None:
        kind = self.kind
        every = self._operations.read(notice.newest) or ()
        earlier = [each for each in every if kind is None or each.kind == kind.kind]
        menu = QMenu(self)
        for kept in earlier[:_EARLIER]:
            text = f"{kept.number}　{shortened(kept.title, 24)}"
            action = menu.addAction(no_mnemonic(text))
            action.triggered.connect(lambda _=False, kept=kept: self.write_again(kept))
        if not earlier:
            menu.addAction("还没有发布过这一种").setEnabled(False)
        below = self.side.earlier.rect().bottomLeft()
        menu.popup(self.side.earlier.mapToGlobal(below))
