"""The posting ledger, objections, return slips; numbers of notices without gaps."""

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

    class Feedback(Frozen):
        pass

    class Notice(Frozen):
        pass

    class PostingPlace(Frozen):
        name = TextField()
        kind = TextField()
        building = IntegerField(null=True)
        unit = IntegerField(null=True)
        active = BooleanField(default=True)

    class Posting(Frozen):
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

    class PostingEvent(Frozen):
        notice = ForeignKeyField(Notice, on_delete="RESTRICT", index=False)
        posting = ForeignKeyField(Posting, on_delete="RESTRICT")
        mark = TextField()
        on = DateField()
        who = TextField(default="")
        words = TextField(default="")
        entered_at = DateTimeField()
        entered_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)

    class Objection(Frozen):
        notice = ForeignKeyField(Notice, on_delete="RESTRICT")
        on = DateField()
        who = TextField(default="")
        words = TextField()
        feedback = ForeignKeyField(Feedback, null=True, on_delete="RESTRICT")
        entered_at = DateTimeField()
        entered_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
        answered_on = DateField(null=True)
        answer = TextField(default="")

    class SlipAnswer(Frozen):
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

    db.create_tables([PostingPlace, Posting, PostingEvent, Objection, SlipAnswer])
    # Each may be empty: a column that must not be would have SQLite build the table anew.
    migrator.migrate(
        migrator.add_column("notice", "voided_at", DateTimeField(null=True)),
        migrator.add_column("notice", "void_reason", TextField(null=True)),
        migrator.add_column("notice", "period_first", DateField(null=True)),
        migrator.add_column("notice", "period_days", IntegerField(null=True)),
        migrator.add_column("notice", "day_one_counts", BooleanField(null=True)),
    )
    _list_lost_numbers(db)


def _list_lost_numbers(db):
    """A number that was given out and taken back stays listed as void."""
    given = db.execute_sql("SELECT name, value FROM counter WHERE name LIKE 'notice-%'").fetchall()
    for name, last in given:
        year = int(name.removeprefix("notice-"))
        rows = db.execute_sql("SELECT serial FROM notice WHERE year = ?", (year,)).fetchall()
        kept = {serial for (serial,) in rows}
        for serial in sorted(set(range(1, last + 1)) - kept):
            db.execute_sql(
                "INSERT INTO notice (year, serial, kind, title, fields, created_at, voided_at,"
                " void_reason) VALUES (?, ?, 'free', '（没有留下内容）', '{}', ?, ?, ?)",
                (year, serial, f"{year}-12-31 00:00:00", f"{year}-12-31 00:00:00", "发布后撤销了"),
            )
        # From now on the next number is one more than the highest that is listed.
        db.execute_sql("DELETE FROM counter WHERE name = ?", (name,))
