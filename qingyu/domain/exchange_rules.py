"""Columns that hold one of a few words: any other would stop whoever reads the row."""

from collections.abc import Mapping
from enum import StrEnum

from qingyu.domain import duty, feedback, neighbourhood
from qingyu.domain.blank_form import FormKind
from qingyu.domain.duty_change import ChangeKind
from qingyu.domain.duty_person import PairKind, WishKind
from qingyu.domain.exchange import Value
from qingyu.domain.followup import Satisfaction
from qingyu.domain.issue import Funding, Outcome, State, Urgency
from qingyu.domain.posting import PlaceKind, PostingMark
from qingyu.domain.review import MeetingState, Rhythm
from qingyu.domain.round import RoundKind, Tick
from qingyu.domain.steward import Role

WORDS: Mapping[tuple[str, str], type[StrEnum]] = {
    ("resident", "standing"): neighbourhood.Standing,
    ("steward", "role"): Role,
    ("issue", "urgency"): Urgency,
    ("issue", "state"): State,
    ("issue", "funding"): Funding,
    ("issue", "outcome"): Outcome,
    ("follow_up", "satisfaction"): Satisfaction,
    ("feedback", "kind"): feedback.Kind,
    ("feedback", "channel"): feedback.Channel,
    ("feedback", "urgency"): Urgency,
    ("feedback", "mood"): feedback.Mood,
    ("duty_assignment", "standing"): duty.Standing,
    ("duty_pair", "kind"): PairKind,
    ("duty_wish", "kind"): WishKind,
    ("duty_change", "kind"): ChangeKind,
    ("meeting", "state"): MeetingState,
    ("topic", "rhythm"): Rhythm,
    ("round", "kind"): RoundKind,
    ("round_line", "tick"): Tick,
    ("blank_form", "kind"): FormKind,
    ("posting_place", "kind"): PlaceKind,
    ("posting_event", "mark"): PostingMark,
}


def is_allowed(table: str, column: str, value: Value) -> bool:
    """Whether the column of the table may hold this."""
    words = WORDS.get((table, column))
    return words is None or not value or value in {str(word) for word in words}
