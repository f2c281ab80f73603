"""Settings, places, the people who live there and the people who serve."""

from peewee import BooleanField, ForeignKeyField, IntegerField, TextField

from qingyu.domain.changes import Noun
from qingyu.storage.tables.base import Row


class Setting(Row):
    NOUN = Noun.NEIGHBOURHOOD
    key = TextField(unique=True)
    value = TextField(default="")


class Building(Row):
    NOUN = Noun.BUILDING
    number = IntegerField(unique=True)
    note = TextField(default="")


class Unit(Row):
    NOUN = Noun.BUILDING
    OWNER = "building"
    building = ForeignKeyField(Building, on_delete="RESTRICT")
    number = IntegerField()

    class Meta:
        indexes = ((("building", "number"), True),)


class Household(Row):
    NOUN = Noun.HOUSEHOLD
    building = ForeignKeyField(Building, on_delete="RESTRICT")
    unit = IntegerField(default=0)
    room = TextField()
    note = TextField(default="")

    class Meta:
        indexes = ((("building", "unit", "room"), True),)


class Resident(Row):
    NOUN = Noun.RESIDENT
    household = ForeignKeyField(Household, on_delete="RESTRICT")
    name = TextField(index=True)
    phone = TextField(default="", index=True)
    standing = TextField(default="业主")
    tags = TextField(default="")
    note = TextField(default="")
    may_contact = BooleanField(default=True)


class PublicPlace(Row):
    NOUN = Noun.PUBLIC_PLACE
    name = TextField()
    building = IntegerField(null=True)
    unit = IntegerField(null=True)


class Steward(Row):
    NOUN = Noun.STEWARD
    name = TextField(unique=True)
    role = TextField(default="管家")
    phone = TextField(default="")
    tags = TextField(default="")
    active = BooleanField(default=True)


class Contact(Row):
    NOUN = Noun.CONTACT
    name = TextField(unique=True)
    trade = TextField(default="")
    phone = TextField(default="")
    note = TextField(default="")
