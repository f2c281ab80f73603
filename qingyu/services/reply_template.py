"""The reply templates in force, and the words they make for one piece."""

from functools import cache
from pathlib import Path

from qingyu.domain.errors import RuleError
from qingyu.domain.feedback_list import FeedbackStory
from qingyu.domain.frozen import frozen
from qingyu.domain.reply_template import (
    OfferedReplies,
    ReplyTemplate,
    fitting,
    known_of,
    read_replies,
)
from qingyu.paths import resource
from qingyu.services import neighbourhood
from qingyu.storage.store import Store

FILE = "replies.toml"


@frozen
class ReplyTemplates:
    """The templates, and why the neighbourhood's own file is not used, if it is broken."""

    every: tuple[ReplyTemplate, ...]
    trouble: RuleError | None = None


def templates(store: Store) -> ReplyTemplates:
    """Those of the data folder's own file when it is sound, else the bundled ones."""
    own = store.folder.root / FILE
    return _templates(own, own.stat().st_mtime_ns if own.exists() else 0)


def offered(store: Store, story: FeedbackStory) -> OfferedReplies:
    """The templates that fit a piece, filled, its category's own first."""
    known = known_of(story, neighbourhood.name(store))
    found = templates(store)
    fit = fitting(found.every, story.piece.category)
    filled = tuple((each.title, each.filled(known)) for each in fit)
    trouble = found.trouble
    return OfferedReplies(filled, f"{trouble.title}。{trouble.hint}" if trouble else "")


@cache
def _templates(own: Path, changed_at: int) -> ReplyTemplates:
    bundled = read_replies(resource(FILE))
    if not changed_at:
        return ReplyTemplates(bundled)
    try:
        return ReplyTemplates(read_replies(own))
    except RuleError as error:
        return ReplyTemplates(bundled, error)
