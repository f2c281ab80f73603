"""Who went with a round, what its lines asked beside, and follow-ups typed in by another."""

from peewee import AutoField, BooleanField, DateField, ForeignKeyField, Model, TextField


def up(migrator, db):
    class Steward(Model):
        id = AutoField()

    def person():
        return ForeignKeyField(
            Steward, field=Steward.id, null=True, on_delete="RESTRICT", index=False
        )

    # All may be empty: a column that must not be would have SQLite build the table anew.
    migrator.migrate(
        migrator.add_column("round", "walker_id", person()),
        migrator.add_column("round_line", "walker_id", person()),
        migrator.add_column("round_line", "how", TextField(null=True)),
        migrator.add_column("round_line", "truthful", BooleanField(null=True)),
        migrator.add_column("round_line", "timely", BooleanField(null=True)),
        migrator.add_column("follow_up", "on_paper", DateField(null=True)),
        migrator.add_column("follow_up", "entered_by_id", person()),
    )
