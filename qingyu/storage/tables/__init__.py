"""The peewee tables of one book; what a column means stands in the domain dataclasses."""

from peewee import Model

from qingyu.storage.tables.base import Row as Row
from qingyu.storage.tables.draft import Draft as Draft
from qingyu.storage.tables.duty import (
    DutyAssignment as DutyAssignment,
)
from qingyu.storage.tables.duty import (
    DutyChange as DutyChange,
)
from qingyu.storage.tables.duty import (
    DutyHandover as DutyHandover,
)
from qingyu.storage.tables.duty import (
    DutyMonth as DutyMonth,
)
from qingyu.storage.tables.duty import (
    DutyPair as DutyPair,
)
from qingyu.storage.tables.duty import (
    DutyPerson as DutyPerson,
)
from qingyu.storage.tables.duty import (
    DutyShift as DutyShift,
)
from qingyu.storage.tables.duty import (
    DutyVersion as DutyVersion,
)
from qingyu.storage.tables.duty import (
    DutyWish as DutyWish,
)
from qingyu.storage.tables.feedback import Feedback as Feedback
from qingyu.storage.tables.feedback import Photo as Photo
from qingyu.storage.tables.feedback import Reply as Reply
from qingyu.storage.tables.identity import RecoveryCode as RecoveryCode
from qingyu.storage.tables.identity import StewardPin as StewardPin
from qingyu.storage.tables.issue import (
    CostLine as CostLine,
)
from qingyu.storage.tables.issue import (
    FollowUp as FollowUp,
)
from qingyu.storage.tables.issue import (
    Issue as Issue,
)
from qingyu.storage.tables.issue import (
    IssueEvent as IssueEvent,
)
from qingyu.storage.tables.issue import (
    Promise as Promise,
)
from qingyu.storage.tables.journal import Counter as Counter
from qingyu.storage.tables.journal import JournalHead as JournalHead
from qingyu.storage.tables.journal import Operation as Operation
from qingyu.storage.tables.neighbourhood import (
    Building as Building,
)
from qingyu.storage.tables.neighbourhood import (
    Contact as Contact,
)
from qingyu.storage.tables.neighbourhood import (
    Household as Household,
)
from qingyu.storage.tables.neighbourhood import (
    PublicPlace as PublicPlace,
)
from qingyu.storage.tables.neighbourhood import (
    Resident as Resident,
)
from qingyu.storage.tables.neighbourhood import (
    Setting as Setting,
)
from qingyu.storage.tables.neighbourhood import (
    Steward as Steward,
)
from qingyu.storage.tables.neighbourhood import (
    Unit as Unit,
)
from qingyu.storage.tables.notice import (
    Notice as Notice,
)
from qingyu.storage.tables.notice import (
    Objection as Objection,
)
from qingyu.storage.tables.notice import (
    Posting as Posting,
)
from qingyu.storage.tables.notice import (
    PostingEvent as PostingEvent,
)
from qingyu.storage.tables.notice import (
    PostingPlace as PostingPlace,
)
from qingyu.storage.tables.notice import (
    SlipAnswer as SlipAnswer,
)
from qingyu.storage.tables.paper import (
    BlankForm as BlankForm,
)
from qingyu.storage.tables.paper import (
    Round as Round,
)
from qingyu.storage.tables.paper import (
    RoundLine as RoundLine,
)
from qingyu.storage.tables.review import (
    Action as Action,
)
from qingyu.storage.tables.review import (
    AgendaItem as AgendaItem,
)
from qingyu.storage.tables.review import (
    Meeting as Meeting,
)
from qingyu.storage.tables.review import (
    Topic as Topic,
)
from qingyu.storage.tables.review import (
    Vote as Vote,
)

JOURNALED: tuple[type[Row], ...] = (
    Setting, Building, Unit, Household, Resident, PublicPlace, Steward, Contact, Issue, IssueEvent,
    Promise, CostLine, FollowUp, Feedback, Reply, Photo, DutyShift, DutyAssignment, Notice,
    Topic, Meeting, AgendaItem, Action, Vote, Round, RoundLine, BlankForm,
    PostingPlace, Posting, PostingEvent, Objection, SlipAnswer, DutyPerson, DutyPair,
    DutyWish, DutyMonth, DutyVersion, DutyChange, DutyHandover,
)  # fmt: skip
ALL: tuple[type[Model], ...] = (
    *JOURNALED, Operation, JournalHead, Counter, StewardPin, RecoveryCode, Draft,
)  # fmt: skip
