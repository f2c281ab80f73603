"""The home page: what matters today, in one reading."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from qingyu.domain.feedback import Feedback
from qingyu.domain.feedback_list import WANTING, FeedbackFilter
from qingyu.domain.few import Few
from qingyu.domain.issue import Issue, State
from qingyu.domain.issue_list import IssueFilter, Order
from qingyu.domain.round import Round
from qingyu.domain.today import NoticeDue, PromiseDue, Today
from qingyu.services import backup_reading, barometer, call, handover
from qingyu.storage import blank_form as form_rows
from qingyu.storage import feedback as feedback_rows
from qingyu.storage import issue as issue_rows
from qingyu.storage import notice, setting
from qingyu.storage import promise as promise_rows
from qingyu.storage import round as round_rows
from qingyu.storage.store import Store

SHOWN = 5
LOOSE_DAYS = 14
PROMISE_DAYS = 2
_MOST_NOTICES = 100


def today(store: Store) -> Today:
    """Who must be helped, called, reminded now; every list is cut to what one look can take."""
    now = store.now()
    midnight = datetime.combine(now.date() + timedelta(days=1), time.min)
    opened = issue_rows.count(IssueFilter(), now)
    # Whatever is late by midnight is late now or due today.
    late = _few(IssueFilter(overdue=True, calm=True), midnight)
    asked = _few(IssueFilter(states=frozenset({State.REOPEN_ASKED})), now)
    dangerous = _dangerous(now)
    due = promise_rows.due(now.date() + timedelta(days=PROMISE_DAYS), SHOWN)
    # One reading for all the lists: asking costs more than the few rows.
    promised = (each.issue_id for each in due)
    issues = issue_rows.many({*late.shown, *asked.shown, *dangerous.shown, *promised})
    return Today(
        at=now,
        neighbourhood=setting.value("neighbourhood.name"),
        duty_phone=setting.value("duty.phone"),
        dangerous=_shown(dangerous, issues),
        overdue=_shown(late, issues),
        calls=call.to_call(store, SHOWN),
        promises=Few(tuple(PromiseDue(each, issues[each.issue_id]) for each in due), due.total),
        reopen_asked=_shown(asked, issues),
        loose=_loose(now),
        notices=_notices(now),
        rounds=_rounds(),
        old_forms=tuple(each for each in form_rows.out() if each.is_old(now.date())),
        handovers=handover.pending(store),
        open_count=opened,
        weather=barometer.whole(store),
        backed_up=backup_reading.last_proved(store),
        second_place=backup_reading.second_place(store),
        is_empty=not opened and _is_empty(now),
    )


def _few(wanted: IssueFilter, now: datetime) -> Few[int]:
    shown = issue_rows.idents(wanted, now, limit=SHOWN)
    return Few(shown, len(shown) if len(shown) < SHOWN else issue_rows.count(wanted, now))


def _dangerous(now: datetime) -> Few[int]:
    unsafe = _few(IssueFilter(dangerous=True), now)
    fenced = _few(IssueFilter(fenced=True), now)
    return Few((*unsafe, *fenced)[:SHOWN], unsafe.total + fenced.total)


def _shown(found: Few[int], issues: Mapping[int, Issue]) -> Few[Issue]:
    return Few(tuple(issues[ident] for ident in found), found.total)


def _loose(now: datetime) -> Few[Feedback]:
    since = now - timedelta(days=LOOSE_DAYS)
    wanted = FeedbackFilter(loose=True, kinds=WANTING, since=since)
    shown = feedback_rows.newest(wanted, limit=SHOWN)
    return Few(shown, len(shown) if len(shown) < SHOWN else feedback_rows.count(wanted))


def _notices(now: datetime) -> Few[NoticeDue]:
    down = notice.coming_down(now.date(), _MOST_NOTICES)
    return Few(down[:SHOWN], len(down))


def _rounds() -> Few[Round]:
    out = round_rows.out()
    return Few(out[:SHOWN], len(out))


def _is_empty(now: datetime) -> bool:
    anything = IssueFilter(everything=True)
    return not (
        feedback_rows.newest(limit=1)
        or issue_rows.page(anything, now, order=Order.NUMBER, limit=1)
    )
