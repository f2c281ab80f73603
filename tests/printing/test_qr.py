"""A drawn QR code, looked at as a camera would: the squares are where the standard wants them."""

import pypdfium2
import pytest
import segno

from qingyu.domain.errors import RuleError
from qingyu.printing.fonts import bundled
from qingyu.printing.look import looks
from qingyu.printing.piece import Press
from qingyu.printing.qr import QUIET, qr_code
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, MM

PRESS = Press(looks("a4")[0], bundled())
SCALE = 4


@pytest.mark.parametrize(
    "text", ["0571-87654321", "晴雨管家值班室：3幢1单元", "https://a.cn/" + "x" * 90]
)
def test_every_square_is_seen_where_the_code_has_it(text: str) -> None:
    code = qr_code(text, PRESS, 12)
    sheet = Sheet(A4, "码", bundled())
    code.draw(sheet, 100, 700)
    document = pypdfium2.PdfDocument(sheet.pdf())
    picture = document[0].render(scale=SCALE).to_pil().convert("L")
    document.close()
    rows = segno.make_qr(text, error="m", encoding="utf-8").matrix
    dark = picture.point(lambda level: 255 if level < 128 else 0)
    first = dark.getbbox()
    assert first is not None
    # The uppermost row reaches from corner to corner; the caption under it may be wider.
    edge = dark.crop((0, first[1] + 2, dark.width, first[1] + 3)).getbbox()
    assert edge is not None
    left, side = edge[0] / SCALE, (edge[2] - edge[0]) / SCALE
    square = side / len(rows)
    assert side >= 22 * MM
    top = first[1] / SCALE
    assert abs(top - (A4[1] - 700 + QUIET * square)) < 0.5
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            spot = (left + (column + 0.5) * square, top + (row + 0.5) * square)
            level = picture.getpixel((round(spot[0] * SCALE), round(spot[1] * SCALE)))
            assert (level < 128) == bool(cell), (row, column)


def test_the_white_around_it_is_as_wide_as_the_standard_asks() -> None:
    code = qr_code("0571-87654321", PRESS, 12)
    assert code.width >= 22 * MM * (1 + 2 * QUIET / 29)


def test_a_text_no_telephone_can_read_is_refused() -> None:
    for text in ("字" * 600, "字" * 4000):
        with pytest.raises(RuleError, match="二维码里的字太多"):
            qr_code(text, PRESS, 12)
