"""A month of duty: proposed, kept as a draft, published with a version."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from qingyu.domain.changes import Changes
from qingyu.domain.duty import Assignment
from qingyu.domain.duty_month import MonthRoster, Proposal, RosterState, RosterVersion, VersionSeat
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month, month_of
from qingyu.domain.roster import Duty, Level, Roster, RosterProblem, Slot
from qingyu.domain.roster_change import number
from qingyu.domain.roster_gaps import gap_words
from qingyu.domain.roster_rules import faults
from qingyu.services import duty_problem, rulebook
from qingyu.services import steward as stewards
from qingyu.services.duty_problem import DutyBook, duty_of
from qingyu.services.duty_wall import wall
from qingyu.storage import duty as rows
from qingyu.storage import duty_month as month_rows
from qingyu.storage.store import Store

if TYPE_CHECKING:
    from qingyu.services.roster import Progress, Stop


def month_roster(store: Store, month: Month) -> MonthRoster:
    """The month as the wall chart shows it, whatever its state."""
    book = duty_problem.read(store, month, carry=False)
    row = month_rows.month(month)
    published = row is not None and row.published_at is not None
    newest = next(iter(month_rows.versions(month)), None) if published else None
    by = book.stewards.get(row.published_by or 0) if row else None
    return MonthRoster(
        month,
        state(month),
        row.version if row else 0,
        row.published_at if row else None,
        by.name if by else "",
        row.summary if row else "",
        book.shifts,
        wall(store, book, newest),
        rulebook.calendar(store).warning(month.year),
        tuple(dict.fromkeys(f.words for f in faults(book.problem, book.duties))),
    )


def state(month: Month) -> RosterState:
    """How far the month is; hand-made duty makes a draft of it."""
    row = month_rows.month(month)
    if row is not None and row.published_at is not None:
        return RosterState.PUBLISHED
    if row is not None or rows.any_between(month.first, month.last):
        return RosterState.DRAFT
    return RosterState.NONE


def refuse_published(on: date) -> None:
    """Raises RuleError when the month of that day is published."""
    month = month_of(on)
    if state(month) is RosterState.PUBLISHED:
        raise RuleError(
            f"{month.number}月的值班表已经公布，不能直接改",
            "有人换班请用「换班」；要整月重排，请先「收回成草稿」。",
        )


def versions(store: Store, month: Month) -> tuple[RosterVersion, ...]:
    """The month as it was published, each version frozen, the newest first."""
    return month_rows.versions(month)


def propose(
    store: Store,
    month: Month,
    *,
    seconds: float | None = None,
    on_progress: "Progress" = lambda done, of: None,
    stop: "Stop" = lambda: False,
) -> Proposal:
    """The fairest month the solver finds; nothing is stored yet (slow: for the worker thread).

    Seats put by hand and days that are over stay; a stop keeps the best so far.
    """
    # Only here: the solver and its numbers take long to load, and the home page needs neither.
    from qingyu.services import roster

    _refuse_unfit(store, month)
    seconds = roster.DEFAULT_SECONDS if seconds is None else seconds
    today = store.now().date()
    problem = duty_problem.to_solve(duty_problem.read(store, month), today)
    solved = roster.solve(problem, seconds=seconds, on_progress=on_progress, stop=stop)
    gaps = tuple(gap_words(problem, gap) for gap in solved.gaps if gap.slot.on >= today)
    words = _words(solved, *_lacking(problem, solved.duties, today))
    return Proposal(month, solved.duties, words, gaps, solved.optimal)


def keep_proposal(store: Store, proposal: Proposal, *, by: int | None) -> Changes:
    """The change of a proposal stored as the month's draft; RuleError when it came too late."""
    month = proposal.month
    _refuse_unfit(store, month)
    book = duty_problem.read(store, month)
    today = store.now().date()
    asked = duty_problem.to_solve(book, today)
    fixed = {duty for duty in asked.fixed if asked.in_month(duty.slot)}
    wanted = set(proposal.duties)
    if not fixed <= wanted or not {d.person for d in wanted} <= set(asked.person_by_id):
        raise RuleError("排的时候又有人改了班", "请再排一次。")
    with store.operation(f"排出{month.text}值班表", by=by) as writer:
        month_rows.save_draft(writer, month, proposal.words)
        have = {duty_of(each): each for each in book.assignments}
        gone = {d for d in have if d not in wanted and duty_problem.replaceable(have[d], today)}
        rows.remove(writer, sorted(have[duty].id for duty in gone))
        stay = [each for duty, each in have.items() if duty not in gone]
        leads = _leads(book.problem, proposal.duties, stay)
        for duty in proposal.duties:
            if duty not in have:
                rows.assign(
                    writer, duty.slot.on, int(duty.slot.shift), int(duty.person),
                    lead=duty in leads,
                )  # fmt: skip
    return writer.changes


def publish(store: Store, month: Month, *, by: int | None) -> Changes:
    """The change of a draft frozen as the month's next version; empty places stay empty."""
    if state(month) is RosterState.PUBLISHED:
        raise RuleError(f"{month.text}的值班表已经公布过了", "不用再公布一次。")
    book = duty_problem.read(store, month)
    if not book.duties:
        raise RuleError(f"{month.text}还没有排班", "请先排班，再公布。")
    seats = tuple(
        VersionSeat(e.on, e.shift_id, e.steward_id, book.stewards[e.steward_id].name, e.lead)
        for e in book.assignments
        if e.served
    )
    with store.operation(f"公布{month.text}值班表", by=by) as writer:
        row = month_rows.month(month)
        ident = row.id if row else month_rows.save_draft(writer, month, "")
        next_one = (row.version if row else 0) + 1
        month_rows.publish(writer, ident, next_one, seats, _asked(book))
    return writer.changes


def reopen(store: Store, month: Month, *, by: int | None) -> Changes:
    """The change of a published month that is a draft again; its versions stay."""
    row = month_rows.month(month)
    if row is None or row.published_at is None:
        raise RuleError(f"{month.text}的值班表还没有公布", "可以直接修改。")
    with store.operation(f"收回{month.text}值班表", by=by) as writer:
        month_rows.reopen(writer, row.id)
    return writer.changes


def _refuse_unfit(store: Store, month: Month) -> None:
    if month.last < store.now().date():
        raise RuleError(f"{month.text}已经过去了", "请选这个月或以后的月份。")
    refuse_published(month.first)
    if not rows.shifts_or_usual():
        raise RuleError("还没有班次", "请先设置早、午、晚班的时间。")
    if not any(f.serves for f in duty_problem.facts(stewards.stewards(store)).values()):
        raise RuleError("还没有能值班的人", "请先在人员里勾上「参加值班」。")


def _asked(book: DutyBook) -> frozenset[int]:
    """Whose turn it could have been: those who may serve and were not away all month."""
    every = set(book.problem.slots)
    return frozenset(
        int(person.id)
        for person in book.problem.people
        if person.max_shifts != 0 and not every <= person.unavailable
    )


def _leads(
    problem: RosterProblem, duties: Iterable[Duty], have: Iterable[Assignment]
) -> frozenset[Duty]:
    """One 值班长 for each slot that has somebody who leads; whoever did so least often yet."""
    times = dict.fromkeys((person.id for person in problem.people), 0)
    taken = {(each.on, str(each.shift_id)) for each in have if each.lead}
    by_slot: dict[object, list[Duty]] = {}
    for duty in duties:
        if problem.person_by_id[duty.person].lead:
            by_slot.setdefault(duty.slot, []).append(duty)
    chosen = set()
    for able in by_slot.values():
        if (able[0].slot.on, able[0].slot.shift) not in taken:
            first = min(able, key=lambda duty: (times[duty.person], int(duty.person)))
            times[first.person] += 1
            chosen.add(first)
    return frozenset(chosen)


def _lacking(problem: RosterProblem, duties: Iterable[Duty], since: date) -> tuple[int, int]:
    """Empty places and shifts nobody leads; nobody can be sent into days that are over."""
    served: dict[Slot, list[str]] = {slot: [] for slot in problem.slots if slot.on >= since}
    for duty in duties:
        if duty.slot in served:
            served[duty.slot].append(duty.person)
    shifts, people = problem.shift_by_id, problem.person_by_id
    empty = sum(shifts[slot.shift].places - len(who) for slot, who in served.items())
    return empty, sum(not any(people[each].lead for each in who) for who in served.values())


def _words(solved: Roster, empty: int, leaderless: int) -> str:
    """How good it is: 每个位置都有人，…；已证明最公平."""
    found = solved.score
    told = [
        f"空缺 {empty} 个位置" if empty else "每个位置都有人",
        f"{leaderless} 班没有值班长" if leaderless else "每班都有值班长",
    ]
    fair = solved.proved[Level.UNFAIRNESS]
    told.append("分得最公平" if fair else f"分得还算公平（不公平值 {number(found.unfairness)}）")
    if found.next_day:
        told.append(f"有 {found.next_day} 次连着两天值班")
    if found.unwanted:
        told.append(f"有 {found.unwanted} 班本人不太想值")
    if found.couples_split:
        told.append(f"想同班的两人有 {found.couples_split} 班没排在一起")
    sure = "；电脑已证明没有更好的排法" if solved.optimal else "；时间到了，可能还有更好的排法"
    return "，".join(told) + sure
