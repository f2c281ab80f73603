"""Who spoke, told by numbers once the name is hidden; and when contact data was."""

from peewee import DateField, TextField


def up(migrator, db):
    migrator.migrate(
        migrator.add_column("feedback", "voice", TextField(null=True)),
        migrator.add_column("feedback", "masked_on", DateField(null=True)),
        migrator.add_column("issue", "masked_on", DateField(null=True)),
    )
