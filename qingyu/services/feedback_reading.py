"""Reading feedback: the list, one piece with what belongs to it, issues it may join."""

from collections.abc import Sequence
from datetime import datetime

from qingyu.domain.category import find as find_category
from qingyu.domain.changes import Noun
from qingyu.domain.feedback import Feedback
from qingyu.domain.feedback_answer import Answer, standing_of
from qingyu.domain.feedback_list import FeedbackFilter, FeedbackLine, FeedbackStory
from qingyu.domain.issue import Issue
from qingyu.domain.search_query import match_expression, read_query
from qingyu.services import feedback
from qingyu.storage import feedback as rows
from qingyu.storage import feedback_answer as answers
from qingyu.storage import followup as followup_rows
from qingyu.storage import issue as issue_rows
from qingyu.storage import reply as reply_rows
from qingyu.storage import search
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store

_ALIKE, _OFFERED = 3, 8
# Closed issues match the words too and are sifted out, so more are asked for than are offered.
_SIFTED = 60
_STRETCH = 2_000


def lines(
    store: Store, wanted: FeedbackFilter, *, before: int | None = None, limit: int = 200
) -> tuple[FeedbackLine, ...]:
    """One stretch of the list, newest first, from before the piece of that id on."""
    return with_standing(rows.newest(wanted, before=before, limit=limit))


def with_standing(pieces: Sequence[Feedback]) -> tuple[FeedbackLine, ...]:
    """These pieces with their issues and how each stands."""
    issues = rows.issues_of(pieces)
    replied = reply_rows.replied([piece.id for piece in pieces])
    tries = followup_rows.of_issues(list(issues))
    found = []
    for piece in pieces:
        number, state, finished_at = issues.get(piece.issue_id or 0, (None, None, None))
        standing = standing_of(
            piece,
            replied=piece.id in replied,
            issue=state,
            finished_at=finished_at,
            tries=tries.get(piece.issue_id or 0, ()),
        )
        found.append(FeedbackLine(piece, number, state, standing))
    return tuple(found)


def newest(store: Store, wanted: FeedbackFilter, *, limit: int) -> tuple[FeedbackLine, ...]:
    """The whole list as a file takes it: newest first, read in stretches."""
    found: list[FeedbackLine] = []
    while len(found) < limit:
        before = found[-1].piece.id if found else None
        stretch = lines(store, wanted, before=before, limit=min(limit - len(found), _STRETCH))
        found += stretch
        if not stretch:
            break
    return tuple(found)


def by_number(store: Store, number: int) -> Feedback | None:
    """The piece with this number, or None."""
    return rows.by_number(number)


def answer_counts(store: Store, since: datetime | None = None) -> dict[Answer, int]:
    """How many pieces received since then stand in each state."""
    return answers.counts(since)


def count(store: Store, wanted: FeedbackFilter) -> int:
    """How many pieces the filter lets through."""
    return rows.count(wanted)


def exceeds(store: Store, wanted: FeedbackFilter, many: int) -> bool:
    """Whether the filter lets more than so many pieces through, known without counting them all."""
    return rows.exceeds(wanted, many)


def story(store: Store, feedback_id: int) -> FeedbackStory:
    """One piece with everything its detail shows; RuleError when it is gone."""
    piece = rows.get(feedback_id)
    category = find_category(piece.category)
    issue = None if piece.issue_id is None else issue_rows.get(piece.issue_id)
    replies = reply_rows.of_feedback(feedback_id)
    followups = followup_rows.of_issue(issue.id) if issue is not None else ()
    standing = standing_of(
        piece,
        replied=bool(replies),
        issue=issue.state if issue is not None else None,
        finished_at=issue.clocks.finished_at if issue is not None else None,
        tries=followups,
    )
    return FeedbackStory(
        piece=piece,
        category=category.name if category else piece.category,
        recorded_by=steward_rows.get(piece.recorded_by).name if piece.recorded_by else "",
        issue=issue,
        similar=_similar(store, piece, _ALIKE) if issue is None else (),
        standing=standing,
        replies=replies,
        followups=followups,
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
