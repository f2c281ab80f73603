"""Notices, where they hang, what was said against them, slips that came back."""

from peewee import BooleanField, DateField, DateTimeField, ForeignKeyField, IntegerField, TextField

from qingyu.domain.changes import Noun
from qingyu.storage.tables.base import Row
from qingyu.storage.tables.feedback import Feedback
from qingyu.storage.tables.neighbourhood import Steward


class Notice(Row):
    NOUN = Noun.NOTICE
    year = IntegerField()
    serial = IntegerField()
    kind = TextField()
    title = TextField()
    fields = TextField(default="{}")
    created_at = DateTimeField(index=True)
    created_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    posted_until = DateField(null=True, index=True)
    voided_at = DateTimeField(null=True)
    void_reason = TextField(null=True)
    period_first = DateField(null=True)
    period_days = IntegerField(null=True)
    day_one_counts = BooleanField(null=True)

    class Meta:
        indexes = ((("year", "serial"), True),)


class PostingPlace(Row):
    NOUN = Noun.POSTING_PLACE
    name = TextField()
    kind = TextField()
    building = IntegerField(null=True)
    unit = IntegerField(null=True)
    active = BooleanField(default=True)


class Posting(Row):
    """One copy at one place; the days told stand beside the moments of typing in."""

    NOUN = Noun.NOTICE
    OWNER = "notice"
    notice_id: int
    place_id: int
    notice = ForeignKeyField(Notice, on_delete="RESTRICT")
    place = ForeignKeyField(PostingPlace, on_delete="RESTRICT")
    up_on = DateField()
    up_by = TextField(default="")
    until = DateField(null=True)
    entered_at = DateTimeField()
    entered_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    down_on = DateField(null=True, index=True)
    down_by = TextField(default="")
    down_entered_at = DateTimeField(null=True)
    down_entered_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)


class PostingEvent(Row):
    NOUN = Noun.NOTICE
    OWNER = "notice"
    posting_id: int
    notice = ForeignKeyField(Notice, on_delete="RESTRICT", index=False)
    posting = ForeignKeyField(Posting, on_delete="RESTRICT")
    mark = TextField()
    on = DateField()
    who = TextField(default="")
    words = TextField(default="")
    entered_at = DateTimeField()
    entered_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)


class Objection(Row):
    """Without a name it is anonymous."""

    NOUN = Noun.NOTICE
    OWNER = "notice"
    notice_id: int
    feedback_id: int | None
    notice = ForeignKeyField(Notice, on_delete="RESTRICT")
    on = DateField()
    who = TextField(default="")
    words = TextField()
    feedback = ForeignKeyField(Feedback, null=True, on_delete="RESTRICT")
    entered_at = DateTimeField()
    entered_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    answered_on = DateField(null=True)
    answer = TextField(default="")


class SlipAnswer(Row):
    """One household's answer; unit 0 stands for a building without units."""

    NOUN = Noun.NOTICE
    OWNER = "notice"
    notice_id: int
    entered_by_id: int | None
    notice = ForeignKeyField(Notice, on_delete="RESTRICT", index=False)
    building = IntegerField()
    unit = IntegerField(default=0)
    room = TextField()
    option = TextField()
    heads = IntegerField(default=1)
    words = TextField(default="")
    on_paper = DateField()
    entered_at = DateTimeField()
    entered_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    replaced = IntegerField(default=0)

    class Meta:
        indexes = ((("notice", "building", "unit", "room"), True),)
