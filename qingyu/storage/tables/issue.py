"""Issues and all that hangs on one."""

from peewee import BooleanField, DateField, DateTimeField, ForeignKeyField, IntegerField, TextField

from qingyu.domain.changes import Noun
from qingyu.storage.tables.base import Row
from qingyu.storage.tables.neighbourhood import Contact, Steward


class Issue(Row):
    NOUN = Noun.ISSUE
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
    unreachable = BooleanField(null=True, default=False)
    masked_on = DateField(null=True)

    class Meta:
        indexes = (
            (("state", "due_at"), False),
            (("state", "closed_at"), False),
            (("building", "category", "reported_at"), False),
        )


class IssueEvent(Row):
    """A move (source and target filled) or a remark on the timeline."""

    NOUN = Noun.ISSUE
    OWNER = "issue"
    issue_id: int
    by_id: int | None
    issue = ForeignKeyField(Issue, on_delete="RESTRICT")
    at = DateTimeField()
    by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    verb = TextField()
    source = TextField(null=True)
    target = TextField(null=True)
    words = TextField(default="")


class Promise(Row):
    NOUN = Noun.ISSUE
    OWNER = "issue"
    issue_id: int
    issue = ForeignKeyField(Issue, on_delete="RESTRICT")
    what = TextField()
    by_date = DateField(index=True)
    kept_at = DateTimeField(null=True)
    who = TextField(null=True)


class CostLine(Row):
    NOUN = Noun.ISSUE
    OWNER = "issue"
    issue_id: int
    issue = ForeignKeyField(Issue, on_delete="RESTRICT")
    what = TextField()
    fen = IntegerField()
    receipt = TextField(default="")


class FollowUp(Row):
    """A try by `by`; one made on paper also tells its day and who typed it in."""

    NOUN = Noun.ISSUE
    OWNER = "issue"
    issue_id: int
    by_id: int | None
    entered_by_id: int | None
    issue = ForeignKeyField(Issue, on_delete="RESTRICT")
    at = DateTimeField(index=True)
    by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    how = TextField()
    reached = BooleanField()
    truthful = BooleanField(null=True)
    timely = BooleanField(null=True)
    satisfaction = TextField(null=True)
    words = TextField(default="")
    on_paper = DateField(null=True)
    entered_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
