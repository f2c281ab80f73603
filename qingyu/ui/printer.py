"""The printers of this computer, and printing a PDF on one of them at its own resolution."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from qingyu.domain.errors import RuleError, StoreError
from qingyu.domain.frozen import frozen
from qingyu.ui.pdf_pages import Document, opened
from qingyu.ui.tasks import Task

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

# Finer than this the eye sees no difference, but every page takes four times as long.
_FINEST_DPI = 600
_PLAINEST_DPI = 300
_COLOUR_DPI = 300
_CHECK_PRINTER = "请看看打印机开了没有、纸够不够、线连着没有，再试一次。"


@frozen
class Device:
    """A printer as people choose it; ready: it reports neither a fault nor that it is off."""

    name: str
    words: str
    usual: bool = False
    ready: bool = True
    two_sided: bool = False


@frozen
class PrintJob:
    """What goes to which printer; pages from 1, none for all."""

    device: str
    title: str
    copies: int = 1
    pages: tuple[int, ...] = ()
    two_sided: bool = False


def devices() -> tuple[Device, ...]:
    """The printers there are, the usual one first."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    faulty = (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)
    found = [
        Device(
            name=info.printerName(),
            words=info.description() or info.printerName(),
            usual=info.isDefault(),
            ready=info.state() not in faulty,
            two_sided=any(m is not QPrinter.DuplexMode.DuplexNone
                          for m in info.supportedDuplexModes()),
        )
        for info in QPrinterInfo.availablePrinters()
    ]
    return tuple(sorted(found, key=lambda device: (not device.usual, device.name)))


def paper_of(size: tuple[float, float]) -> str:
    """A4, A3 横向 …, or the millimetres of a paper without a name."""
    page = _page_size(size)
    width, height = size
    named = page.name() if page.id() is not QPageSize.PageSizeId.Custom else ""
    if not named:
        return f"{width * 25.4 / 72:.0f}×{height * 25.4 / 72:.0f} 毫米"
    return f"{named} 横向" if width > height else named


def takes(device: str, size: tuple[float, float]) -> bool:
    """Whether the printer says that it has paper of this size; True when it says nothing."""
    sizes = _info(device).supportedPageSizes()
    wanted = _page_size(size).id()
    if not sizes or wanted is QPageSize.PageSizeId.Custom:
        return True
    return any(_page_size(_points(each)).id() is wanted for each in sizes)


def missing_paper(pdf: bytes, device: str) -> str:
    """The first paper of this PDF that the printer does not have, or nothing."""
    with opened(pdf) as document:
        sizes = {document.size(index) for index in range(len(document))}
    return next((paper_of(size) for size in sizes if not takes(device, size)), "")


def print_pdf(pdf: bytes, job: PrintJob, task: Task) -> int:
    """How many pages were sent, fewer when cancelled; RuleError and StoreError as one sentence."""
    with opened(pdf) as document:
        pages = [page - 1 for page in job.pages] or list(range(len(document)))
        size = document.size(pages[0])
        if not takes(job.device, size):
            raise RuleError(
                f"打印机「{job.device}」不能印 {paper_of(size)}",
                "请换一台打印机，或换一种版式；也可以拿着存好的 PDF 到图文店去印。",
            )
        printer = _printer(job, size)
        sent = _send(document, pages, printer, job, task)
    if _info(job.device).state() is type(printer.printerState()).Error:
        raise StoreError(f"打印机「{job.device}」报告出了问题", _CHECK_PRINTER)
    return sent


def _send(
    document: Document, pages: list[int], printer: "QPrinter", job: PrintJob, task: Task
) -> int:
    # Where the printer cannot copy by itself, the whole is painted again for each copy.
    rounds = 1 if printer.supportsMultipleCopies() else job.copies
    painter, done = QPainter(), 0
    # Once begun, CUPS prints a sheet whatever happens.
    if task.cancelled():
        return 0
    if not painter.begin(printer):
        raise StoreError(f"打印机「{job.device}」没有接受这份文件", _CHECK_PRINTER)
    # As JPEG the strokes of small characters would fray.
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    try:
        for index in pages * rounds:
            if done and task.cancelled():
                printer.abort()
                break
            # Sheets of one file may differ in size; it holds from the next page on.
            printer.setPageLayout(_page_layout(document.size(index)))
            if done and not printer.newPage():
                raise StoreError(f"印到第 {done} 页时打印机停了", _CHECK_PRINTER)
            _paint(painter, printer, document, index)
            done += 1
            task.report(done, len(pages) * rounds)
    finally:
        painter.end()
    return done


def _paint(painter: QPainter, printer: "QPrinter", document: Document, index: int) -> None:
    dpi = printer.resolution()
    if document.is_grey(index):
        painter.drawImage(0, 0, document.ink(index, dpi / 72))
        return
    width, height = document.size(index)
    picture = document.image(index, min(dpi, _COLOUR_DPI) / 72)
    painter.drawImage(QRectF(0, 0, width * dpi / 72, height * dpi / 72), picture)


def _printer(job: PrintJob, size: tuple[float, float]) -> "QPrinter":
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(_info(job.device), QPrinter.PrinterMode.HighResolution)
    if not printer.isValid():
        raise StoreError(f"打印机「{job.device}」现在用不了", _CHECK_PRINTER)
    # Asked of the printer itself: QPrinter knows only that of the PDF it makes for CUPS.
    printer.setResolution(_resolution(_info(job.device).supportedResolutions()))
    printer.setDocName(job.title)
    printer.setCreator("晴雨管家")
    printer.setPageLayout(_page_layout(size))
    printer.setFullPage(True)
    if printer.supportsMultipleCopies():
        printer.setCopyCount(job.copies)
        printer.setCollateCopies(True)
    printer.setDuplex(_duplex(job, size))
    return printer


def _duplex(job: PrintJob, size: tuple[float, float]) -> "QPrinter.DuplexMode":
    from PySide6.QtPrintSupport import QPrinter

    if not job.two_sided:
        return QPrinter.DuplexMode.DuplexNone
    long = size[1] >= size[0]
    return QPrinter.DuplexMode.DuplexLongSide if long else QPrinter.DuplexMode.DuplexShortSide


def _resolution(offered: list[int]) -> int:
    """The finest that is worth its time."""
    return max((dpi for dpi in offered if _PLAINEST_DPI <= dpi <= _FINEST_DPI), default=_FINEST_DPI)


def _page_layout(size: tuple[float, float]) -> QPageLayout:
    way = QPageLayout.Orientation
    across = way.Landscape if size[0] > size[1] else way.Portrait
    return QPageLayout(
        _page_size(size), across, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point,
        QMarginsF(0, 0, 0, 0),
    )


def _page_size(size: tuple[float, float]) -> QPageSize:
    width, height = sorted(size)
    match = QPageSize.SizeMatchPolicy.FuzzyMatch
    return QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "", match)


def _points(page: QPageSize) -> tuple[float, float]:
    points = page.size(QPageSize.Unit.Point)
    return points.width(), points.height()


def _info(device: str) -> "QPrinterInfo":
    from PySide6.QtPrintSupport import QPrinterInfo

    info = QPrinterInfo.printerInfo(device)
    if info.isNull():
        raise StoreError(f"找不到打印机「{device}」", _CHECK_PRINTER)
    return info
