"""Replies (回复): what residents were told about what they said."""

from collections.abc import Sequence
from typing import Any

from peewee import JOIN

from qingyu.domain.feedback_answer import Reply
from qingyu.storage import tables
from qingyu.storage.journal import Writer


def add(writer: Writer, feedback_id: int, how: str, words: str) -> int:
    """The id of a new reply, signed by the operation."""
    values = {"at": writer.at, "by": writer.by, "how": how, "words": words}
    return writer.insert(tables.Reply, feedback=feedback_id, **values)


def of_feedback(feedback_id: int) -> tuple[Reply, ...]:
    """The replies to a piece, newest first."""
    query = (
        tables.Reply.select(tables.Reply, tables.Steward.name)
        .join(tables.Steward, JOIN.LEFT_OUTER)
        .where(tables.Reply.feedback == feedback_id)
        .order_by(tables.Reply.id.desc())
    )
    return tuple(
        Reply(row.id, row.at, row.by.name if row.by else "", row.how, row.words) for row in query
    )


def replied(feedback_ids: Sequence[int]) -> frozenset[int]:
    """Which of these pieces have a reply."""
    query: Any = tables.Reply.select(tables.Reply.feedback).where(
        tables.Reply.feedback.in_(list(feedback_ids))
    )
    return frozenset(ident for (ident,) in query.distinct().tuples())
