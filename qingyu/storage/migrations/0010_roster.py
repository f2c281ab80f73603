"""Months of duty: who may serve when, published versions, changes after them, handovers."""

from peewee import (
    BooleanField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


def up(migrator, db):
    class Frozen(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Steward(Frozen):
        pass

    class DutyShift(Frozen):
        pass

    class DutyPerson(Frozen):
        steward = ForeignKeyField(Steward, unique=True, on_delete="RESTRICT")
        serves = BooleanField(default=True)
        lead = BooleanField(default=False)
        frail = BooleanField(default=False)
        no_evening = BooleanField(default=False)
        max_shifts = IntegerField(null=True)

    class DutyPair(Frozen):
        kind = TextField()
        first = ForeignKeyField(Steward, on_delete="RESTRICT", index=False)
        second = ForeignKeyField(Steward, on_delete="RESTRICT", index=False)

    class DutyWish(Frozen):
        steward = ForeignKeyField(Steward, on_delete="RESTRICT", index=False)
        kind = TextField()
        first = DateField()
        last = DateField(index=True)
        shift = ForeignKeyField(DutyShift, null=True, on_delete="RESTRICT", index=False)
        weekday = IntegerField(null=True)
        words = TextField(default="")

    class DutyMonth(Frozen):
        first = DateField(unique=True)
        version = IntegerField(default=0)
        published_at = DateTimeField(null=True)
        published_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
        summary = TextField(default="")

    class DutyVersion(Frozen):
        month = ForeignKeyField(DutyMonth, on_delete="RESTRICT", index=False)
        number = IntegerField()
        at = DateTimeField()
        by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
        seats = TextField()
        asked = TextField()

        class Meta:
            indexes = ((("month", "number"), True),)

    class DutyChange(Frozen):
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

    class DutyHandover(Frozen):
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

    db.create_tables(
        [DutyPerson, DutyPair, DutyWish, DutyMonth, DutyVersion, DutyChange, DutyHandover]
    )
    # All may be empty: a column that must not be would have SQLite build the table anew, which
    # the rows that point at it forbid.
    migrator.migrate(
        migrator.add_column("duty_shift", "evening", BooleanField(null=True)),
        migrator.add_column("duty_shift", "retired", BooleanField(null=True)),
        migrator.add_column("duty_assignment", "standing", TextField(null=True)),
        migrator.add_column("duty_assignment", "pinned", BooleanField(null=True)),
        migrator.add_column("duty_assignment", "kept", TextField(null=True)),
    )
    # What was ticked by hand before there were proposals stays when one is asked for.
    db.execute_sql("UPDATE duty_shift SET evening = (\"start\" >= '17:00:00'), retired = 0")
    db.execute_sql("UPDATE duty_assignment SET pinned = 1")
