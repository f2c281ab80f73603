"""The monthly sheet for 湖滨晴雨: gathered from what is stored, and on paper."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from qingyu.domain.barometer import Formula, Reading, Weather
from qingyu.domain.errors import RuleError
from qingyu.domain.intake import understand
from qingyu.domain.month import Month
from qingyu.domain.monthly_sheet import (
    MOST_CASES,
    Case,
    Concern,
    MonthCount,
    MonthlySheet,
    concern,
    masked_case,
    mood_counts,
    top_categories,
    typical,
)
from qingyu.domain.voices import Said, voices
from qingyu.domain.weather_days import calendars, readings_on
from qingyu.services import barometer, rulebook
from qingyu.services.document import save_file
from qingyu.storage import figures as rows
from qingyu.storage import issue as issue_rows
from qingyu.storage import neighbourhood, setting
from qingyu.storage.store import Store

_MOST_READ = 40  # pieces of one category whose words are looked at


def pdf(sheet: MonthlySheet) -> bytes:
    """The sheet on A4."""
    from qingyu.printing.monthly import render

    return render(sheet)


def printed(store: Store, month: Month) -> Path:
    """Where the month's sheet was saved under prints/, ready for the printer."""
    path = store.folder.prints / f"民情月报{month.name}.pdf"
    save_file(path, pdf(monthly(store, month)))
    return path


def monthly(store: Store, month: Month) -> MonthlySheet:
    """The masked sheet; a running month is compared with the same days of the month before."""
    today = store.now().date()
    if month.first > today:
        raise RuleError(f"{month.text}还没有到", "请选已经开始的月份。")
    last = min(month.last, today)
    then_last = _same_day_before(month, last)
    said = rows.said(_midnight(month.first), _midnight(last + timedelta(days=1)))
    before = rows.said(_midnight(month.before.first), _midnight(then_last + timedelta(days=1)))
    formula = barometer.formula_in_force(store)
    whole, *buildings = _readings(store, last, formula)
    return MonthlySheet(
        neighbourhood=setting.value("neighbourhood.name"),
        month=month,
        last=last,
        compared=f"{month.before.number}月1日至{then_last.day}日",
        counts=_counts(store, month, last, then_last, said, before, whole, formula),
        concerns=_concerns(said, before),
        moods=mood_counts(said, rulebook.moods(store).suggest),
        cases=_cases(said),
        whole=whole,
        buildings=_tally([each.weather for each in buildings]),
        days=_tally(_days(month.first, last, formula)),
        formula=formula.text,
        phone=setting.value("duty.phone"),
        printed_on=today,
    )


def _counts(
    store: Store,
    month: Month,
    last: date,
    then_last: date,
    said: Sequence[Said],
    before: Sequence[Said],
    whole: Reading,
    formula: Formula,
) -> tuple[MonthCount, ...]:
    now = [_midnight(month.first), _midnight(last + timedelta(days=1))]
    then = [_midnight(month.before.first), _midnight(then_last + timedelta(days=1))]
    stood = _readings(store, then_last, formula)[0].facts
    told, told_before = voices(said), voices(before)
    percent, percent_before = _percent(now), _percent(then)
    counts = [
        MonthCount("来件", told.pieces, told_before.pieces),
        MonthCount("反映的人", told.people, told_before.people, "人"),
        MonthCount("反映的户", told.households, told_before.households, "户"),
        MonthCount("新增工单", rows.opened(now)[0], rows.opened(then)[0]),
        MonthCount("办结", rows.closed(now)[0], rows.closed(then)[0]),
        MonthCount("期末未办结", whole.facts.open_issues, stood.open_issues),
        MonthCount("期末超期", whole.facts.overdue, stood.overdue),
    ]
    if percent is not None and percent_before is not None:
        counts.append(MonthCount("满意率", percent, percent_before, "%"))
    return tuple(counts)


def _percent(bounds: Sequence[datetime]) -> int | None:
    satisfied, mostly, not_so = rows.answers(bounds)[0]
    answered = satisfied + mostly + not_so
    return (satisfied + mostly) * 100 // answered if answered else None


def _concerns(said: Sequence[Said], before: Sequence[Said]) -> tuple[Concern, ...]:
    found = []
    for code in top_categories(said):
        some = [each.text for each in said if each.category == code][-_MOST_READ:]
        read = (understand(text).category for text in some)
        words = [word for guess in read if guess.value == code for word in guess.words]
        found.append(concern(code, said, before, words))
    return tuple(found)


def _cases(said: Sequence[Said]) -> tuple[Case, ...]:
    names = {*rows.resident_names(), *(each.name for each in said)}
    chosen = [typical(said, code) for code in top_categories(said)]
    told = [each for each in chosen if each is not None][:MOST_CASES]
    issues = issue_rows.many([each.issue_id for each in told if each.issue_id])
    cases = []
    for each in told:
        issue = issues.get(each.issue_id or 0)
        done = "" if issue is None else str(issue.state)
        if issue is not None and issue.outcome is not None:
            done = f"{done}（{issue.outcome}）"
        cases.append(masked_case(each, done, names))
    return tuple(cases)


def _readings(store: Store, day: date, formula: Formula) -> tuple[Reading, ...]:
    """The whole and each building at the end of a day; for today as the page says it now."""
    if day == store.now().date():
        seen = barometer.barometer(store)
        return (seen.whole, *seen.buildings)
    earlier = day - timedelta(days=formula.complaint_days - 1)
    numbers = [building.number for building in neighbourhood.buildings()]
    return readings_on(
        rows.spans(day, day),
        rows.complaints(earlier, day),
        rows.answers_where(earlier, day),
        numbers,
        day,
        formula,
    )


def _days(first: date, last: date, formula: Formula) -> list[Weather]:
    earlier = first - timedelta(days=formula.complaint_days - 1)
    whole = calendars(
        rows.spans(first, last),
        rows.complaints(earlier, last),
        rows.answers_where(earlier, last),
        (),
        first,
        last,
        formula,
    )[0]
    return [day.weather for day in whole.days]


def _tally(words: Sequence[Weather]) -> tuple[tuple[Weather, int], ...]:
    counted = Counter(words)
    return tuple((word, counted[word]) for word in Weather if counted[word])


def _same_day_before(month: Month, last: date) -> date:
    if last == month.last:
        return month.before.last
    return min(month.before.last, month.before.first + timedelta(days=last.day - 1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)
