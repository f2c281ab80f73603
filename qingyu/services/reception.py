"""What the reception desk reads: a message understood, and what the book knows around it."""

from datetime import datetime

from qingyu.domain.changes import Noun
from qingyu.domain.feedback import Feedback
from qingyu.domain.frozen import frozen
from qingyu.domain.intake import understand
from qingyu.domain.issue import Issue
from qingyu.domain.neighbourhood import Resident
from qingyu.domain.place import NOWHERE, Place
from qingyu.domain.place_entry import read_entry
from qingyu.domain.reception import (
    UNTOUCHED,
    Corrections,
    Sheet,
    fill,
    not_understood,
    said_name,
    said_phone,
    said_place,
)
from qingyu.domain.resident_speaking import find_speaker
from qingyu.domain.search_query import match_expression, read_query
from qingyu.services import feedback, pinyin, rulebook
from qingyu.storage import issue, neighbourhood, search
from qingyu.storage.store import Store

# What residents say fits in this; of longer texts the start is read, so that typing never stalls.
READ = 2_000


@frozen
class Surroundings:
    """What may belong to a message: open issues, one closed of late, what the household said."""

    similar: tuple[Issue, ...] = ()
    closed: Issue | None = None
    said_before: tuple[Feedback, ...] = ()
    now: datetime = datetime.min

    def likely(self, sheet: Sheet) -> Issue | None:
        """The open issue this most likely belongs to: same building or spot, same category."""
        first = self.similar[0] if self.similar else None
        return first if first and first.category == sheet.topic.value[0] else None


def prepare() -> None:
    """Loads word lists and pinyin, up to a second of work, so that the first message is quick."""
    understand("3幢")
    pinyin.fits("拼音", "py")


def read(store: Store, text: str, by_hand: Corrections = UNTOUCHED) -> Sheet:
    """The sheet of one message: understood, completed from the book, changed by hand."""
    words = understand(text[:READ]) if text.strip() else not_understood(text)
    place, phone = said_place(words, by_hand), said_phone(words, by_hand)
    owners = neighbourhood.residents_with_phone(phone) if phone else ()
    home = neighbourhood.household_at(place)
    if home is None and not place and len(owners) == 1:
        home = owners[0].household
    at_home = neighbourhood.residents(household=home.id) if home else ()
    speaker = find_speaker(owners, at_home, said_name(words, by_hand))
    return fill(text, words, by_hand, speaker, rulebook.mood_guess(store, text[:READ]))


def surroundings(store: Store, sheet: Sheet) -> Surroundings:
    """What the book knows around a message."""
    place, (category, matter) = sheet.place.value, sheet.topic.value
    return Surroundings(
        similar=feedback.similar(store, place, category, matter),
        closed=feedback.closed_alike(store, place, category),
        said_before=feedback.said_before(store, place),
        now=store.now(),
    )


def recent(store: Store, most: int = 3) -> tuple[tuple[Feedback, str], ...]:
    """What was recorded last, each with the code of its issue or nothing, newest first."""
    pieces = feedback.newest(store, limit=most)
    codes = issue.many([piece.issue_id for piece in pieces if piece.issue_id is not None])
    return tuple(
        (piece, codes[piece.issue_id].code if piece.issue_id in codes else "") for piece in pieces
    )


def offer_places(store: Store, typed: str, *, most: int = 8) -> tuple[Place, ...]:
    """Public places by name or pinyin and known households that begin as typed."""
    words = typed.strip()
    if not words:
        return ()
    public = (each.place for each in neighbourhood.public_places())
    spots = [place for place in public if pinyin.fits(place.spot, words)]
    entry = read_entry(words)
    if entry.building is None and entry.unit is None and entry.room is None:
        return tuple(spots[:most])
    wanted = Place(entry.building, entry.unit, entry.room)
    homes = [home.place for home in neighbourhood.households_like(wanted, most)]
    return tuple(dict.fromkeys((*spots, *homes)))[:most]


def offer_residents(
    store: Store, typed: str, place: Place = NOWHERE, *, most: int = 8
) -> tuple[Resident, ...]:
    """The household's residents, or those found by name, pinyin, phone or place as typed."""
    home = neighbourhood.household_at(place)
    at_home = neighbourhood.residents(household=home.id) if home else ()
    words = typed.strip()
    if not words:
        return at_home[:most]
    nearest = [person for person in at_home if pinyin.fits(person.name, words)]
    expression = match_expression(read_query(words))
    idents = search.find(store.database, Noun.RESIDENT, expression, most) if expression else []
    by_id = neighbourhood.residents_by_ids(idents)
    found = [by_id[ident] for ident in idents if ident in by_id]
    return tuple(dict.fromkeys((*nearest, *found)))[:most]
