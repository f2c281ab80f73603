"""Reading feedback: the list, one piece with what belongs to it, issues it may join."""

from qingyu.domain.category import find as find_category
from qingyu.domain.changes import Noun
from qingyu.domain.feedback import Feedback
from qingyu.domain.feedback_list import FeedbackFilter, FeedbackLine, FeedbackStory
from qingyu.domain.issue import Issue
from qingyu.domain.search_query import match_expression, read_query
from qingyu.services import feedback
from qingyu.storage import feedback as rows
from qingyu.storage import issue as issue_rows
from qingyu.storage import search
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store

_ALIKE, _OFFERED = 3, 8
# Closed issues match the words too and are sifted out, so more are asked for than are offered.
_SIFTED = 60


def lines(
    store: Store, wanted: FeedbackFilter, *, before: int | None = None, limit: int = 200
) -> tuple[FeedbackLine, ...]:
    """One stretch of the list, newest first, from before the piece of that id on."""
    pieces = rows.newest(wanted, before=before, limit=limit)
    issues = rows.issues_of(pieces)
    return tuple(FeedbackLine(piece, *issues.get(piece.issue_id or 0, ())) for piece in pieces)


def count(store: Store, wanted: FeedbackFilter) -> int:
    """How many pieces the filter lets through."""
    return rows.count(wanted)


def story(store: Store, feedback_id: int) -> FeedbackStory:
    """One piece with everything its detail shows; RuleError when it is gone."""
    piece = rows.get(feedback_id)
    category = find_category(piece.category)
    return FeedbackStory(
        piece=piece,
        category=category.name if category else piece.category,
        recorded_by=steward_rows.get(piece.recorded_by).name if piece.recorded_by else "",
        issue=None if piece.issue_id is None else issue_rows.get(piece.issue_id),
        similar=_similar(store, piece, _ALIKE) if piece.issue_id is None else (),
    )


def joinable(store: Store, feedback_id: int, typed: str) -> tuple[Issue, ...]:
    """Open issues to attach a piece to: by number or words, the likely ones before anything."""
    piece = rows.get(feedback_id)
    query = read_query(typed)
    if not query:
        return _similar(store, piece, _OFFERED)
    found: dict[int, Issue] = {}
    numbered = issue_rows.by_number(query.issue) if query.issue is not None else None
    if numbered is not None:
        found[numbered.id] = numbered
    expression = match_expression(query)
    if expression:
        idents = search.find(store.database, Noun.ISSUE, expression, _SIFTED)
        by_id = issue_rows.many(idents)
        found |= {ident: by_id[ident] for ident in idents if ident in by_id}
    return tuple(issue for issue in found.values() if issue.is_open)[:_OFFERED]


def _similar(store: Store, piece: Feedback, most: int) -> tuple[Issue, ...]:
    return feedback.similar(store, piece.place, piece.category, piece.matter, most=most)
