"""The one search box: words, places, phones, numbers and pinyin, answers grouped by noun."""

from collections.abc import Callable

from qingyu.domain.changes import Noun
from qingyu.domain.found import Found
from qingyu.domain.notice_number import read_notice_number
from qingyu.domain.search_query import Query, match_expression, read_query
from qingyu.storage import feedback as feedback_rows
from qingyu.storage import found as rows
from qingyu.storage import issue as issue_rows
from qingyu.storage import neighbourhood, notice, search
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store

# The groups in the order a steward most often wants them.
GROUPS = (
    Noun.ISSUE,
    Noun.RESIDENT,
    Noun.FEEDBACK,
    Noun.BUILDING,
    Noun.PUBLIC_PLACE,
    Noun.STEWARD,
    Noun.CONTACT,
    Noun.NOTICE,
)


def find(store: Store, typed: str, *, per_noun: int = 50) -> tuple[Found, ...]:
    """What matches, grouped in the order of GROUPS, newest first inside each group."""
    query = read_query(typed)
    named = _notice_named(store, typed)
    if not query:
        return tuple(named)
    expression = match_expression(query)
    found: list[Found] = [*_numbered(query), *named]
    matching = search.find_all(store.database, expression, per_noun) if expression else {}
    for noun, idents in matching.items():
        known = {each.id for each in found if each.noun is noun}
        fresh = [ident for ident in idents if ident not in known]
        found += _DESCRIBERS[noun](fresh) if fresh else []
    return tuple(sorted(found, key=lambda each: GROUPS.index(each.noun)))


def _numbered(query: Query) -> list[Found]:
    if query.issue is None:
        return []
    issue = issue_rows.by_number(query.issue)
    piece = feedback_rows.by_number(query.issue) if query.words else None
    return [
        *(rows.issues([issue.id]) if issue else []),
        *(rows.feedback([piece.id]) if piece else []),
    ]


def _notice_named(store: Store, typed: str) -> list[Found]:
    """The notice whose number was typed: 〔2026〕12号, 12号."""
    number = read_notice_number(typed, store.now().date())
    kept = notice.by_number(*number) if number is not None else None
    return _notices([kept.id]) if kept is not None else []


def _residents(idents: list[int]) -> list[Found]:
    by_id = neighbourhood.residents_by_ids(idents)
    people = [by_id[ident] for ident in idents if ident in by_id]
    return [
        Found(Noun.RESIDENT, person.id, "", person.name, person.household.place.text)
        for person in people
    ]


def _buildings(idents: list[int]) -> list[Found]:
    by_id = {building.id: building for building in neighbourhood.buildings()}
    return [
        Found(Noun.BUILDING, ident, "", by_id[ident].title, f"{len(by_id[ident].units)} 个单元")
        for ident in idents
        if ident in by_id
    ]


def _public_places(idents: list[int]) -> list[Found]:
    by_id = {place.id: place for place in neighbourhood.public_places()}
    return [
        Found(Noun.PUBLIC_PLACE, ident, "", by_id[ident].place.text)
        for ident in idents
        if ident in by_id
    ]


def _stewards(idents: list[int]) -> list[Found]:
    by_id = {person.id: person for person in steward_rows.stewards(everybody=True)}
    return [
        Found(Noun.STEWARD, ident, "", by_id[ident].name, str(by_id[ident].role))
        for ident in idents
        if ident in by_id
    ]


def _contacts(idents: list[int]) -> list[Found]:
    by_id = {party.id: party for party in steward_rows.contacts()}
    return [
        Found(Noun.CONTACT, ident, "", by_id[ident].name, by_id[ident].trade)
        for ident in idents
        if ident in by_id
    ]


def _notices(idents: list[int]) -> list[Found]:
    by_id = notice.many(idents)
    return [
        Found(
            Noun.NOTICE,
            ident,
            by_id[ident].number,
            by_id[ident].title,
            "作废" if by_id[ident].is_void else "",
        )
        for ident in idents
        if ident in by_id
    ]


_DESCRIBERS: dict[Noun, Callable[[list[int]], list[Found]]] = {
    Noun.ISSUE: rows.issues,
    Noun.RESIDENT: _residents,
    Noun.FEEDBACK: rows.feedback,
    Noun.BUILDING: _buildings,
    Noun.PUBLIC_PLACE: _public_places,
    Noun.STEWARD: _stewards,
    Noun.CONTACT: _contacts,
    Noun.NOTICE: _notices,
}
