"""The pages of a PDF as pictures. PDFium works in one thread only: call these on the worker."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from qingyu.domain.errors import StoreError

_KINDS = {
    1: QImage.Format.Format_Grayscale8,
    3: QImage.Format.Format_RGB888,
    4: QImage.Format.Format_RGBX8888,
}


class Document:
    """An open PDF; lengths in pt, pages counted from 0."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf

    def __len__(self) -> int:
        return len(self._pdf)

    def size(self, index: int) -> tuple[float, float]:
        """Width and height of a page."""
        width, height = self._pdf.get_page_size(index)
        return float(width), float(height)

    def is_grey(self, index: int) -> bool:
        """Whether the page has no colour at all."""
        return self.image(index, 0.5).allGray()

    def image(self, index: int, scale: float) -> QImage:
        """A page in colour with soft edges, `scale` pixels for each pt."""
        return self._drawn(index, scale)

    def ink(self, index: int, scale: float) -> QImage:
        """A page in pure black and white as a laser printer sets its dots, greys as patterns."""
        drawn = self._drawn(
            index, scale, grayscale=True, no_smoothtext=True, no_smoothpath=True
        )
        how = Qt.ImageConversionFlag.MonoOnly | Qt.ImageConversionFlag.DiffuseDither
        return drawn.convertToFormat(QImage.Format.Format_Mono, how)

    def _drawn(self, index: int, scale: float, **how: bool) -> QImage:
        page = self._pdf[index]
        bitmap = page.render(scale=scale, rev_byteorder=True, **how)
        kind = _KINDS[bitmap.n_channels]
        drawn = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, kind)
        copied = drawn.copy()
        bitmap.close()
        page.close()
        return copied


@contextmanager
def opened(pdf: bytes) -> Iterator[Document]:
    """The PDF, closed again at the end; StoreError when it is none."""
    # Not at the top: a page that shows no paper should not pay for it.
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise StoreError("这个 PDF 打不开", "文件可能坏了，请重新生成一次。") from error
    try:
        yield Document(document)
    finally:
        document.close()
