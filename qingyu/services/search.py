"""The one search box: words, places, phones, numbers and pinyin, answers grouped by noun."""

import re
from collections.abc import Callable

from qingyu.domain.blank_form import bar_code, read_bar_code
from qingyu.domain.changes import Noun
from qingyu.domain.found import Found
from qingyu.domain.notice_number import read_notice_number
from qingyu.domain.pattern import pattern
from qingyu.domain.round import Round, RoundLine, line_code, read_line_code, read_round_code
from qingyu.domain.search_query import Query, match_expression, read_query
from qingyu.domain.wording import plain_code
from qingyu.storage import blank_form as form_rows
from qingyu.storage import feedback as feedback_rows
from qingyu.storage import found as rows
from qingyu.storage import issue as issue_rows
from qingyu.storage import neighbourhood, notice, search
from qingyu.storage import round as round_rows
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store

# A whole code that is on no paper is no word either: what was scanned is told apart from it.
_CODE = pattern(r"R\d+-\d+|[RF]\d{4,9}", re.ASCII)
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
    """What matches, grouped in the order of GROUPS, newest first inside each group.

    A code on paper (R0003-05, R0003, F0456) finds that alone.
    """
    coded = _on_paper(typed)
    if coded or _CODE.fullmatch(plain_code(typed)):
        return coded
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


def _on_paper(typed: str) -> tuple[Found, ...]:
    line, number = read_line_code(typed), read_round_code(typed)
    if line is not None or number is not None:
        round_ = round_rows.by_number(line[0] if line is not None else number or 0)
        if round_ is None:
            return ()
        left = f"还有 {len(round_.open_lines)} 行没回来" if round_.open_lines else "全部回来了"
        if line is None:
            return (Found(Noun.ROUND, round_.id, f"R{round_.code}", round_.name, left),)
        found = (each for each in round_.lines if each.no == line[1])
        return tuple(_line(round_, each) for each in found)
    form = form_rows.by_number(read_bar_code(typed) or 0)
    if form is None:
        return ()
    if form.feedback_id is not None:
        return tuple(rows.feedback([form.feedback_id]))
    day = f"{form.printed_at.month}月{form.printed_at.day}日印"
    told = f"{day}，还没回来" if form.is_out else f"作废：{form.reason}"
    return (Found(Noun.FORM, form.id, bar_code(form.number), form.name, told),)


def _line(round_: Round, line: RoundLine) -> Found:
    told = f"{round_.name} 第 {line.no} 行，{line.tick or '还没回来'}"
    return Found(Noun.ROUND_LINE, line.id, line_code(round_.number, line.no), line.matter, told)


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
