"""Feedback that needs no issue can be marked as such."""

from peewee import BooleanField


def up(migrator, db):
    migrator.migrate(migrator.add_column("feedback", "no_issue", BooleanField(default=False)))
