"""A few issues in every state, and ways to use the issues page like a person at the keyboard."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

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
        State.CLOSED: MoveDetails(outcome=Outcome.FIXED),
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


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    target = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert target is not None, "nothing has the keyboard"
    QTest.keyClick(target, key, modifier)


def write(text: str) -> None:
    """Type words where the keyboard is, as an input method does."""
    focused = QApplication.focusWidget()
    assert focused is not None, "nothing has the keyboard"
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focused, event)


def tab_to(widget: QWidget, most: int = 60) -> None:
    """Walk with Tab until a widget has the keyboard."""
    for _ in range(most):
        focused = QApplication.focusWidget()
        if focused is widget:
            return
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    raise AssertionError(f"{widget.accessibleName()} cannot be reached with Tab")
