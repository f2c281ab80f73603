"""Has the worker set what is typed as a PDF and shows the newest of them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from qingyu.domain.errors import QingyuError
from qingyu.domain.notice import Notice
from qingyu.domain.notice_number import read_notice_number
from qingyu.domain.recipient import Recipient
from qingyu.services import notice
from qingyu.services.notice import Draft
from qingyu.services.recipient import Doors, Per, doors
from qingyu.ui.pages.notices_preview import SLIPS, NoticePreview
from qingyu.ui.pages.page import Desk
from qingyu.ui.tasks import Task

# The first sheets show how all will look.
_SHOWN_SLIPS = 8


class Proof(QObject):
    """The way from a draft to the preview; only the newest wish is drawn."""

    def __init__(self, desk: Desk, preview: NoticePreview, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preview = preview
        self._waiting: Task | None = None

    def show(self, draft: Draft, number: str) -> None:
        """Draws this draft under this number in the layout and version wished."""
        if self._waiting is not None:
            self._waiting.cancel()
        layout, public = self._preview.layout_key, self._preview.is_public
        recipients: Sequence[Recipient] = ()
        if layout == SLIPS:
            found = self.doors()
            if found is None:
                return
            recipients = found.recipients[:_SHOWN_SLIPS]
        shown = replace(draft.notice, number=draft.notice.number or number)
        work = partial(
            notice.pdf, shown, layout=layout, public=public, recipients=recipients,
            proof=public, names=draft.names, faces=draft.faces,
            codes=self._codes(shown, recipients),
        )  # fmt: skip
        self._preview.show_trouble("")
        self._preview.view.set_stale(True)
        task = self._desk.tasks.start(lambda task: None if task.cancelled() else work())
        self._waiting = task
        task.succeeded.connect(lambda pdf: self._take(task, pdf))
        task.refused.connect(lambda error: self._refuse(task, error))

    def _codes(self, shown: Notice, recipients: Sequence[Recipient]) -> Sequence[str]:
        """The codes under this number, so that the slips look as they will be printed."""
        number = read_notice_number(shown.number, self._desk.operations.store.now().date())
        return notice.slip_codes(shown, *number, recipients) if number else ()

    def doors(self) -> Doors | None:
        """The doors chosen, None when they cannot be read (and that was told)."""
        choice = self._preview.doors
        if choice is None:
            return Doors()
        try:
            found = doors(
                self._desk.operations.store, choice.buildings.numbers(), choice.only.text(),
                per=Per[choice.per.key], with_vacant=choice.vacant.isChecked(),
            )  # fmt: skip
        except QingyuError as error:
            choice.show_trouble(str(error))
            return None
        choice.show_doors(found)
        return found

    def _take(self, task: Task, pdf: bytes | None) -> None:
        if task is self._waiting and pdf is not None:
            self._preview.view.set_stale(False)
            self._preview.view.show_pdf(pdf)

    def _refuse(self, task: Task, error: QingyuError) -> None:
        if task is self._waiting:
            self._preview.show_trouble(str(error), "danger")
