"""What residents said, what they were answered, photos."""

from peewee import BooleanField, DateField, DateTimeField, ForeignKeyField, IntegerField, TextField

from qingyu.domain.changes import Noun
from qingyu.storage.tables.base import Row
from qingyu.storage.tables.issue import Issue
from qingyu.storage.tables.neighbourhood import Resident, Steward


class Feedback(Row):
    NOUN = Noun.FEEDBACK
    number = IntegerField(unique=True)
    text = TextField()
    building = IntegerField(null=True)
    unit = IntegerField(null=True)
    room = TextField(null=True)
    spot = TextField(default="")
    name = TextField(default="")
    phone = TextField(default="", index=True)
    kind = TextField()
    category = TextField()
    matter = TextField(default="")
    dangerous = BooleanField(default=False)
    urgency = TextField(default="一般")
    title = TextField(default="")
    channel = TextField()
    may_contact = BooleanField(default=True)
    received_at = DateTimeField(index=True)
    recorded_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    resident = ForeignKeyField(Resident, null=True, on_delete="RESTRICT")
    issue = ForeignKeyField(Issue, null=True, on_delete="RESTRICT")
    no_issue = BooleanField(default=False)
    mood = TextField(null=True)
    voice = TextField(null=True)
    masked_on = DateField(null=True)

    class Meta:
        indexes = ((("building", "unit", "room"), False),)


class Reply(Row):
    NOUN = Noun.FEEDBACK
    OWNER = "feedback"
    feedback_id: int
    by_id: int | None
    feedback = ForeignKeyField(Feedback, on_delete="RESTRICT")
    at = DateTimeField()
    by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    how = TextField()
    words = TextField()


class Photo(Row):
    NOUN = Noun.ISSUE
    OWNER = "issue"
    issue = ForeignKeyField(Issue, on_delete="RESTRICT")
    sha256 = TextField()
    suffix = TextField()
    stage = TextField(default="前")
    taken_at = DateTimeField(null=True)
    added_at = DateTimeField()
    added_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
