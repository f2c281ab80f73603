"""What the duty papers share: the title over them, the pages counted under them."""

from dataclasses import replace

from qingyu.printing.flow import Flow
from qingyu.printing.fonts import legible
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import GREY, Align, Style
from qingyu.printing.text import measure

_OF_ALL = "of-all-pages"
_ABOVE, _LEAST = 0.62, 0.48  # of the title: the size of a name too long to stand beside it
_DIGITS = "000"


def title(flow: Flow, name: str, what: str, style: Style, width: float) -> None:
    """Whose paper and which; a name too long for one line stands above, never cut off."""
    faces = flow.sheet.faces
    shown, kind = (
        " ".join(legible(text, faces.role(style.role)).split()) for text in (name, what)
    )
    if measure(f"{shown}{kind}", style, faces) <= width:
        flow.text(f"{shown}{kind}", style, width)
        return
    wide = measure(shown, style, faces)
    less = max(_LEAST, min(_ABOVE, 0.99 * width / wide))
    above = replace(style, size=style.size * less, leading=style.leading * _ABOVE)
    flow.text(shown, above, width)
    flow.text(kind, style, width)


def foot(sheet: Sheet, y: float, text: str, size: float, left: float, width: float) -> None:
    """The text, which page this is and of how many; `count_pages` must follow at the end."""
    style = Style("plain", size, size * 1.3, color=GREY)
    told = f"{text}　第" if text else "第"
    shown = legible(f"{told} {sheet.page} 页", sheet.faces.plain).replace("\n", " ")
    own = measure(shown, style, sheet.faces)
    x = left + max(0.0, width - own - measure(f"，共 {_DIGITS} 页", style, sheet.faces)) / 2
    sheet.text(x, y, shown, style)
    sheet.stamp(_OF_ALL, x + own, y)


def count_pages(sheet: Sheet, size: float) -> None:
    """Tells every foot how many pages there are."""
    style = Style("plain", size, size * 1.3, Align.LEFT, color=GREY)
    with sheet.form(_OF_ALL):
        sheet.text(0, 0, f"，共 {sheet.page} 页", style)
