"""The weekly one-page list of issues, for the table and (masked) for the board."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path

from qingyu.domain.issue import WAITING, Issue, State
from qingyu.domain.issue_list import IssueFilter
from qingyu.domain.week import Week
from qingyu.domain.weekly_sheet import WeeklyLine, WeeklySection, WeeklySheet
from qingyu.services import issue_reading
from qingyu.services.document import save_file
from qingyu.storage import feedback as feedback_rows
from qingyu.storage import issue as issue_rows
from qingyu.storage import setting
from qingyu.storage.store import Store

_MOST = 200


def weekly(store: Store, week: Week) -> WeeklySheet:
    """The list of a week: new ones of that week, and what is dangerous, late or waiting now."""
    now = store.now()
    start = datetime.combine(week.monday, time.min)
    end = start + timedelta(days=7)
    fresh = issue_rows.reported_between(start, end)
    sections = _sections(store, now, fresh)
    shown = [issue for section in sections for issue in section]
    lines = _lines(store, shown, now)
    return WeeklySheet(
        neighbourhood=setting.value("neighbourhood.name"),
        start=week.monday,
        end=week.sunday,
        counts=(
            ("本周新增", len(fresh)),
            ("本周办结", issue_rows.closed_between(start, end)),
            ("未办结", issue_rows.count(IssueFilter(), now)),
            ("超期", issue_rows.count(IssueFilter(overdue=True), now)),
        ),
        sections=tuple(
            WeeklySection(title, tuple(lines[issue.id] for issue in section))
            for title, section in zip(_TITLES, sections, strict=True)
            if section
        ),
        names=feedback_rows.names_of([issue.id for issue in shown]),
        phone=setting.value("duty.phone"),
        printed_on=now.date(),
    )


def pdf(sheet: WeeklySheet, *, public: bool = False) -> bytes:
    """The list on one A4 page; public hides names and rooms."""
    from qingyu.printing.weekly import render

    return render(sheet, public)


def printed(store: Store, week: Week, *, public: bool = False) -> Path:
    """Where the week's list was saved under prints/, ready for the printer."""
    name = f"周例会{week.name}{'公示版' if public else ''}.pdf"
    path = store.folder.prints / name
    save_file(path, pdf(weekly(store, week), public=public))
    return path


_TITLES = ("马上处理", "超期", "申请重开", "本周新增", "挂起或转办", "其他未办结")


def _sections(
    store: Store, now: datetime, fresh: tuple[Issue, ...]
) -> tuple[tuple[Issue, ...], ...]:
    """The issues of each title, every issue only under the first that fits."""
    known = {issue.id: issue for issue in fresh}
    asked = IssueFilter(states=frozenset({State.REOPEN_ASKED}))
    waiting = IssueFilter(states=WAITING)
    wanted = (IssueFilter(dangerous=True), IssueFilter(overdue=True), asked)
    candidates = [issue_rows.idents(each, now, limit=_MOST) for each in wanted]
    candidates.append(tuple(issue.id for issue in fresh if issue.state is not State.VOID))
    candidates.append(issue_rows.idents(waiting, now, limit=_MOST))
    candidates.append(issue_rows.idents(IssueFilter(), now, limit=_MOST))
    known |= issue_rows.many({ident for each in candidates for ident in each} - known.keys())
    seen: set[int] = set()
    sections = []
    for each in candidates:
        sections.append(tuple(known[ident] for ident in each if ident not in seen))
        seen.update(each)
    return tuple(sections)


def _lines(store: Store, issues: Sequence[Issue], now: datetime) -> dict[int, WeeklyLine]:
    owners = issue_reading.handlers(store, issues)
    return {
        issue.id: WeeklyLine(
            number=issue.code,
            place=issue.place,
            matter=issue.matter or issue.title,
            state=str(issue.state),
            due=issue.due_at.date() if issue.due_at else issue.look_again_on,
            owner=owner,
            overdue=issue.overdue(now),
            dangerous=issue.dangerous and issue.clocks.made_safe_at is None,
        )
        for issue, owner in zip(issues, owners, strict=True)
    }
