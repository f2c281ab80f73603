"""The rules a roster must never break, checked one by one and told in words."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum
from itertools import product

from qingyu.domain.frozen import frozen
from qingyu.domain.roster import (
    DAY,
    DAYS_IN_A_ROW,
    REST_HOURS,
    REST_REACH,
    Duty,
    Person,
    RosterProblem,
    RosterShift,
    Slot,
)


class Rule(StrEnum):
    """The rules, by what a coordinator calls them."""

    LEAVE = "请假"
    EVENING = "不排晚班"
    MOST = "每月最多几班"
    ONE_A_DAY = "一天一班"
    REST = "两班之间休息"
    ROW = "最多连几天"
    PLACES = "位置"
    FRAIL = "体弱要有人陪"
    APART = "不同班"


@frozen
class Fault:
    """A broken rule: the duties that break it together, and the sentence that says so."""

    rule: Rule
    duties: frozenset[Duty]
    words: str


def faults(problem: RosterProblem, duties: Collection[Duty]) -> list[Fault]:
    """Every rule of DOMAIN.md section 4 that these duties break, neighbours in `fixed` included."""
    everything = {*duties, *problem.fixed}
    of_person: dict[str, list[Duty]] = defaultdict(list)
    of_slot: dict[Slot, list[Duty]] = defaultdict(list)
    for duty in sorted(everything, key=lambda each: (each.slot.on, each.slot.shift, each.person)):
        of_person[duty.person].append(duty)
        of_slot[duty.slot].append(duty)
    found: list[Fault] = []
    for ident, own in of_person.items():
        found.extend(_of_person(problem, problem.person_by_id[ident], own))
    for slot, own in of_slot.items():
        if problem.in_month(slot):
            found.extend(_of_slot(problem, slot, own))
    # What months before or after break among themselves is not this month's to mend.
    return [f for f in found if any(problem.in_month(duty.slot) for duty in f.duties)]


def slot_words(problem: RosterProblem, slot: Slot) -> str:
    """The slot as people say it: 12月24日晚班."""
    return f"{slot.on.month}月{slot.on.day}日{problem.shift_by_id[slot.shift].name}班"


def rests(earlier: RosterShift, later: RosterShift, days: int = 1) -> bool:
    """Whether one may serve the earlier shift and the later one so many days on."""
    return earlier.hours_until(later, days) >= REST_HOURS


def frail_fits(frail: int, able: int, places: int) -> bool:
    """Whether so many frail people may share a shift with so many able ones."""
    return frail <= 1 + (places - 1) * able


def _of_person(problem: RosterProblem, person: Person, own: list[Duty]) -> Iterator[Fault]:
    month = [duty for duty in own if problem.in_month(duty.slot)]
    for duty in month:
        where = slot_words(problem, duty.slot)
        if duty.slot in person.unavailable:
            yield Fault(Rule.LEAVE, frozenset({duty}), f"{person.name}{where}请了假")
        if person.no_evening and problem.shift_by_id[duty.slot.shift].evening:
            yield Fault(
                Rule.EVENING, frozenset({duty}), f"{person.name}不排晚班，却排了{where}"
            )
    if person.max_shifts is not None and len(month) > person.max_shifts:
        told = f"{person.name}一个月最多{person.max_shifts}班，排了{len(month)}班"
        yield Fault(Rule.MOST, frozenset(month), told)
    yield from _rest(problem, person, own)
    yield from _row(person, own)


def _rest(problem: RosterProblem, person: Person, own: list[Duty]) -> Iterator[Fault]:
    by_day: dict[date, list[Duty]] = defaultdict(list)
    for duty in own:
        by_day[duty.slot.on].append(duty)
    for day, today in by_day.items():
        if len(today) > 1:
            told = f"{person.name}{day.month}月{day.day}日排了{len(today)}班"
            yield Fault(Rule.ONE_A_DAY, frozenset(today), told)
        for duty, days in product(today, REST_REACH):
            for next_one in by_day.get(day + days * DAY, ()):
                first = problem.shift_by_id[duty.slot.shift]
                second = problem.shift_by_id[next_one.slot.shift]
                if not rests(first, second, days):
                    yield Fault(
                        Rule.REST,
                        frozenset({duty, next_one}),
                        f"{person.name}{slot_words(problem, duty.slot)}到"
                        f"{slot_words(problem, next_one.slot)}休息不到{REST_HOURS}小时",
                    )


def _row(person: Person, own: list[Duty]) -> Iterator[Fault]:
    days = {duty.slot.on for duty in own}
    for day in sorted(days):
        if day - DAY in days:
            continue
        length = 1
        while day + length * DAY in days:
            length += 1
        if length > DAYS_IN_A_ROW:
            last = day + (length - 1) * DAY
            yield Fault(
                Rule.ROW,
                frozenset(duty for duty in own if day <= duty.slot.on <= last),
                f"{person.name}从{day.month}月{day.day}日起连着{length}天，最多连{DAYS_IN_A_ROW}天",
            )


def _of_slot(problem: RosterProblem, slot: Slot, own: list[Duty]) -> Iterator[Fault]:
    where, places = slot_words(problem, slot), problem.shift_by_id[slot.shift].places
    people = problem.person_by_id
    here = {duty.person for duty in own}
    if len(here) > places:
        yield Fault(Rule.PLACES, frozenset(own), f"{where}只有{places}个位置，排了{len(here)}人")
    frail = Counter(people[each].frail for each in here)
    if not frail_fits(frail[True], frail[False], places):
        names = "、".join(people[each].name for each in sorted(here) if people[each].frail)
        yield Fault(Rule.FRAIL, frozenset(own), f"{where}{names}都年长体弱，没有身体好的人陪着")
    for a, b in problem.apart:
        if a in here and b in here:
            both = frozenset(duty for duty in own if duty.person in (a, b))
            names = f"{people[a].name}和{people[b].name}"
            yield Fault(Rule.APART, both, f"{names}不能同班，{where}排在了一起")
