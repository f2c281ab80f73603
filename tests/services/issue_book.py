"""Issues brought into any state by the services, for every test that needs some."""

from datetime import timedelta

from qingyu.domain.changes import Noun
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.issue import Issue, IssueDraft, MoveDetails, Outcome, State, Urgency
from qingyu.domain.place import Place
from qingyu.services import Store, feedback, issue, issue_reading

LEAD, STEWARD = 1, 2
HOME = Place(3, 2, "501")


def open_issue(
    store: Store,
    title: str = "楼道灯不亮",
    *,
    place: Place = HOME,
    category: str = "power",
    urgency: Urgency = Urgency.NORMAL,
    dangerous: bool = False,
    days_ago: int = 0,
) -> int:
    """The id of a new issue reported so many days ago."""
    draft = IssueDraft(
        title,
        place,
        category,
        urgency=urgency,
        dangerous=dangerous,
        reported_at=store.now() - timedelta(days=days_ago),
    )
    return issue.open_new(store, draft, by=LEAD).ids(Noun.ISSUE)[0]


def reported(store: Store, text: str, place: Place = HOME) -> int:
    """The id of an issue that a resident reported."""
    draft = FeedbackDraft(text, place, "张桂芳", "13867412358", category="house", title=text[:12])
    return feedback.record_and_open(store, draft, by=LEAD).ids(Noun.ISSUE)[0]


def bring_to(store: Store, ident: int, state: State, *, handler: int = STEWARD) -> Issue:
    """The issue moved along the usual path as far as this state."""
    today = store.now().date()
    path = (State.VERIFIED, State.ASSIGNED, State.WORKING, State.ACCEPTANCE, State.FOLLOWUP,
            State.CLOSED)
    details = {
        State.ASSIGNED: MoveDetails(handler_id=handler),
        State.FOLLOWUP: MoveDetails(accepted_by="陆建芬", outcome=Outcome.FIXED),
        State.CLOSED: MoveDetails("居民当面说好了", outcome=Outcome.FIXED),
        State.SUSPENDED: MoveDetails(reason="等报价", look_again_on=today + timedelta(days=3)),
        State.REFERRED: MoveDetails(referred_to="供电公司", chase_on=today + timedelta(days=7)),
    }
    beside = (State.SUSPENDED, State.REFERRED)
    for step in path if state in path else path[:3]:
        issue.move(store, ident, step, details.get(step), by=LEAD)
        if step is state:
            break
    if state in beside:
        issue.move(store, ident, state, details[state], by=LEAD)
    return issue_reading.find(store, ident)


def state_of(store: Store, ident: int) -> State:
    """Where an issue stands in the book."""
    return issue_reading.find(store, ident).state
