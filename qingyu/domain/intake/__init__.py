"""A resident's words understood: place, name, phone, kind, category, danger, urgency."""

from qingyu.domain.intake.messages import split_messages
from qingyu.domain.intake.reading import understand
from qingyu.domain.intake.understanding import Guess, Record, Understanding, as_record

__all__ = ["Guess", "Record", "Understanding", "as_record", "split_messages", "understand"]
