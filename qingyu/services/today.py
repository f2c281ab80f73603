"""The home page: what matters today, in one reading."""

from datetime import datetime, time, timedelta

from qingyu.domain.issue import State
from qingyu.domain.issue_list import IssueFilter
from qingyu.domain.today import NoticeDue, PromiseDue, Today
from qingyu.services import barometer
from qingyu.storage import feedback as feedback_rows
from qingyu.storage import issue as issue_rows
from qingyu.storage import issue_parts as parts
from qingyu.storage import notice, setting
from qingyu.storage.store import Store

SHOWN = 5
LOOSE_DAYS = 14


def today(store: Store) -> Today:
    """Who must be helped, called, reminded now; every list is cut to what one look can take."""
    now = store.now()
    dangerous = IssueFilter(dangerous=True)
    overdue = IssueFilter(overdue=True)
    calls = IssueFilter(states=frozenset({State.FOLLOWUP}))
    promised = parts.promises_due(now.date() + timedelta(days=2))
    issues = issue_rows.many({promise.issue_id for promise in promised})
    return Today(
        at=now,
        neighbourhood=setting.value("neighbourhood.name"),
        duty_phone=setting.value("duty.phone"),
        dangerous=issue_rows.page(dangerous, now, limit=SHOWN),
        dangerous_count=issue_rows.count(dangerous, now),
        overdue=issue_rows.page(overdue, now, limit=SHOWN),
        overdue_count=issue_rows.count(overdue, now),
        due_today=issue_rows.due_between(now, _end_of_day(now), limit=SHOWN),
        to_follow_up=issue_rows.page(calls, now, limit=SHOWN),
        to_follow_up_count=issue_rows.count(calls, now),
        reopen_asked=issue_rows.page(
            IssueFilter(states=frozenset({State.REOPEN_ASKED})), now, limit=SHOWN
        ),
        promises=tuple(
            PromiseDue(promise, issues[promise.issue_id])
            for promise in promised
            if promise.issue_id in issues
        ),
        notices=tuple(NoticeDue(*row) for row in notice.coming_down(now.date())),
        loose_feedback=feedback_rows.count(loose=True, since=now - timedelta(days=LOOSE_DAYS)),
        open_count=issue_rows.count(IssueFilter(), now),
        weather=barometer.barometer(store).whole,
    )


def _end_of_day(now: datetime) -> datetime:
    return datetime.combine(now.date(), time.max)
