"""A paper read back with a ruler: what stands on what, and what comes too near the edge."""

from itertools import combinations

from tests.printing.readers import Glyph, glyphs, page_sizes

_TOUCH = 0.6  # pt: neighbours in a line may touch, and a round stroke goes beyond its box
_EDGE = 11.3  # pt: 4 mm, which office printers leave white


def collisions(pdf: bytes) -> list[str]:
    """Characters drawn over another one, and those too near the paper's edge, by page."""
    found = []
    for page, (width, height) in enumerate(page_sizes(pdf)):
        every = [each for each in glyphs(pdf, page) if _drawn(each)]
        for each in every:
            if each.left < _EDGE or each.right > width - _EDGE or each.low < _EDGE:
                found.append(f"{page + 1}: {each.char} at the edge")
            if each.top > height - _EDGE:
                found.append(f"{page + 1}: {each.char} at the edge")
        found += [f"{page + 1}: {one}{other}" for one, other in _pairs(every)]
    return found


def _drawn(glyph: Glyph) -> bool:
    # PDFium tells a character beyond U+FFFF twice, by its two halves.
    return glyph.right > glyph.left and not "\udc00" <= glyph.char <= "\udfff"


def _pairs(every: list[Glyph]) -> list[tuple[str, str]]:
    bands: dict[int, list[Glyph]] = {}
    for each in every:
        for band in range(int(each.low // 40), int(each.top // 40) + 1):
            bands.setdefault(band, []).append(each)
    found = set()
    for near in bands.values():
        for one, other in combinations(sorted(near, key=lambda each: each.left), 2):
            if other.left >= one.right - _TOUCH:
                continue
            if one.low + _TOUCH < other.top and other.low + _TOUCH < one.top:
                found.add((one.char, other.char))
    return sorted(found)
