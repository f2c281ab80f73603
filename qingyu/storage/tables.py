"""The peewee tables of one book; what a column means stands in the domain dataclasses."""

from typing import ClassVar

from peewee import (
    AutoField,
    BooleanField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
    TimeField,
)

from qingyu.domain.changes import Noun


class Row(Model):
    """A journaled row: NOUN is what it belongs to, OWNER the column with that noun's id."""

    NOUN: ClassVar[Noun]
    OWNER: ClassVar[str] = "id"

    id = AutoField()

    class Meta:
        legacy_table_names = False


class Setting(Row):
    NOUN = Noun.NEIGHBOURHOOD
    key = TextField(unique=True)
    value = TextField(default="")


class Building(Row):
    NOUN = Noun.BUILDING
    number = IntegerField(unique=True)
    note = TextField(default="")


class Unit(Row):
    NOUN = Noun.BUILDING
    OWNER = "building"
    building = ForeignKeyField(Building, on_delete="RESTRICT")
    number = IntegerField()

    class Meta:
        indexes = ((("building", "number"), True),)


class Household(Row):
    NOUN = Noun.HOUSEHOLD
    building = ForeignKeyField(Building, on_delete="RESTRICT")
    unit = IntegerField(default=0)
    room = TextField()
    note = TextField(default="")

    class Meta:
        indexes = ((("building", "unit", "room"), True),)


class Resident(Row):
    NOUN = Noun.RESIDENT
    household = ForeignKeyField(Household, on_delete="RESTRICT")
    name = TextField(index=True)
    phone = TextField(default="", index=True)
    standing = TextField(default="业主")
    tags = TextField(default="")
    note = TextField(default="")
    may_contact = BooleanField(default=True)


class PublicPlace(Row):
    NOUN = Noun.PUBLIC_PLACE
    name = TextField()
    building = IntegerField(null=True)
    unit = IntegerField(null=True)


class Steward(Row):
    NOUN = Noun.STEWARD
    name = TextField(unique=True)
    role = TextField(default="管家")
    phone = TextField(default="")
    tags = TextField(default="")
    active = BooleanField(default=True)


class Contact(Row):
    NOUN = Noun.CONTACT
    name = TextField(unique=True)
    trade = TextField(default="")
    phone = TextField(default="")
    note = TextField(default="")


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


class CostLine(Row):
    NOUN = Noun.ISSUE
    OWNER = "issue"
    issue_id: int
    issue = ForeignKeyField(Issue, on_delete="RESTRICT")
    what = TextField()
    fen = IntegerField()
    receipt = TextField(default="")


class FollowUp(Row):
    NOUN = Noun.ISSUE
    OWNER = "issue"
    issue_id: int
    by_id: int | None
    issue = ForeignKeyField(Issue, on_delete="RESTRICT")
    at = DateTimeField(index=True)
    by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    how = TextField()
    reached = BooleanField()
    truthful = BooleanField(null=True)
    timely = BooleanField(null=True)
    satisfaction = TextField(null=True)
    words = TextField(default="")


class Feedback(Row):
    NOUN = Noun.FEEDBACK
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
    no_issue = BooleanField(default=False)
    mood = TextField(null=True)

    class Meta:
        indexes = ((("building", "unit", "room"), False),)


class Reply(Row):
    NOUN = Noun.FEEDBACK
    OWNER = "feedback"
    feedback_id: int
    by_id: int | None
    feedback = ForeignKeyField(Feedback, on_delete="RESTRICT")
    at = DateTimeField()
    by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    how = TextField()
    words = TextField()


class Photo(Row):
    NOUN = Noun.ISSUE
    OWNER = "issue"
    issue = ForeignKeyField(Issue, on_delete="RESTRICT")
    sha256 = TextField()
    suffix = TextField()
    stage = TextField(default="前")
    taken_at = DateTimeField(null=True)
    added_at = DateTimeField()
    added_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)


class DutyShift(Row):
    NOUN = Noun.DUTY
    name = TextField()
    start = TimeField()
    end = TimeField()
    places = IntegerField(default=2)
    evening = BooleanField(null=True, default=False)
    retired = BooleanField(null=True, default=False)


class DutyAssignment(Row):
    NOUN = Noun.DUTY
    shift_id: int
    steward_id: int
    on = DateField()
    shift = ForeignKeyField(DutyShift, on_delete="RESTRICT", index=False)
    steward = ForeignKeyField(Steward, on_delete="RESTRICT")
    lead = BooleanField(default=False)
    standing = TextField(null=True)
    pinned = BooleanField(null=True, default=False)
    kept = TextField(null=True)

    class Meta:
        indexes = ((("on", "shift", "steward"), True),)


class DutyPerson(Row):
    """A steward's roster facts, once somebody changed what the role suggests."""

    NOUN = Noun.DUTY
    steward_id: int
    steward = ForeignKeyField(Steward, unique=True, on_delete="RESTRICT")
    serves = BooleanField(default=True)
    lead = BooleanField(default=False)
    frail = BooleanField(default=False)
    no_evening = BooleanField(default=False)
    max_shifts = IntegerField(null=True)


class DutyPair(Row):
    NOUN = Noun.DUTY
    first_id: int
    second_id: int
    kind = TextField()
    first = ForeignKeyField(Steward, on_delete="RESTRICT", index=False)
    second = ForeignKeyField(Steward, on_delete="RESTRICT", index=False)


class DutyWish(Row):
    NOUN = Noun.DUTY
    steward_id: int
    shift_id: int | None
    steward = ForeignKeyField(Steward, on_delete="RESTRICT", index=False)
    kind = TextField()
    first = DateField()
    last = DateField(index=True)
    shift = ForeignKeyField(DutyShift, null=True, on_delete="RESTRICT", index=False)
    weekday = IntegerField(null=True)
    words = TextField(default="")


class DutyMonth(Row):
    """A month somebody proposed; published_at is empty while it is a draft."""

    NOUN = Noun.DUTY
    published_by_id: int | None
    first = DateField(unique=True)
    version = IntegerField(default=0)
    published_at = DateTimeField(null=True)
    published_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    summary = TextField(default="")


class DutyVersion(Row):
    """A published month: seats is a JSON list of [on, shift, steward, name, lead]."""

    NOUN = Noun.DUTY
    by_id: int | None
    month = ForeignKeyField(DutyMonth, on_delete="RESTRICT", index=False)
    number = IntegerField()
    at = DateTimeField()
    by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    seats = TextField()
    asked = TextField()

    class Meta:
        indexes = ((("month", "number"), True),)


class DutyChange(Row):
    """A change after publishing: it holds on to the version it changes."""

    NOUN = Noun.DUTY
    by_id: int | None
    shift_id: int
    giver_id: int | None
    taker_id: int | None
    back_shift_id: int | None
    version_id: int | None
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


class DutyHandover(Row):
    """A shift's record; the lists are JSON."""

    NOUN = Noun.DUTY
    shift_id: int
    given_by_id: int | None
    taken_by_id: int | None
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


class Notice(Row):
    NOUN = Noun.NOTICE
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


class Topic(Row):
    NOUN = Noun.REVIEW
    title = TextField()
    detail = TextField(default="")
    rhythm = TextField(default="一次")
    added_on = DateField()
    ended_on = DateField(null=True)


class Meeting(Row):
    """Names of people are kept one a line."""

    NOUN = Noun.REVIEW
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


class AgendaItem(Row):
    """What was on a meeting's agenda, and what was said and decided, one decision a line."""

    NOUN = Noun.REVIEW
    OWNER = "meeting"
    meeting_id: int
    issue_id: int | None
    topic_id: int | None
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


class Action(Row):
    NOUN = Noun.REVIEW
    OWNER = "meeting"
    meeting_id: int
    meeting = ForeignKeyField(Meeting, on_delete="RESTRICT")
    key = TextField(index=True)
    what = TextField()
    who = TextField()
    by_date = DateField()
    done_at = DateTimeField(null=True, index=True)


class Vote(Row):
    NOUN = Noun.REVIEW
    OWNER = "meeting"
    meeting_id: int
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


class Round(Row):
    NOUN = Noun.ROUND
    number = IntegerField(unique=True)
    kind = TextField()
    made_at = DateTimeField()
    made_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)


class RoundLine(Row):
    """A line as it was printed, and what came back on it."""

    NOUN = Noun.ROUND
    OWNER = "round"
    round_id: int
    issue_id: int | None
    feedback_id: int | None
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


class BlankForm(Row):
    """A printed form; `number` is kept for the feedback that will come back on it."""

    NOUN = Noun.FORM
    feedback_id: int | None
    number = IntegerField(unique=True)
    kind = TextField()
    printed_at = DateTimeField()
    printed_by = ForeignKeyField(Steward, null=True, on_delete="RESTRICT", index=False)
    feedback = ForeignKeyField(Feedback, null=True, on_delete="RESTRICT")
    on_paper = DateField(null=True)
    entered_at = DateTimeField(null=True)
    lost_at = DateTimeField(null=True)
    reason = TextField(default="")


class Operation(Model):
    """The journal: `changes` is a JSON list of [table, id, before, after]."""

    id = AutoField()
    at = DateTimeField()
    by = IntegerField(null=True)
    verb = TextField()
    changes = TextField()
    undoes = IntegerField(null=True)
    undone = BooleanField(default=False)

    class Meta:
        legacy_table_names = False


class Counter(Model):
    """The last number given out per noun: a number is never given twice, not even after undo."""

    name = TextField(primary_key=True)
    value = IntegerField(default=0)

    class Meta:
        legacy_table_names = False


JOURNALED: tuple[type[Row], ...] = (
    Setting, Building, Unit, Household, Resident, PublicPlace, Steward, Contact, Issue, IssueEvent,
    Promise, CostLine, FollowUp, Feedback, Reply, Photo, DutyShift, DutyAssignment, Notice,
    Topic, Meeting, AgendaItem, Action, Vote, Round, RoundLine, BlankForm, DutyPerson, DutyPair,
    DutyWish, DutyMonth, DutyVersion, DutyChange, DutyHandover,
)  # fmt: skip
ALL: tuple[type[Model], ...] = (*JOURNALED, Operation, Counter)
