"""Whose place and telephone number: the speaker's among all that are mentioned."""

from qingyu.domain.intake.understanding import Guess
from qingyu.domain.phone_reading import find_phones
from qingyu.domain.place import Place
from qingyu.domain.place_reading import find_places


def speakers_phone(text: str) -> Guess[str] | None:
    """The number to call back, or None."""
    phones = find_phones(text)
    return Guess(phones[0].digits, text, ((phones[0].start, phones[0].end),)) if phones else None


def speakers_place(text: str) -> Guess[Place] | None:
    """Where the speaker lives or where the matter is, or None."""
    places = find_places(text)
    return Guess(places[0].place, text, ((places[0].start, places[0].end),)) if places else None
