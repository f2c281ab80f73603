"""工单: every issue in a list to narrow down and sort, the chosen one's whole story beside it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qingyu.domain.changes import Noun
from qingyu.domain.errors import QingyuError, RuleError, StoreError
from qingyu.domain.issue import Issue, IssueDraft
from qingyu.domain.issue_list import IssueFilter, Order
from qingyu.services import feedback, issue_photo, neighbourhood
from qingyu.services import issue as service
from qingyu.services import issue_reading as reading
from qingyu.ui import theme
from qingyu.ui.models.issue import IssueRow, row_of
from qingyu.ui.pages.issues_assign_form import AssignForm
from qingyu.ui.pages.issues_choices import IssueChoices
from qingyu.ui.pages.issues_detail import DetailHelp, IssueDetail
from qingyu.ui.pages.issues_filter import IssueFilters
from qingyu.ui.pages.issues_list import IssueList
from qingyu.ui.pages.issues_new_form import NewIssueForm
from qingyu.ui.pages.issues_work import IssueWork
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.parties import Party
from qingyu.ui.widgets.busy_bar import BusyBar
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.heading import Heading
from qingyu.ui.widgets.master_detail import MasterDetail
from qingyu.ui.widgets.photo_view import LargePhoto, PhotoView


class IssuesPage(Page):
    """List at the left, story at the right; in 特大 one at a time."""

    CARES: ClassVar[frozenset[Noun]] = frozenset({
        Noun.ISSUE, Noun.FEEDBACK, Noun.PHOTO, Noun.STEWARD, Noun.CONTACT, Noun.BUILDING,
        Noun.PUBLIC_PLACE,
    })

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.choices = IssueChoices(self.operations)
        self.filters = IssueFilters(desk.settings)
        self.list = IssueList(self.filters, self._fetch, desk.settings)
        self.detail = IssueDetail(DetailHelp(self.choices.suggest, self._thumbnail))
        self.busy = BusyBar()
        self.work = IssueWork(desk, self.detail, self.choices, self.busy)
        self.heading = Heading("工单")
        self.heading.add(self.filters.chips)
        self.new = ActionButton("新建工单", icon="plus", hint="巡查发现的事，没有居民来报")
        self.view = self.list.table.view_button()
        for button in (self.view, self.new):
            self.heading.add_action(button)
        self.split = MasterDetail(self.list, self.detail)
        self._column = QVBoxLayout(self)
        for part in (self.heading, self.busy):
            self._column.addWidget(part)
        self._column.addWidget(self.split, 1)
        self._photos = PhotoView(self)
        self._wanted = IssueFilter()
        self._connect()
        self._restyle()

    def _connect(self) -> None:
        self.filters.changed.connect(self._narrow)
        self.list.issue_chosen.connect(self._show)
        self.list.issue_activated.connect(self._enter)
        self.list.bulk_requested.connect(self._open_bulk)
        self.list.next_step_requested.connect(self._empty_step)
        self.new.clicked.connect(self.open_new)
        self.work.said.connect(self.said)
        self.split.stacked_changed.connect(lambda _stacked: self._arrange())
        self.split.detail_left.connect(self._arrange)
        self.detail.said.detach_requested.connect(
            lambda ident: self.operations.run(feedback.detach, ident, by=self.operations.by)
        )
        contacts = self.desk.contacts
        self.detail.said.is_open = lambda ident: contacts.is_open(Noun.FEEDBACK, ident)
        self.detail.said.feedback_requested.connect(
            lambda ident: self.open_requested.emit(Noun.FEEDBACK, ident)
        )
        self.detail.photos.photo_requested.connect(self._show_photo)
        self.operations.steward_changed.connect(lambda _who: self.reload())
        for keys, action in (
            ("Ctrl+F", self._focus_filter),
            ("Ctrl+Return", self._do_usual),
            ("Ctrl+Enter", self._do_usual),
            ("F2", partial(self._focus_in_detail, self.detail.title)),
            ("F4", partial(self._focus_in_detail, self.detail.log.box)),
        ):
            QShortcut(QKeySequence(keys), self, action)

    def reload(self) -> None:
        """Reads list, counts and story again; the choice and what is being typed stay."""
        self.choices.reload()
        buildings = self.operations.read(neighbourhood.buildings) or ()
        self.filters.show_choices(buildings, self.choices.categories())
        self._load(anew=False)
        if self.list.current is None and not self.split.is_stacked:
            self.list.choose_first()
        self._show_story()

    def open_thing(self, noun: Noun, ident: int) -> None:
        """Shows an issue, also one that the filter hides."""
        if noun is not Noun.ISSUE:
            return
        try:
            issue = reading.find(self.operations.store, ident)
        except QingyuError as error:
            self.operations.refused.emit(error)
            return
        self.list.current = issue.id
        self._load(anew=False)
        self.list.choose(issue.id)
        self._enter(issue.id)

    def show_list(self, wanted: object) -> None:
        """Narrows the list as another page asks for it."""
        if isinstance(wanted, IssueFilter):
            self.filters.show_filter(wanted)
            self.split.show_list()
            self._narrow()

    def doors(self) -> Mapping[str, Callable[[], object]]:
        """The forms of the list and those the chosen issue may open."""
        return {"新建工单（巡查发现的事）": self.open_new, **self.work.doors()}

    def print_page(self) -> None:
        """Prints the slip of the chosen issue."""
        self.work.print_slip()

    def focus_start(self) -> None:
        """Puts the keyboard on the list."""
        if not self.split.in_detail:
            self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_new(self) -> None:
        """Opens the form for a matter that nobody reported."""
        choices = self.choices
        form = NewIssueForm(choices.suggest, choices.guess, choices.topic_of, choices.place_of)
        form.answered.connect(self._add)
        self.list.open_form(form)

    def event(self, event: QEvent) -> bool:
        # Esc first gives up what is being typed; only then does it lead back to the list.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            focused = self.focusWidget()
            typing = bool(getattr(focused, "is_typing", False))
            event.setAccepted(event.key() == Qt.Key.Key_Escape and typing)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _fetch(
        self, order: Order, descending: bool, offset: int, limit: int
    ) -> Sequence[IssueRow]:
        found = self.operations.read(
            reading.stretch, self._wanted, order=order, descending=descending, offset=offset,
            limit=limit,
        )
        return self._rows(found or ())

    def _rows(self, issues: Sequence[Issue]) -> tuple[IssueRow, ...]:
        names = self.operations.read(reading.handlers, issues) or ("",) * len(issues)
        now = self.operations.store.now()
        return tuple(row_of(each, name, now) for each, name in zip(issues, names, strict=True))

    def _load(self, *, anew: bool) -> None:
        self._wanted = self.filters.wanted(self.operations.by)
        counts = self.operations.read(reading.counts, self.operations.by)
        if counts is not None:
            self.filters.show_counts(counts)
        kept = self._kept()
        total = self.operations.read(reading.count, self._wanted) or 0
        self.list.say_why_empty(filtered=self._wanted != IssueFilter())
        self.list.load(total, kept, anew=anew)

    def _kept(self) -> IssueRow | None:
        if self.list.current is None:
            return None
        found = self.operations.read(reading.many, [self.list.current])
        rows = self._rows(found or ())
        if not rows:
            self.list.current = None
        return rows[0] if rows else None

    def _narrow(self) -> None:
        self.list.current = None
        self._load(anew=True)
        if not self.split.is_stacked:
            self.list.choose_first()
        self._show_story()

    def _show(self, _ident: int) -> None:
        self._show_story()

    def _show_story(self) -> None:
        ident = self.list.current
        story = self.operations.read(reading.story, ident) if ident is not None else None
        issue = story.issue if story else None
        topic = self.choices.topic_text(issue.category, issue.matter) if issue else ""
        self.detail.show_story(story, topic, self.choices.parties, self.operations.store.now())

    def _enter(self, ident: int) -> None:
        self.list.current = ident
        self._show_story()
        self.split.show_detail()
        self._arrange()
        primary = self.detail.bar.primary
        if not self.split.is_stacked and primary is not None:
            primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        self.heading.setVisible(not self.split.in_detail)

    def _do_usual(self) -> None:
        if self.detail.form is not None:
            self.detail.form.confirm.click()
        elif self.detail.bar.primary is not None and self.detail.story is not None:
            self.detail.bar.primary.click()

    def _focus_filter(self) -> None:
        self.split.show_list()
        self._arrange()
        self.filters.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.words.selectAll()

    def _focus_in_detail(self, widget: QWidget) -> None:
        if self.detail.story is None:
            return
        self.split.show_detail()
        self._arrange()
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_bulk(self) -> None:
        many = len(self.list.selected())
        form = AssignForm(f"把 {many} 件工单派给谁", self.choices.parties)
        form.answered.connect(self._assign_all)
        self.list.open_form(form)

    def _assign_all(self, party: Party | None) -> None:
        if party is None:
            self.operations.refused.emit(
                RuleError("没有找到这个人", "请从名单里选，或先到「楼栋住户」添加。")
            )
            return
        done = self.operations.run(
            service.assign,
            [issue.id for issue in self.list.selected()],
            handler_id=party.steward_id,
            handler_contact_id=party.contact_id,
            by=self.operations.by,
        )
        if done is not None:
            self.list.close_form()

    def _add(self, draft: IssueDraft) -> None:
        done = self.operations.run(service.open_new, draft, by=self.operations.by)
        if done is not None:
            self.list.close_form()
            self.open_thing(Noun.ISSUE, done.ids(Noun.ISSUE)[0])

    def _empty_step(self) -> None:
        if self._wanted == IssueFilter():
            self.start_new()
        else:
            self.filters.clear()

    def _thumbnail(self, sha256: str) -> bytes:
        return self._picture(issue_photo.thumbnail, sha256)

    def _picture(self, read: Callable[..., bytes], *which: str) -> bytes:
        # A picture that is gone shows as such in its place; the rest of the page stands.
        try:
            return read(self.operations.store, *which)
        except StoreError:
            return b""

    def _show_photo(self, at: int) -> None:
        story = self.detail.story
        if story is None:
            return
        large = [
            LargePhoto(
                partial(self._picture, issue_photo.content, each.sha256, each.suffix),
                f"工单 {story.issue.code} 施工{each.stage}",
            )
            for each in story.photos
        ]
        self._photos.open_photos(large, at)

    def _restyle(self) -> None:
        look = theme.current()
        self._column.setContentsMargins(look.margin, look.space, look.margin, look.space)
        self._column.setSpacing(look.px(0.7))
