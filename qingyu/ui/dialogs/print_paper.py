"""The print dialog of the house: which printer, how many, which pages; what it shows it prints."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from qingyu.domain.errors import QingyuError, RuleError
from qingyu.domain.page_range import pages_text
from qingyu.services import print_log
from qingyu.ui import paper, printer, theme
from qingyu.ui.dialogs.print_choices import PrintChoices
from qingyu.ui.operations import Operations
from qingyu.ui.pages.page import Desk
from qingyu.ui.paper import Paper
from qingyu.ui.pdf_view import PdfView
from qingyu.ui.printer import Device, PrintJob
from qingyu.ui.tasks import Task

_SETTING = "print/device"


class PrintDialog(QDialog):
    """Choices at the left, the pages at the right; printing runs on the worker.

    Signals: printed(int) with the number of pages that went to the printer; taken() when the paper
    left the program, by the printer or another program. With `kept=False` there is no file of it.
    """

    printed = Signal(int)
    taken = Signal()

    def __init__(
        self,
        what: Paper,
        pdf: bytes,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        kept: bool = True,
    ) -> None:
        super().__init__(parent)
        theme.dress(self)
        self.setWindowTitle(f"打印 {what.title}")
        self._what = what
        self._pdf = pdf
        self._desk = desk
        self._operations: Operations = desk.operations
        self._task: Task | None = None
        self._asked: list[Task] = []
        self.view = PdfView(desk.tasks)
        self.choices = PrintChoices(what.title, str(what.path) if kept else "")
        row = QHBoxLayout(self)
        row.addWidget(self.choices, 3)
        row.addWidget(self.view, 4)
        look = theme.current()
        row.setContentsMargins(look.space, look.space, look.space, look.space)
        row.setSpacing(look.space)
        self._fit_screen()
        self._connect()
        self.view.show_pdf(pdf)
        self._find_printers()

    def done(self, result: int) -> None:
        """Closes the dialog; what the worker still answers finds nobody there."""
        for task in self._asked:
            task.forget()
        self.view.forget()
        super().done(result)
        self.deleteLater()

    def reject(self) -> None:
        """Stops what is being printed; with nothing to stop it closes the dialog."""
        if self._task is not None:
            self._task.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._task is not None:
            event.ignore()
        self.reject()

    def _connect(self) -> None:
        self.choices.print_requested.connect(self._print)
        self.choices.device_chosen.connect(self._check_paper)
        self.choices.show_requested.connect(self._open_elsewhere)
        self.choices.close_requested.connect(self.reject)
        self.choices.cancel_requested.connect(self._cancel)
        self.view.shown.connect(self._show_page)

    def _fit_screen(self) -> None:
        look = theme.current()
        parent = self.parentWidget()
        place = parent.window().size() if parent is not None else None
        wide, tall = look.px(62), look.px(42)
        if place is not None:
            wide = min(wide, place.width() - look.px(2))
            tall = min(tall, place.height() - look.px(2))
        self.resize(wide, tall)

    def _find_printers(self) -> None:
        self.choices.show_searching()
        task = self._desk.tasks.start(lambda _task: printer.devices())
        task.succeeded.connect(self._show_printers)
        task.refused.connect(self._refuse)
        self._asked.append(task)

    def _show_printers(self, found: tuple[Device, ...]) -> None:
        usual = str(self._desk.settings.value(_SETTING, ""))
        self.choices.show_devices(found, usual)

    def _show_page(self, page: int) -> None:
        if page != self._what.page and not self.choices.pages:
            self.view.turn(self._what.page - page)
        self.choices.set_pages(page, self.view.pages)

    def _check_paper(self, device: str) -> None:
        pdf = self._pdf
        task = self._desk.tasks.start(lambda _task: printer.missing_paper(pdf, device))
        task.succeeded.connect(lambda missing: self.choices.show_missing(device, missing))
        task.refused.connect(self._refuse)
        self._asked.append(task)

    def _print(self) -> None:
        if self._task is not None:
            return
        try:
            pages = self.choices.chosen_pages()
        except RuleError as error:
            self._refuse(error)
            return
        job = PrintJob(
            self.choices.device, self._what.title, self.choices.copies.value(), pages,
            self.choices.is_two_sided,
        )
        self._desk.settings.setValue(_SETTING, job.device)
        self.choices.show_busy(True)
        pdf = self._pdf
        task = self._desk.tasks.start(lambda task: printer.print_pdf(pdf, job, task))
        self._task = task
        task.progressed.connect(self.choices.show_progress)
        task.succeeded.connect(lambda sent: self._note(job, sent, task.cancelled()))
        task.refused.connect(self._refuse)
        task.ended.connect(self._finish)

    def _note(self, job: PrintJob, sent: int, stopped: bool) -> None:
        if sent:
            self.taken.emit()
            pages = pages_text(job.pages) if job.pages else ""
            self._operations.keep(
                print_log.note, job.title, pages=pages, copies=job.copies, by=self._operations.by
            )
        self._task = None
        self.printed.emit(sent)
        if stopped:
            told = f"已停下；前 {sent} 页可能已经送到打印机" if sent else "已停下，什么也没有印"
            self.choices.show_trouble(f"{told}。", "warn")
        else:
            self.accept()

    def _finish(self) -> None:
        self._task = None
        self.choices.show_busy(False)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _refuse(self, error: QingyuError) -> None:
        self.choices.show_trouble(str(error), "danger")

    def _open_elsewhere(self) -> None:
        if paper.show(self._what.path):
            told, by = f"{self._what.title} 的 PDF", self._operations.by
            self._operations.keep(print_log.note_taken, "打开", told, by=by)
            self.taken.emit()
        else:
            self.choices.show_trouble(f"没有能打开 PDF 的程序，文件在 {self._what.path}", "info")


def open_print_dialog(what: Paper, desk: Desk, parent: QWidget) -> PrintDialog | None:
    """The dialog shown over the window, None when the file cannot be read (and that was told)."""
    try:
        pdf = what.path.read_bytes()
    except OSError:
        desk.operations.refused.emit(
            RuleError(f"打不开 {what.path}", "文件可能被移走了，请重新生成一次。")
        )
        return None
    dialog = PrintDialog(what, pdf, desk, parent.window())
    dialog.open()
    return dialog
