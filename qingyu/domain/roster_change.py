"""What a change by hand does to a roster: rules it would break, what it costs in fairness."""

from collections.abc import Collection, Iterable, Mapping

from qingyu.domain.duty_change import Cost
from qingyu.domain.roster import Duty, RosterProblem, Slot
from qingyu.domain.roster_rules import Fault, Rule, faults


def new_faults(
    problem: RosterProblem, before: Collection[Duty], after: Collection[Duty]
) -> tuple[Fault, ...]:
    """The rules that the roster after the change breaks and the one before it did not."""
    touched = {duty.person for duty in set(before) ^ set(after)}
    slots = {duty.slot for duty in set(before) ^ set(after)}

    def near(duties: Collection[Duty]) -> set[Duty]:
        return {each for each in duties if each.person in touched or each.slot in slots}

    old = {fault.words for fault in faults(problem, near(before))}
    return tuple(f for f in faults(problem, near(after)) if f.words not in old)


def blocks(problem: RosterProblem, duties: Collection[Duty], new: Duty) -> tuple[Fault, ...]:
    """The rules that keep this person out of this slot, everybody else staying as they are."""
    return blocked(problem, duties, new.slot, (new.person,))[new.person]


def blocked(
    problem: RosterProblem, duties: Collection[Duty], slot: Slot, people: Iterable[str]
) -> dict[str, tuple[Fault, ...]]:
    """The same for each of these people."""
    of_person: dict[str, set[Duty]] = {}
    here = set()
    for each in duties:
        of_person.setdefault(each.person, set()).add(each)
        if each.slot.on == slot.on and each.slot.shift == slot.shift:
            here.add(each)
    found = {}
    for person in people:
        new = Duty(slot, person)
        near = of_person.get(person, set()) | here | {new}
        found[person] = tuple(f for f in faults(problem, near) if new in f.duties)
    return found


def loads(problem: RosterProblem, duties: Collection[Duty]) -> dict[str, float]:
    """What everybody carries together with these duties of the month."""
    total = {person.id: person.carry for person in problem.people}
    for duty in duties:
        if problem.in_month(duty.slot):
            total[duty.person] += problem.load(duty.slot)
    return total


def unfairness(total: Mapping[str, float]) -> float:
    """Σ (carry + load)²."""
    return sum(each * each for each in total.values())


def cost(problem: RosterProblem, before: Collection[Duty], after: Collection[Duty]) -> Cost:
    """What the change costs, in words: 张三 +1.5，李四 −1.5；全组不公平值 1587→1589（更不公平）."""
    names = {person.id: person.name for person in problem.people}
    broken = tuple(fault.words for fault in new_faults(problem, before, after))
    return cost_between(names, loads(problem, before), loads(problem, after), broken)


def cost_between(
    names: Mapping[str, str],
    old: Mapping[str, float],
    new: Mapping[str, float],
    broken: tuple[str, ...] = (),
) -> Cost:
    """What lies between the loads of all before a change and after it, in words."""
    moved = tuple(
        (names[ident], new[ident] - old[ident]) for ident in old if new[ident] != old[ident]
    )
    start, end = unfairness(old), unfairness(new)
    who = "，".join(f"{name} {signed(step)}" for name, step in moved)
    whole = f"全组不公平值 {number(start)}→{number(end)}（{_verdict(start, end)}）"
    told = "；".join((*((who,) if who else ("各人的分数不变",)), whole))
    return Cost(told, start, end, broken, moved)


def rule_names(found: Collection[Fault], *, ignoring: Collection[Rule] = ()) -> tuple[str, ...]:
    """The sentences of these broken rules, without those of the rules left out."""
    return tuple(dict.fromkeys(f.words for f in found if f.rule not in ignoring))


def signed(value: float) -> str:
    """A step as people write it: +1.5, −2."""
    return f"{'+' if value >= 0 else '−'}{number(abs(value))}"


def number(value: float) -> str:
    """A load without needless zeros: 3, 1.5, −0.5."""
    text = f"{round(value, 1):.1f}".removesuffix(".0").replace("-", "−")
    return "0" if text == "−0" else text


def _verdict(before: float, after: float) -> str:
    if abs(after - before) < 1e-6:
        return "一样公平"
    return "更公平" if after < before else "没有原来公平"
