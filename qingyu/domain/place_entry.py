"""A place as somebody writes it into a field that is for places only."""

from dataclasses import replace

from qingyu.domain.place import NOWHERE, Place
from qingyu.domain.place_reading import find_places, read_place

LONGEST_SPOT = 40


def read_entry(text: str) -> Place:
    """The place written (3-2-501, 3幢 屋面, 大门口); what is no address is a public spot."""
    words = " ".join(text.split())
    if not words:
        return NOWHERE
    whole = read_place(words)
    if whole is not None:
        return whole
    if words.isascii() and words.isdigit() and len(words) <= 3 and int(words):
        return Place(building=int(words))
    found = find_places(words)
    if len(found) != 1 or found[0].start > 0:
        return Place(spot=words[:LONGEST_SPOT])
    rest = words[found[0].end :].strip(" ,，。的-、（）()")
    return replace(found[0].place, spot=rest[:LONGEST_SPOT])
