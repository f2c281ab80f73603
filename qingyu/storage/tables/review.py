"""The weekly review."""

from peewee import (
    BooleanField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
    TimeField,
)

from qingyu.domain.changes import Noun
from qingyu.storage.tables.base import Row
from qingyu.storage.tables.issue import Issue


class Topic(Row):
    NOUN = Noun.REVIEW
    title = TextField()
    detail = TextField(default="")
    rhythm = TextField(default="一次")
    added_on = DateField()
    ended_on = DateField(null=True)


class Meeting(Row):
    """Names of people are kept one a line."""

    NOUN = Noun.REVIEW
    monday = DateField(unique=True)
    held_on = DateField()
    start = TimeField(null=True)
    end = TimeField(null=True)
    place = TextField(default="")
    chair = TextField(default="")
    note_taker = TextField(default="")
    present = TextField(default="")
    absent = TextField(default="")
    guests = TextField(default="")
    opened_at = DateTimeField()
    state = TextField(default="草稿")
    version = IntegerField(default=0)


class AgendaItem(Row):
    """What was on a meeting's agenda, and what was said and decided, one decision a line."""

    NOUN = Noun.REVIEW
    OWNER = "meeting"
    meeting_id: int
    issue_id: int | None
    topic_id: int | None
    meeting = ForeignKeyField(Meeting, on_delete="RESTRICT", index=False)
    key = TextField()
    title = TextField()
    reasons = TextField()
    why = TextField(default="")
    issue = ForeignKeyField(Issue, null=True, on_delete="RESTRICT")
    topic = ForeignKeyField(Topic, null=True, on_delete="RESTRICT")
    words = TextField(default="")
    decisions = TextField(default="")
    discussed_at = DateTimeField(null=True)

    class Meta:
        indexes = ((("meeting", "key"), True),)


class Action(Row):
    NOUN = Noun.REVIEW
    OWNER = "meeting"
    meeting_id: int
    meeting = ForeignKeyField(Meeting, on_delete="RESTRICT")
    key = TextField(index=True)
    what = TextField()
    who = TextField()
    by_date = DateField()
    done_at = DateTimeField(null=True, index=True)


class Vote(Row):
    NOUN = Noun.REVIEW
    OWNER = "meeting"
    meeting_id: int
    meeting = ForeignKeyField(Meeting, on_delete="RESTRICT")
    key = TextField()
    question = TextField()
    heads_agree = IntegerField(default=0)
    heads_against = IntegerField(default=0)
    heads_abstain = IntegerField(default=0)
    households_agree = IntegerField(default=0)
    households_against = IntegerField(default=0)
    households_abstain = IntegerField(default=0)
    area_agree = IntegerField(default=0)
    area_against = IntegerField(default=0)
    area_abstain = IntegerField(default=0)
    about_funds = BooleanField(default=False)
    three_quarters = BooleanField(default=False)
    total_heads = IntegerField(default=0)
    total_area = IntegerField(default=0)
