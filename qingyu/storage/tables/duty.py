"""Shifts, who serves in them, and what the month's roster rests on."""

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
from qingyu.storage.tables.neighbourhood import Steward


class DutyShift(Row):
    NOUN = Noun.DUTY
    name = TextField()
    start = TimeField()
    end = TimeField()
    places = IntegerField(default=2)
    evening = BooleanField(null=True, default=False)
    retired = BooleanField(null=True, default=False)


class DutyAssignment(Row):
    NOUN = Noun.DUTY
    shift_id: int
    steward_id: int
    on = DateField()
    shift = ForeignKeyField(DutyShift, on_delete="RESTRICT", index=False)
    steward = ForeignKeyField(Steward, on_delete="RESTRICT")
    lead = BooleanField(default=False)
    standing = TextField(null=True)
    pinned = BooleanField(null=True, default=False)
    kept = TextField(null=True)

    class Meta:
        indexes = ((("on", "shift", "steward"), True),)


class DutyPerson(Row):
    """A steward's roster facts, once somebody changed what the role suggests."""

    NOUN = Noun.DUTY
    steward_id: int
    steward = ForeignKeyField(Steward, unique=True, on_delete="RESTRICT")
    serves = BooleanField(default=True)
    lead = BooleanField(default=False)
    frail = BooleanField(default=False)
    no_evening = BooleanField(default=False)
    max_shifts = IntegerField(null=True)


class DutyPair(Row):
    NOUN = Noun.DUTY
    first_id: int
    second_id: int
    kind = TextField()
    first = ForeignKeyField(Steward, on_delete="RESTRICT", index=False)
    second = ForeignKeyField(Steward, on_delete="RESTRICT", index=False)


class DutyWish(Row):
    NOUN = Noun.DUTY
    steward_id: int
    shift_id: int | None
    steward = ForeignKeyField(Steward, on_delete="RESTRICT", index=False)
    kind = TextField()
    first = DateField()
    last = DateField(index=True)
    shift = ForeignKeyField(DutyShift, null=True, on_delete="RESTRICT", index=False)
    weekday = IntegerField(null=True)
    words = TextField(default="")


class DutyMonth(Row):
    """A month somebody proposed; published_at is empty while it is a draft."""

    NOUN = Noun.DUTY
    published_by_id: int | None
    first = DateField(unique=True)
    version = IntegerField(default=0)
    published_at = DateTimeField(null=True)
    published_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    summary = TextField(default="")


class DutyVersion(Row):
    """A published month: seats is a JSON list of [on, shift, steward, name, lead]."""

    NOUN = Noun.DUTY
    by_id: int | None
    month = ForeignKeyField(DutyMonth, on_delete="RESTRICT", index=False)
    number = IntegerField()
    at = DateTimeField()
    by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    seats = TextField()
    asked = TextField()

    class Meta:
        indexes = ((("month", "number"), True),)


class DutyChange(Row):
    """A change after publishing: it holds on to the version it changes."""

    NOUN = Noun.DUTY
    by_id: int | None
    shift_id: int
    giver_id: int | None
    taker_id: int | None
    back_shift_id: int | None
    version_id: int | None
    kind = TextField()
    version = ForeignKeyField(DutyVersion, null=True, on_delete="RESTRICT")
    at = DateTimeField()
    by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    on = DateField(index=True)
    shift = ForeignKeyField(DutyShift, on_delete="RESTRICT", index=False)
    giver = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    taker = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    back_on = DateField(null=True)
    back_shift = ForeignKeyField(DutyShift, null=True, on_delete="RESTRICT", index=False)
    agreed_by = TextField(default="")
    agreed_at = DateTimeField(null=True)
    words = TextField(default="")
    kept = TextField(default="")


class DutyHandover(Row):
    """A shift's record; the lists are JSON."""

    NOUN = Noun.DUTY
    shift_id: int
    given_by_id: int | None
    taken_by_id: int | None
    on = DateField()
    shift = ForeignKeyField(DutyShift, on_delete="RESTRICT", index=False)
    people = TextField(default="")
    weather = TextField(default="")
    visitors = TextField(default="")
    happened = TextField(default="[]")
    open_matters = TextField(default="[]")
    patrol = TextField(default="[]")
    incidents = TextField(default="[]")
    counted = TextField(default="[]")
    words = TextField(default="")
    given_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    given_at = DateTimeField()
    taken_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    taken_at = DateTimeField(null=True, index=True)
    taker_words = TextField(default="")

    class Meta:
        indexes = ((("on", "shift"), True),)
