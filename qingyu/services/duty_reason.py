"""「为什么是我」 and what a change would cost, in words."""

from collections.abc import Iterator, Mapping
from datetime import date

from qingyu.domain.duty import Assignment, Standing
from qingyu.domain.duty_change import ChangeKind, Cost, DutyChange
from qingyu.domain.month import month_of
from qingyu.domain.roster import Duty, Person, Slot
from qingyu.domain.roster_change import blocked, cost, loads, number
from qingyu.domain.roster_gaps import gap_words, gaps
from qingyu.domain.roster_rules import Fault, Rule
from qingyu.services import duty_problem
from qingyu.services.duty_problem import DutyBook, duty_of
from qingyu.storage import duty_month as month_rows
from qingyu.storage.store import Store

_WORDS = {
    Rule.LEAVE: "请了假",
    Rule.EVENING: "不排晚班",
    Rule.MOST: "这个月已经排满",
    Rule.ONE_A_DAY: "当天已有别的班",
    Rule.REST: "前后一班离得太近",
    Rule.ROW: "会连着值太多天",
    Rule.FRAIL: "年长体弱，要有人陪",
    Rule.APART: "和同班的人要分开",
}
_MOST_NAMES = 8
KeptAway = Mapping[str, tuple[Fault, ...]]


def why(store: Store, on: date, shift_id: int, steward_id: int) -> tuple[str, ...]:
    """Why this person serves there: how they came in, what they carry, who else could have."""
    return why_in(duty_problem.read(store, month_of(on)), on, shift_id, steward_id)


def why_in(
    book: DutyBook, on: date, shift_id: int, steward_id: int, kept_away: KeptAway | None = None
) -> tuple[str, ...]:
    """The same from a month that was read, and from the rules that keep everybody else away."""
    me, slot = str(steward_id), Slot(on, str(shift_id))
    duty = Duty(slot, me)
    seat = next((each for each in book.assignments if duty_of(each) == duty), None)
    if seat is None or me not in book.problem.person_by_id:
        return ()
    return (
        *_came_in(book, seat),
        *_load(book, duty),
        *_leading(book, duty),
        *_others(book, duty, kept_away),
    )


def why_gap(store: Store, on: date, shift_id: int) -> str:
    """Why the shift lacks somebody and what would help, in one sentence; empty when it does not."""
    return why_gap_in(duty_problem.read(store, month_of(on), carry=False), on, shift_id)


def why_gap_in(book: DutyBook, on: date, shift_id: int) -> str:
    """The same from a month that was read."""
    slot = Slot(on, str(shift_id))
    found = gaps(book.problem, book.duties, only=slot)
    return gap_words(book.problem, found[0]) if found else ""


def cost_of_put(
    store: Store, on: date, shift_id: int, steward_id: int, instead_of: int | None = None
) -> Cost:
    """What it costs to put somebody into a shift, there in place of another when one is named."""
    return cost_of_put_in(
        duty_problem.read(store, month_of(on)), on, shift_id, steward_id, instead_of
    )


def cost_of_put_in(
    book: DutyBook, on: date, shift_id: int, steward_id: int, instead_of: int | None = None
) -> Cost:
    """The same from a month that was read."""
    slot = Slot(on, str(shift_id))
    gone = {Duty(slot, str(instead_of))} if instead_of is not None else set()
    return cost(book.problem, book.duties, (book.duties - gone) | {Duty(slot, str(steward_id))})


def _came_in(book: DutyBook, seat: Assignment) -> Iterator[str]:
    name = book.stewards[seat.steward_id].name
    change = next(iter(_changes_into(seat)), None)
    if change is not None:
        yield _change_words(book, change)
    elif seat.standing is Standing.EXTRA:
        yield f"{name}是临时加班，不占位置。"
    elif seat.pinned:
        yield "这一班是人工定的，电脑没有改动。"
    if seat.kept:
        yield f"已知道并同意：{seat.kept}。"


def _changes_into(seat: Assignment) -> Iterator[DutyChange]:
    for change in month_rows.changes(month_of(seat.on).first, month_of(seat.on).last):
        here = (change.where.on, change.where.shift_id) == (seat.on, seat.shift_id)
        back = change.back
        there = back is not None and (back.on, back.shift_id) == (seat.on, seat.shift_id)
        if (here and change.taker_id == seat.steward_id) or (
            there and change.giver_id == seat.steward_id
        ):
            yield change


def _change_words(book: DutyBook, change: DutyChange) -> str:
    taker, giver = (
        book.stewards[ident].name if ident in book.stewards else ""
        for ident in (change.taker_id or 0, change.giver_id or 0)
    )
    day = f"{change.at.month}月{change.at.day}日"
    agreed = f"，{change.agreed.who}同意" if change.agreed else ""
    if change.kind is ChangeKind.MOVED:
        was = change.where.on
        return f"{day}{giver}从{was.month}月{was.day}日调过来的{agreed}。"
    if change.kind is ChangeKind.SWAP:
        return f"{day}{giver}和{taker}换的班{agreed}。"
    if change.kind is ChangeKind.STAND_IN:
        return f"{day}{taker}{f'替{giver}' if giver else ''}顶班。"
    return f"{day}{taker}{change.kind}。"


def _load(book: DutyBook, duty: Duty) -> Iterator[str]:
    total = loads(book.problem, book.duties)
    me = book.problem.person_by_id[duty.person]
    mean = sum(total.values()) / len(total)
    own = total[me.id] - me.carry
    carry = f"，以前结转 {number(me.carry)}" if me.carry else ""
    place = sorted(total.values()).index(total[me.id]) + 1
    yield (
        f"{me.name}这个月一共 {number(own)} 分{carry}，合计 {number(total[me.id])} 分；"
        f"全组平均 {number(mean)} 分（从少到多排第 {place}）。"
    )
    yield f"这一班算 {number(book.problem.load(duty.slot))} 分。"


def _leading(book: DutyBook, duty: Duty) -> Iterator[str]:
    if _only_lead(book, duty):
        name = book.problem.person_by_id[duty.person].name
        yield f"每班要有一名值班长，这一班只有{name}能当。"


def kept_away_in(
    book: DutyBook, on: date, shift_id: int, sitting: int | None = None
) -> dict[str, tuple[Fault, ...]]:
    """The rules that keep each person out of the place where `sitting` serves."""
    slot = Slot(on, str(shift_id))
    duties = book.duties - ({Duty(slot, str(sitting))} if sitting is not None else set())
    return blocked(book.problem, duties, slot, (person.id for person in book.problem.people))


def _others(book: DutyBook, duty: Duty, kept_away: KeptAway | None) -> Iterator[str]:
    """Who else there was: those kept away by a rule, then the free ones with what they carry."""
    problem = book.problem
    without = book.duties - {duty}
    here = {each.person for each in without if each.slot == duty.slot}
    total = loads(problem, book.duties)
    only_lead = _only_lead(book, duty)
    if kept_away is None:
        on, shift = duty.slot.on, int(duty.slot.shift)
        kept_away = kept_away_in(book, on, shift, int(duty.person))
    why_not: dict[Rule, list[str]] = {}
    free: list[Person] = []
    for person in problem.people:
        if person.id == duty.person or person.id in here:
            continue
        faults = kept_away[person.id]
        if faults:
            why_not.setdefault(faults[0].rule, []).append(person.name)
        else:
            free.append(person)
    for rule, words in _WORDS.items():
        if names := why_not.get(rule):
            yield f"{_names(names)}{words}。"
    followers = [person.name for person in free if only_lead and not person.lead]
    if followers:
        yield f"{_names(followers)}有空，但当不了值班长。"
    able = sorted((p for p in free if p.lead or not only_lead), key=lambda p: total[p.id])
    yield from _able(able, total, total[duty.person] - problem.load(duty.slot))
    if not free:
        yield "除了已排的人，没有别人能来。"


def _able(able: list[Person], total: dict[str, float], mine: float) -> Iterator[str]:
    """Those who could have come, by whether it would have been fairer (mine: without this duty)."""
    lighter = [f"{p.name}（{number(total[p.id])} 分）" for p in able if total[p.id] < mine]
    heavier = [f"{p.name}（已有 {number(total[p.id])} 分）" for p in able if total[p.id] >= mine]
    if heavier:
        yield f"也能来的{_names(heavier)}，都不比这时的 {number(mine)} 分少，换过去不会更公平。"
    if lighter:
        yield f"{_names(lighter)}也能来，分数还少一些；要换可以试一试。"


def _only_lead(book: DutyBook, duty: Duty) -> bool:
    """Whether this person is the only one of the shift who may lead it."""
    people = book.problem.person_by_id
    leads = [e.person for e in book.duties if e.slot == duty.slot and people[e.person].lead]
    return leads == [duty.person]


def _names(names: list[str]) -> str:
    more = f"等 {len(names)} 人" if len(names) > _MOST_NAMES else ""
    return "、".join(names[:_MOST_NAMES]) + more
