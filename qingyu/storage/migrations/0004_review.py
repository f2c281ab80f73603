"""The weekly review: topics, meetings, their agendas, actions and votes."""

from peewee import (
    BooleanField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
    TimeField,
)


def up(migrator, db):
    class Frozen(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Issue(Frozen):
        pass

    class Topic(Frozen):
        title = TextField()
        detail = TextField(default="")
        rhythm = TextField(default="一次")
        added_on = DateField()
        ended_on = DateField(null=True)

    class Meeting(Frozen):
        monday = DateField(unique=True)
        held_on = DateField()
        start = TimeField(null=True)
        end = TimeField(null=True)
        place = TextField(default="")
        chair = TextField(default="")
        note_taker = TextField(default="")
        present = TextField(default="")
        absent = TextField(default="")
        guests = TextField(default="")
        opened_at = DateTimeField()
        state = TextField(default="草稿")
        version = IntegerField(default=0)

    class AgendaItem(Frozen):
        meeting = ForeignKeyField(Meeting, on_delete="RESTRICT", index=False)
        key = TextField()
        title = TextField()
        reasons = TextField()
        why = TextField(default="")
        issue = ForeignKeyField(Issue, null=True, on_delete="RESTRICT")
        topic = ForeignKeyField(Topic, null=True, on_delete="RESTRICT")
        words = TextField(default="")
        decisions = TextField(default="")
        discussed_at = DateTimeField(null=True)

        class Meta:
            indexes = ((("meeting", "key"), True),)

    class Action(Frozen):
        meeting = ForeignKeyField(Meeting, on_delete="RESTRICT")
        key = TextField(index=True)
        what = TextField()
        who = TextField()
        by_date = DateField()
        done_at = DateTimeField(null=True, index=True)

    class Vote(Frozen):
        meeting = ForeignKeyField(Meeting, on_delete="RESTRICT")
        key = TextField()
        question = TextField()
        heads_agree = IntegerField(default=0)
        heads_against = IntegerField(default=0)
        heads_abstain = IntegerField(default=0)
        households_agree = IntegerField(default=0)
        households_against = IntegerField(default=0)
        households_abstain = IntegerField(default=0)
        area_agree = IntegerField(default=0)
        area_against = IntegerField(default=0)
        area_abstain = IntegerField(default=0)
        about_funds = BooleanField(default=False)
        three_quarters = BooleanField(default=False)
        total_heads = IntegerField(default=0)
        total_area = IntegerField(default=0)

    db.create_tables([Topic, Meeting, AgendaItem, Action, Vote])
