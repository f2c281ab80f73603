"""One message read as a whole."""

from qingyu.domain.category import FALLBACK
from qingyu.domain.feedback import Kind
from qingyu.domain.intake.understanding import Guess, Understanding
from qingyu.domain.phone_reading import find_phones
from qingyu.domain.place_reading import find_places


def understand(text: str) -> Understanding:
    """Place, name, phone, kind, category, danger and urgency as far as the text tells them."""
    places, phones = find_places(text), find_phones(text)
    return Understanding(
        text=text,
        place=Guess(places[0].place, text, ((places[0].start, places[0].end),)) if places else None,
        name=None,
        phone=Guess(phones[0].digits, text, ((phones[0].start, phones[0].end),))
        if phones
        else None,
        kind=Guess(Kind.REPAIR, text),
        category=Guess(FALLBACK, text),
        matter=None,
        dangerous=Guess(False, text),
        urgency=Guess("一般", text),
    )
