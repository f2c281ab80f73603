"""通知公示: fill in a kind of notice, see it as it will be printed, publish it with a number."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from qingyu.domain.changes import Noun
from qingyu.domain.errors import QingyuError
from qingyu.domain.notice import Notice
from qingyu.domain.notice_kind import NoticeKind
from qingyu.services import notice
from qingyu.ui import paper, theme
from qingyu.ui.pages.notices_form import NoticeForm
from qingyu.ui.pages.notices_preview import PagePreview
from qingyu.ui.pages.notices_views import COMPOSE, NoticeViews
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.tasks import Task
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.heading import Heading
from qingyu.ui.widgets.page_scroll import PageScroll

_PAUSE_MS = 350


class NoticesPage(Page):
    """Left: the kind and its fields; right: the page as it will come out of the printer."""

    CARES = frozenset({Noun.NOTICE, Noun.BUILDING, Noun.HOUSEHOLD, Noun.POSTING_PLACE})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._kinds = notice.kinds()
        self._kind = QComboBox()
        self._kind.setAccessibleName("通知种类")
        for kind in self._kinds:
            self._kind.addItem(kind.name, kind)
        self._heading = Heading("通知公示")
        self._save = ActionButton(
            "编号并存成 PDF", "primary", icon="printer", shortcut="Ctrl+P", bound=False
        )
        self._example = ActionButton("填入样例", hint="先看看排出来是什么样")
        self._told = Banner("", "info")
        self._form = NoticeForm()
        self._preview = PagePreview()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._waiting: Task | None = None
        self._kept: dict[str, dict[str, str]] = {}
        self._lay_out()
        self._connect()
        self._show_kind()

    def _lay_out(self) -> None:
        left = PageScroll(margin=False)
        for block in (self._form, self._told):
            left.add(block)
        left.column.addStretch(1)
        compose = QWidget()
        self._columns = QHBoxLayout(compose)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.addWidget(left, 5)
        self._columns.addWidget(self._preview, 4)
        self.views = NoticeViews(self.desk, compose)
        self._heading.add(self.views.modes)
        for widget in (self._kind, self._example):
            self._heading.add(widget)
        self._heading.add_action(self._save)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self._heading)
        self._outer.addWidget(self.views, 1)
        look = theme.current()
        self._outer.setContentsMargins(look.margin, look.space, look.margin, look.space)
        self._outer.setSpacing(look.space)
        self._columns.setSpacing(look.space)

    def _connect(self) -> None:
        self._kind.activated.connect(lambda _: self._show_kind())
        self._example.clicked.connect(self._fill_example)
        self._save.clicked.connect(self.print_page)
        self._form.edited.connect(self._pause.start)
        self._pause.timeout.connect(self._proof)
        self.views.mode_changed.connect(self._show_tools)
        self.views.said.connect(self.said)
        self.views.open_requested.connect(self.open_requested)

    def reload(self) -> None:
        self.views.reload()

    def open_thing(self, noun: Noun, ident: int) -> None:
        self.views.open_notice(ident)

    def start_new(self) -> None:
        self.views.show_mode(COMPOSE)
        self._form.focus_first()

    def focus_start(self) -> None:
        if self.views.mode == COMPOSE:
            self._form.focus_first()
        else:
            self.views.ledger.focus_start()

    def print_page(self) -> None:
        self.views.show_mode(COMPOSE)
        kind = self._chosen()
        changes = self.operations.run(
            notice.publish, kind.kind, self._form.fields(), by=self.operations.by
        )
        if changes is None:
            return
        kept = self.operations.read(notice.published, changes)
        if kept is not None:
            path = notice.printed(self.operations.store, kept)
            if paper.show(path):
                notice.note_printed(self.operations.store, kept.id)
            self.said.emit(f"{kept.number}已存到 {path}")

    def _chosen(self) -> NoticeKind:
        kind: NoticeKind = self._kind.currentData()
        return kind

    def _show_kind(self) -> None:
        if self._form.kind is not None:
            self._kept[self._form.kind.kind] = self._form.fields()
        kind = self._chosen()
        self._form.show_kind(kind, self._kept.get(kind.kind, {}))
        self._proof()

    def _fill_example(self) -> None:
        kind = self._chosen()
        today = self.operations.store.now().date()
        self._form.show_kind(kind, notice.example(kind, today))
        self._proof()

    def _proof(self) -> None:
        kind, fields = self._chosen().kind, self._form.fields()
        today = self.operations.store.now().date()
        try:
            draft = notice.draft(kind, fields, today)
        except QingyuError as error:
            self._told.set_text(str(error), "info")
            self._told.show()
            return
        self._told.set_text("；".join(draft.doubts), "warn")
        self._told.setVisible(bool(draft.doubts))
        self._set(draft.notice)

    def _set(self, composed: Notice) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
        task = self.desk.tasks.start(
            lambda task: None if task.cancelled() else notice.pdf(composed)
        )
        self._waiting = task
        task.succeeded.connect(lambda pdf: self._show_pdf(task, pdf))
        task.refused.connect(lambda error: self._told.set_text(str(error), "danger"))
        task.refused.connect(lambda _: self._told.show())

    def _show_pdf(self, task: Task, pdf: Any) -> None:
        if task is self._waiting and pdf is not None:
            self._preview.show_pdf(pdf)

    def _show_tools(self, mode: str) -> None:
        for widget in (self._kind, self._example, self._save):
            widget.setVisible(mode == COMPOSE)
