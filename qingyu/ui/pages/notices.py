"""通知公示: write a notice, see it as it will be printed, publish it, follow where it hangs."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from qingyu.domain.changes import Noun
from qingyu.services import notice, return_slip
from qingyu.services.notice import KeptNotice, Versions
from qingyu.ui import theme
from qingyu.ui.pages.notices_compose import Compose
from qingyu.ui.pages.notices_preview import SLIPS
from qingyu.ui.pages.notices_views import COMPOSE, NoticeViews
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.paper import Paper
from qingyu.ui.printing import print_paper
from qingyu.ui.widgets.busy_bar import BusyBar
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.heading import Heading

_PUBLISH, _PRINT_AGAIN = "编号并打印", "再印"


class NoticesPage(Page):
    """Three views: writing with the preview beside it, the posting ledger, the boards."""

    CARES = frozenset({Noun.NOTICE, Noun.BUILDING, Noun.HOUSEHOLD, Noun.POSTING_PLACE})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._heading = Heading("通知公示")
        self._save = ActionButton(
            _PUBLISH, "primary", icon="printer", shortcut="Ctrl+P", bound=False
        )
        self.compose = Compose(desk)
        self.views = NoticeViews(desk, self.compose)
        self._busy = BusyBar()
        self._setting = False
        self._heading.add(self.views.modes)
        self._heading.add_action(self._save)
        outer = QVBoxLayout(self)
        for widget in (self._heading, self._busy):
            outer.addWidget(widget)
        outer.addWidget(self.views, 1)
        look = theme.current()
        outer.setContentsMargins(look.margin, look.space, look.margin, look.space)
        outer.setSpacing(look.space)
        self._connect()
        self._show_tools()

    def _connect(self) -> None:
        self._save.clicked.connect(self.print_page)
        self.compose.kind_changed.connect(self._show_tools)
        self.compose.published_edited.connect(self._show_tools)
        self.views.mode_changed.connect(self._show_tools)
        self.views.said.connect(self.said)
        self.views.open_requested.connect(self.open_requested)
        self.views.print_requested.connect(self._offer_versions)
        self.views.again_requested.connect(self._write_again)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The first page is drawn after this one has been seen.
        QTimer.singleShot(0, self, self._show_tools)

    def reload(self) -> None:
        self.compose.reload()
        self.views.reload()
        self._show_tools()

    def open_thing(self, noun: Noun, ident: int) -> None:
        self.views.open_notice(ident)

    def doors(self) -> Mapping[str, Callable[[], object]]:
        """The forms of every kind, those of the chosen notice and of the places to post."""
        writing = {
            step: partial(self._write, step) for step in self.compose.doors()
        }
        return {**writing, **self.views.doors()}

    def _write(self, step: str) -> None:
        self.views.show_mode(COMPOSE)
        if self.compose.kind is None or self.compose.kind.kind != step:
            self.compose.doors()[step]()

    def start_new(self) -> None:
        self.views.show_mode(COMPOSE)
        self.compose.show_kinds()

    def focus_start(self) -> None:
        if self.views.mode != COMPOSE:
            self.views.ledger.focus_start()
        elif self.compose.kind is None:
            self.compose.cards.focus_first()
        else:
            self.compose.form.focus_first()

    def print_page(self) -> None:
        self.views.show_mode(COMPOSE)
        kind = self.compose.kind
        if kind is None:
            self.said.emit("请先选要写哪一种通知")
            return
        if self.compose.published is not None:
            self._print(self.compose.published)
            return
        fields = self.compose.form.fields()
        told = self.operations.read(notice.numbered, kind.kind, fields)
        if told is None or self._setting:
            return
        layout = self.compose.preview.layout_key
        layout = "a4" if layout == SLIPS else layout
        self._set_busy("正在排版…")
        task = self.desk.tasks.start(lambda _task: notice.set_versions(told, layout))
        task.succeeded.connect(lambda ready: self._publish(kind.kind, fields, ready))
        task.refused.connect(self.operations.refused)
        task.ended.connect(lambda: self._set_busy() if self._setting else None)

    def _publish(self, kind: str, fields: Mapping[str, object], ready: Versions) -> None:
        """Numbers and keeps what was set; edited meanwhile, the form is a draft of the next."""
        self._set_busy()
        changes = self.operations.run(
            notice.publish, kind, fields, layout=ready.layout, by=self.operations.by, ready=ready
        )
        if changes is None:
            return
        kept = self.operations.read(notice.published, changes)
        if kept is None:
            return
        shown = self.compose.kind
        if shown is not None and shown.kind == kind and self.compose.form.fields() == fields:
            self.compose.mark_published(kept)
            self._show_tools()
        self._print(kept)

    def _set_busy(self, doing: str = "") -> None:
        """Says that the pages are being set; nothing is published twice meanwhile."""
        self._setting = bool(doing)
        self._save.setEnabled(not doing)
        if doing:
            self._busy.start(doing, can_cancel=False)
        else:
            self._busy.finish()

    def _print(self, kept: KeptNotice) -> None:
        public = self.compose.preview.is_public
        if self.compose.preview.layout_key == SLIPS:
            self._print_slips(kept, public)
            return
        self._print_kept(kept, public, self.compose.preview.layout_key)

    def _offer_versions(self, ident: int) -> None:
        """Asks which version of a published notice goes to the printer once more."""
        kept = self.operations.read(notice.find, ident)
        if kept is None:
            return
        menu = QMenu(self)
        for words, public in (("公示版（上墙）", True), ("内部版（存档）", False)):
            action = menu.addAction(words)
            action.triggered.connect(lambda _=False, p=public: self._print_kept(kept, p, "a4"))
        button = self.views.ledger.detail.pdf
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _write_again(self, ident: int) -> None:
        kept = self.operations.read(notice.find, ident)
        if kept is not None:
            self.views.show_mode(COMPOSE)
            self.compose.write_again(kept)

    def _print_kept(self, kept: KeptNotice, public: bool, layout: str) -> None:
        path = self.operations.read(notice.paper, kept.id, public=public, layout=layout)
        if path is not None:
            self._open(kept, path, "公示版" if public else "内部版")

    def _print_slips(self, kept: KeptNotice, public: bool) -> None:
        found = self.compose.proof.doors()
        if found is None or not found.recipients:
            self.said.emit("没有要贴的门，先选好贴到哪几幢")
            return
        store, recipients = self.operations.store, found.recipients
        return_slip.note_printed(store, kept.id, recipients, by=self.operations.by)
        self._busy.start(f"正在排 {len(recipients)} 张门贴…", can_cancel=False)
        task = self.desk.tasks.start(
            lambda _task: notice.slips(store, kept.id, recipients, public=public)
        )
        task.succeeded.connect(lambda path: self._open(kept, path, "门贴"))
        task.refused.connect(self.operations.refused)
        task.ended.connect(self._busy.finish)

    def _open(self, kept: KeptNotice, path: Path, version: str) -> None:
        title = f"{kept.number}　{kept.title}（{version}）"
        page = max(1, self.compose.preview.view.page)
        dialog = print_paper(Paper(title, path, page), self.desk, self)
        if dialog is not None:
            store = self.operations.store
            dialog.taken.connect(lambda: notice.note_printed(store, kept.id))

    def _show_tools(self, _mode: str = "") -> None:
        writing = self.views.mode == COMPOSE and self.compose.kind is not None
        self._save.setVisible(writing)
        self._save.set_words(_PRINT_AGAIN if self.compose.published else _PUBLISH)
