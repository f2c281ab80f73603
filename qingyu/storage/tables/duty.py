"""Shifts and who serves in them."""

from peewee import BooleanField, DateField, ForeignKeyField, IntegerField, TextField, TimeField

from qingyu.domain.changes import Noun
from qingyu.storage.tables.base import Row
from qingyu.storage.tables.neighbourhood import Steward


class DutyShift(Row):
    NOUN = Noun.DUTY
    name = TextField()
    start = TimeField()
    end = TimeField()
    places = IntegerField(default=2)


class DutyAssignment(Row):
    NOUN = Noun.DUTY
    shift_id: int
    steward_id: int
    on = DateField()
    shift = ForeignKeyField(DutyShift, on_delete="RESTRICT", index=False)
    steward = ForeignKeyField(Steward, on_delete="RESTRICT")
    lead = BooleanField(default=False)

    class Meta:
        indexes = ((("on", "shift", "steward"), True),)
