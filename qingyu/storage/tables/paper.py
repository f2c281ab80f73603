"""Rounds and blank forms that are out on paper."""

from peewee import BooleanField, DateField, DateTimeField, ForeignKeyField, IntegerField, TextField

from qingyu.domain.changes import Noun
from qingyu.storage.tables.base import Row
from qingyu.storage.tables.feedback import Feedback
from qingyu.storage.tables.issue import Issue
from qingyu.storage.tables.neighbourhood import Steward


class Round(Row):
    NOUN = Noun.ROUND
    walker_id: int | None
    number = IntegerField(unique=True)
    kind = TextField()
    made_at = DateTimeField()
    made_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    walker = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)


class RoundLine(Row):
    """A line as it was printed, and what came back on it."""

    NOUN = Noun.ROUND
    OWNER = "round"
    walker_id: int | None
    round_id: int
    issue_id: int | None
    feedback_id: int | None
    round = ForeignKeyField(Round, on_delete="RESTRICT", index=False)
    no = IntegerField()
    matter = TextField()
    building = IntegerField(null=True)
    unit = IntegerField(null=True)
    room = TextField(null=True)
    spot = TextField(default="")
    issue = ForeignKeyField(Issue, null=True, on_delete="RESTRICT")
    tick = TextField(null=True, index=True)
    words = TextField(default="")
    on_paper = DateField(null=True)
    entered_at = DateTimeField(null=True)
    entered_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    feedback = ForeignKeyField(Feedback, null=True, on_delete="RESTRICT")
    walker = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    how = TextField(null=True)
    truthful = BooleanField(null=True)
    timely = BooleanField(null=True)

    class Meta:
        indexes = ((("round", "no"), True),)


class BlankForm(Row):
    """A printed form; `number` is kept for the feedback that will come back on it."""

    NOUN = Noun.FORM
    feedback_id: int | None
    number = IntegerField(unique=True)
    kind = TextField()
    printed_at = DateTimeField()
    printed_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    feedback = ForeignKeyField(Feedback, null=True, on_delete="RESTRICT")
    on_paper = DateField(null=True)
    entered_at = DateTimeField(null=True)
    lost_at = DateTimeField(null=True)
    reason = TextField(default="")
