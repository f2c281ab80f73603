"""Door slips: the program's batch against a plain reportlab loop that draws the same text."""

import io
import time
import tracemalloc
from collections.abc import Callable
from datetime import date

from qingyu.domain.notice import Notice
from qingyu.domain.place import Place
from qingyu.domain.recipient import Recipient, in_walking_order
from qingyu.paths import resource
from qingyu.printing.fonts import SANS, SANS_BOLD, SERIF, SERIF_BOLD
from qingyu.printing.notice import render
from qingyu.printing.styles import A4, MM
from tests.bench.table import Row

_LIMIT = 1.5
_RUNS = 3
_FONTS = {"body": SERIF, "title": SERIF_BOLD, "plain": SANS, "strong": SANS_BOLD}
_NAMES = ("王小明", "欧阳建国", "李喆", "陈玥", "甯堃", "骉祎", "周垚", "钱淑英")
_NOTICE = Notice(
    kind="free",
    title="停水通知",
    number="晴雨管家〔2026〕12号",
    content=(
        "因3幢楼下自来水主管漏水抢修，需要临时停水。给您带来不便，请多谅解。现将有关事项通知如下：",
        "一、停水时间：2026年11月25日（星期三）8时至17时。",
        "二、停水前准备：请提前储存够一天用的水，关好家中水龙头；出门前再看一遍。",
        "三、恢复供水：修好后立即恢复供水，可能提前，也可能稍晚。",
        "如有疑问，请拨打电话：0571-87654321。",
    ),
    addressee="3幢、5幢各位居民",
    phone="0571-87654321",
    signed_by="湖滨晴雨管家",
    date=date(2026, 11, 22),
)


def doors(count: int) -> list[Recipient]:
    """So many households, 48 to a building."""
    return [
        Recipient(
            Place(1 + at // 48, 1 + at // 16 % 3, f"{1 + at // 4 % 4}0{1 + at % 4}"),
            _NAMES[at % len(_NAMES)],
        )
        for at in range(count)
    ]


def slips() -> list[Row]:
    """500 slips against the plain loop, and how memory grows from 500 to 5,000."""
    homes = doors(500)
    lines = _lines_of(render(_NOTICE, "a5x2", recipients=homes[:2]))
    ours = _best(lambda: render(_NOTICE, "a5x2", recipients=homes))
    plain = _best(lambda: _plain(lines, homes))
    small, large = (_peak(doors(count)) for count in (500, 5_000))
    return [
        Row(
            "500 door slips, against a plain reportlab loop of the same text",
            f"≤ {_LIMIT} ×",
            f"{ours / plain:.2f} × ({ours:.2f} s, {plain:.2f} s)",
            ours <= _LIMIT * plain,
        ),
        Row(
            "memory of 5,000 door slips, against 500",
            "≤ 3 ×",
            f"{large / small:.1f} × ({small / 1e6:.0f} MB, {large / 1e6:.0f} MB)",
            large <= 3 * small,
        ),
    ]


def _lines_of(pdf: bytes) -> list[str]:
    """The lines of one slip as an independent reader finds them, without its door."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        found = document[0].get_textpage().get_text_bounded().splitlines()
    finally:
        document.close()
    upper = found[: len(found) // 2]
    return [line for line in upper if line.strip() and "室" not in line]


def _plain(lines: list[str], homes: list[Recipient]) -> bytes:
    """What somebody would write without this program: every line drawn on every slip."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for name, file in _FONTS.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, pageCompression=1, invariant=1)
    for at, home in enumerate(in_walking_order(homes)):
        top = A4[1] - at % 2 * A4[1] / 2 - 14 * MM
        canvas.setFont("strong", 18)
        canvas.drawString(14 * MM, top, home.place.text)
        canvas.setFont("plain", 15)
        canvas.drawString(80 * MM, top, home.name)
        for number, line in enumerate(lines):
            role, size = ("title", 22) if number == 0 else ("body", 15)
            canvas.setFont(role, size)
            canvas.drawString(14 * MM, top - 30 - number * 21, line)
        if at % 2:
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _best(run: Callable[[], object]) -> float:
    run()  # the fonts are read once in a program's life
    times = []
    for _ in range(_RUNS):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return min(times)


def _peak(homes: list[Recipient]) -> int:
    tracemalloc.start()
    try:
        render(_NOTICE, "a5x2", recipients=homes)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
