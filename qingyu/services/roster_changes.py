"""What was changed since a month was published, in words for the wall."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from qingyu.domain.duty_change import ChangeKind, DutyChange
from qingyu.domain.duty_month import MonthRoster
from qingyu.domain.frozen import frozen
from qingyu.domain.roster_sheet import short_day
from qingyu.services import duty_swap
from qingyu.services.duty_versions import change_words
from qingyu.storage import duty as rows
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store


@frozen
class ChangesTold:
    """The changes by the day of duty, and when the newest was made, None when there are none."""

    words: tuple[str, ...]
    newest: date | None


def since_published(store: Store, roster: MonthRoster) -> ChangesTold:
    """The changes of a published month; why somebody could not come stays in the book."""
    since = roster.published_at
    if since is None or not roster.changed:
        return ChangesTold((), None)
    found = [each for each in duty_swap.changes(store, roster.month) if each.at >= since]
    found.sort(key=lambda each: (each.where.on, each.at, each.id))
    names = {each.id: each.name for each in steward_rows.stewards(everybody=True)}
    shifts = {each.id: each.name for each in rows.shifts(retired=True)}
    told = (_words(each, names, shifts) for each in found)
    newest = max((each.at.date() for each in found), default=since.date())
    return ChangesTold(tuple(words for words in told if words), newest)


def _words(change: DutyChange, names: Mapping[int, str], shifts: Mapping[int, str]) -> str:
    """12月5日早班：孙国强换给钱秀珍（钱秀珍 12月1日同意）; nothing about who did not come."""
    if change.kind is ChangeKind.ABSENT:
        return ""
    if change.kind is ChangeKind.STAND_IN:
        change = replace(change, giver_id=None)
    told = change_words(change, names, shifts)
    agreed = change.agreed
    if agreed is not None and agreed.who:
        told += f"（{agreed.who} {short_day(agreed.at.date())}同意）"
    return told
