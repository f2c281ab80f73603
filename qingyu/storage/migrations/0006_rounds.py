"""Rounds on paper with their lines, and blank forms with numbers of their own."""

from peewee import DateField, DateTimeField, ForeignKeyField, IntegerField, Model, TextField


def up(migrator, db):
    class Frozen(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Steward(Frozen):
        pass

    class Issue(Frozen):
        pass

    class Feedback(Frozen):
        pass

    class Round(Frozen):
        number = IntegerField(unique=True)
        kind = TextField()
        made_at = DateTimeField()
        made_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)

    class RoundLine(Frozen):
        round = ForeignKeyField(Round, on_delete="RESTRICT", index=False)
        no = IntegerField()
        matter = TextField()
        building = IntegerField(null=True)
        unit = IntegerField(null=True)
        room = TextField(null=True)
        spot = TextField(default="")
        issue = ForeignKeyField(Issue, null=True, on_delete="RESTRICT")
        tick = TextField(null=True, index=True)
        words = TextField(default="")
        on_paper = DateField(null=True)
        entered_at = DateTimeField(null=True)
        entered_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
        feedback = ForeignKeyField(Feedback, null=True, on_delete="RESTRICT")

        class Meta:
            indexes = ((("round", "no"), True),)

    class BlankForm(Frozen):
        number = IntegerField(unique=True)
        kind = TextField()
        printed_at = DateTimeField()
        printed_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
        feedback = ForeignKeyField(Feedback, null=True, on_delete="RESTRICT")
        on_paper = DateField(null=True)
        entered_at = DateTimeField(null=True)
        lost_at = DateTimeField(null=True)
        reason = TextField(default="")

    db.create_tables([Round, RoundLine, BlankForm])
