"""What the list of feedback is asked for, and what it answers with."""

from datetime import datetime

from qingyu.domain.feedback import Feedback, Kind, Mood
from qingyu.domain.feedback_answer import UNHEARD, Answer, Reply, Standing
from qingyu.domain.followup import FollowUp
from qingyu.domain.frozen import frozen
from qingyu.domain.issue import Issue, State

# Thanks, questions and proposals may well be left without an issue; these may not.
WANTING = frozenset({Kind.REPAIR, Kind.COMPLAINT, Kind.HELP})


# What the page of feedback is asked for when it shall show whom to call back.
TO_CALL = "to call"
# What it is asked for when it shall show what is out on paper.
ON_PAPER = "on paper"


@frozen
class FeedbackFilter:
    """All given conditions must hold; no `kinds`, `answers` or `moods` is all.

    `loose` pieces wait for an issue: those WANTING one, unless other `kinds` are named.
    """

    loose: bool = False
    kinds: frozenset[Kind] = frozenset()
    since: datetime | None = None
    answers: frozenset[Answer] = frozenset()
    moods: frozenset[Mood] = frozenset()


ANY_FEEDBACK = FeedbackFilter()


@frozen
class FeedbackLine:
    """One piece with the number and state of its issue, None where it has none."""

    piece: Feedback
    issue_number: int | None = None
    issue_state: State | None = None
    standing: Standing = UNHEARD


@frozen
class FeedbackStory:
    """One piece with what belongs to it by name, and open issues it might be the same as."""

    piece: Feedback
    category: str
    recorded_by: str
    issue: Issue | None
    similar: tuple[Issue, ...] = ()
    standing: Standing = UNHEARD
    replies: tuple[Reply, ...] = ()
    followups: tuple[FollowUp, ...] = ()
