"""The first book: every table of version 0.1, frozen as it was."""

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

    class Setting(Frozen):
        key = TextField(unique=True)
        value = TextField(default="")

    class Building(Frozen):
        number = IntegerField(unique=True)
        note = TextField(default="")

    class Unit(Frozen):
        building = ForeignKeyField(Building, on_delete="RESTRICT")
        number = IntegerField()

        class Meta:
            indexes = ((("building", "number"), True),)

    class Household(Frozen):
        building = ForeignKeyField(Building, on_delete="RESTRICT")
        unit = IntegerField(default=0)
        room = TextField()
        note = TextField(default="")

        class Meta:
            indexes = ((("building", "unit", "room"), True),)

    class Resident(Frozen):
        household = ForeignKeyField(Household, on_delete="RESTRICT")
        name = TextField(index=True)
        phone = TextField(default="", index=True)
        standing = TextField(default="业主")
        tags = TextField(default="")
        note = TextField(default="")
        may_contact = BooleanField(default=True)

    class PublicPlace(Frozen):
        name = TextField()
        building = IntegerField(null=True)
        unit = IntegerField(null=True)

    class Steward(Frozen):
        name = TextField(unique=True)
        role = TextField(default="管家")
        phone = TextField(default="")
        tags = TextField(default="")
        active = BooleanField(default=True)

    class Contact(Frozen):
        name = TextField(unique=True)
        trade = TextField(default="")
        phone = TextField(default="")
        note = TextField(default="")

    class Issue(Frozen):
        number = IntegerField(unique=True)
        title = TextField()
        building = IntegerField(null=True)
        unit = IntegerField(null=True)
        room = TextField(null=True)
        spot = TextField(default="")
        category = TextField()
        matter = TextField(default="")
        urgency = TextField()
        dangerous = BooleanField(default=False)
        detail = TextField(default="")
        state = TextField()
        reported_at = DateTimeField(index=True)
        due_at = DateTimeField(null=True)
        respond_at = DateTimeField(null=True)
        safe_at = DateTimeField(null=True)
        finish_at = DateTimeField(null=True)
        responded_at = DateTimeField(null=True)
        made_safe_at = DateTimeField(null=True)
        finished_at = DateTimeField(null=True)
        review_on = DateField(null=True)
        closed_at = DateTimeField(null=True)
        look_again_on = DateField(null=True)
        suspended_at = DateTimeField(null=True)
        handler = ForeignKeyField(Steward, null=True, on_delete="RESTRICT")
        handler_contact = ForeignKeyField(Contact, null=True, on_delete="RESTRICT")
        lead = ForeignKeyField(Steward, null=True, on_delete="RESTRICT")
        supervisor = ForeignKeyField(Steward, null=True, on_delete="RESTRICT")
        funding = TextField(default="无")
        obstacle = TextField(default="")
        outcome = TextField(null=True)
        referred_to = TextField(default="")
        their_number = TextField(default="")
        merged_into = ForeignKeyField("self", null=True, on_delete="RESTRICT")

        class Meta:
            indexes = (
                (("state", "due_at"), False),
                (("state", "closed_at"), False),
                (("building", "category", "reported_at"), False),
            )

    class IssueEvent(Frozen):
        issue = ForeignKeyField(Issue, on_delete="RESTRICT")
        at = DateTimeField()
        by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
        verb = TextField()
        source = TextField(null=True)
        target = TextField(null=True)
        words = TextField(default="")

    class Promise(Frozen):
        issue = ForeignKeyField(Issue, on_delete="RESTRICT")
        what = TextField()
        by_date = DateField(index=True)
        kept_at = DateTimeField(null=True)

    class CostLine(Frozen):
        issue = ForeignKeyField(Issue, on_delete="RESTRICT")
        what = TextField()
        fen = IntegerField()
        receipt = TextField(default="")

    class FollowUp(Frozen):
        issue = ForeignKeyField(Issue, on_delete="RESTRICT")
        at = DateTimeField(index=True)
        by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
        how = TextField()
        reached = BooleanField()
        truthful = BooleanField(null=True)
        timely = BooleanField(null=True)
        satisfaction = TextField(null=True)
        words = TextField(default="")

    class Feedback(Frozen):
        number = IntegerField(unique=True)
        text = TextField()
        building = IntegerField(null=True)
        unit = IntegerField(null=True)
        room = TextField(null=True)
        spot = TextField(default="")
        name = TextField(default="")
        phone = TextField(default="", index=True)
        kind = TextField()
        category = TextField()
        matter = TextField(default="")
        dangerous = BooleanField(default=False)
        urgency = TextField(default="一般")
        title = TextField(default="")
        channel = TextField()
        may_contact = BooleanField(default=True)
        received_at = DateTimeField(index=True)
        recorded_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
        resident = ForeignKeyField(Resident, null=True, on_delete="RESTRICT")
        issue = ForeignKeyField(Issue, null=True, on_delete="RESTRICT")

        class Meta:
            indexes = ((("building", "unit", "room"), False),)

    class Photo(Frozen):
        issue = ForeignKeyField(Issue, on_delete="RESTRICT")
        sha256 = TextField()
        suffix = TextField()
        stage = TextField(default="前")
        taken_at = DateTimeField(null=True)
        added_at = DateTimeField()
        added_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)

    class DutyShift(Frozen):
        name = TextField()
        start = TimeField()
        end = TimeField()
        places = IntegerField(default=2)

    class DutyAssignment(Frozen):
        on = DateField()
        shift = ForeignKeyField(DutyShift, on_delete="RESTRICT", index=False)
        steward = ForeignKeyField(Steward, on_delete="RESTRICT")
        lead = BooleanField(default=False)

        class Meta:
            indexes = ((("on", "shift", "steward"), True),)

    class Notice(Frozen):
        year = IntegerField()
        serial = IntegerField()
        kind = TextField()
        title = TextField()
        fields = TextField(default="{}")
        created_at = DateTimeField(index=True)
        created_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
        posted_until = DateField(null=True, index=True)

        class Meta:
            indexes = ((("year", "serial"), True),)

    class Operation(Frozen):
        at = DateTimeField()
        by = IntegerField(null=True)
        verb = TextField()
        changes = TextField()
        undoes = IntegerField(null=True)
        undone = BooleanField(default=False)

    class Counter(Frozen):
        name = TextField(primary_key=True)
        value = IntegerField(default=0)

    db.create_tables(
        [
            Setting,
            Building,
            Unit,
            Household,
            Resident,
            PublicPlace,
            Steward,
            Contact,
            Issue,
            IssueEvent,
            Promise,
            CostLine,
            FollowUp,
            Feedback,
            Photo,
            DutyShift,
            DutyAssignment,
            Notice,
            Operation,
            Counter,
        ]
    )
