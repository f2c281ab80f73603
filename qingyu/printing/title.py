"""Breaking a title into balanced lines that never tear a word (GB/T 9704: 词意完整, 排列对称)."""

from collections.abc import Collection, Sequence
from functools import cache

from qingyu.domain.pattern import pattern
from qingyu.paths import resource
from qingyu.printing.linebreak import break_points

# A line may well end after these, may well begin with those, must not begin with the last.
_GOOD_END = pattern(r"[的、，；：！？”》） ]$")
_GOOD_START = ("关于", "以及", "和", "与", "及", "或")
_BAD_START = "的等了们者化性"


def break_title(
    text: str, widths: Sequence[float], limit: float, own: Collection[str] = ()
) -> list[str] | None:
    """The lines of a title, none wider than limit; None if a word or number is wider than that.

    own: words of the neighbourhood that are not torn either.
    """
    total = sum(widths)
    if total <= limit:
        return [text]
    size = len(text)
    sums = [0.0]
    for width in widths:
        sums.append(sums[-1] + width)
    lines = int(total // limit) + 1
    price = _prices(text, own)
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * size
    for end in range(1, size + 1):
        if end < size and price[end] is None:
            continue
        for start in range(end - 1, -1, -1):
            width = sums[end] - sums[start]
            if width > limit + 1e-6:
                break
            uneven = ((width - total / lines) / limit) ** 2 * 60
            cost = best[start][0] + uneven + (price[end] or 0.0 if end < size else 0.0)
            if cost < best[end][0]:
                best[end] = (cost, start)
    if best[size][0] == float("inf"):
        return None
    out, end = [], size
    while end > 0:
        out.append(text[best[end][1] : end].strip())
        end = best[end][1]
    return out[::-1]


def _prices(text: str, own: Collection[str]) -> list[float | None]:
    """What it costs to begin a line at each character; None where no line may begin."""
    free = break_points(text)
    inside, edges = _words(text, own)
    prices: list[float | None] = []
    for at, may in enumerate(free):
        if not may:
            prices.append(None)
        elif at in inside:
            prices.append(400.0)
        elif text[at] in _BAD_START:
            prices.append(60.0)
        elif text.startswith(_GOOD_START, at) or _GOOD_END.search(text[max(0, at - 2) : at]):
            prices.append(0.0)
        else:
            prices.append(3.0 if at in edges else 9.0)
    return prices


@cache
def _known_words() -> frozenset[str]:
    """The words titles of a neighbourhood are made of; a break inside one is a mistake."""
    return frozenset(resource("notices", "title-words.txt").read_text("utf-8").split())


def _words(text: str, own: Collection[str]) -> tuple[set[int], set[int]]:
    """The places inside known words, and at the edges of them (longest match first)."""
    inside: set[int] = set()
    edges: set[int] = set()
    known = _known_words().union(own)
    longest = max(map(len, known))
    at = 0
    while at < len(text):
        size = next((n for n in range(longest, 1, -1) if text[at : at + n] in known), 0)
        if size:
            inside.update(range(at + 1, at + size))
            edges.update((at, at + size))
        at += size or 1
    return inside, edges
