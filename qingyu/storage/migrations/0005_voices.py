"""Replies to residents, the mood of what they said, and issues closed without reaching anybody."""

from peewee import (
    AutoField,
    BooleanField,
    DateTimeField,
    ForeignKeyField,
    Model,
    TextField,
)


def up(migrator, db):
    class Steward(Model):
        id = AutoField()

    class Feedback(Model):
        id = AutoField()

    class Reply(Model):
        id = AutoField()
        feedback = ForeignKeyField(Feedback, on_delete="RESTRICT")
        at = DateTimeField()
        by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
        how = TextField()
        words = TextField()

        class Meta:
            legacy_table_names = False

    with db.bind_ctx((Steward, Feedback, Reply)):
        db.create_tables((Reply,))
    # Both may be empty: a column that must not be would have SQLite build the table anew, which
    # the rows that point at it forbid.
    migrator.migrate(
        migrator.add_column("feedback", "mood", TextField(null=True)),
        migrator.add_column("issue", "unreachable", BooleanField(null=True)),
    )
