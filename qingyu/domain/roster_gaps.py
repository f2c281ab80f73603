"""Why a place stays empty or a shift without a 值班长, and what would help, in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from qingyu.domain.roster import Duty, Gap, Person, RosterProblem, Slot
from qingyu.domain.roster_rules import Rule, faults, frail_fits, slot_words

_WHY = {
    Rule.LEAVE: "{names}请了假",
    Rule.EVENING: "{names}不排晚班",
    Rule.MOST: "{names}这个月已经排满",
    Rule.ONE_A_DAY: "{names}当天已有别的班",
    Rule.REST: "{names}前后一班离得太近，休息不到12小时",
    Rule.ROW: "{names}会连着值太多天",
    Rule.FRAIL: "{names}年长体弱，这一班没有身体好的人陪",
    Rule.APART: "{names}和这一班的人不能同班",
}
_HELP = {
    Rule.LEAVE: "请{name}{slot}不请假，可补上",
    Rule.EVENING: "把{name}的晚班限制放开，可补上",
    Rule.MOST: "让{name}这个月值{more}班（现在最多{most}班），可补上",
    Rule.FRAIL: "请一位身体好的人陪{name}，可补上",
    Rule.APART: "允许{name}和这一班的人同班，可补上",
}
_MOST_NAMES, _MOST_HELP = 6, 5


def gaps(
    problem: RosterProblem, duties: Iterable[Duty], only: Slot | None = None
) -> tuple[Gap, ...]:
    """Every slot of the month with an empty place, or nobody who leads; or that one slot's gap."""
    served: dict[Slot, set[str]] = defaultdict(set)
    own: dict[str, set[Duty]] = defaultdict(set)
    for duty in duties:
        served[duty.slot].add(duty.person)
        own[duty.person].add(duty)
    found = []
    for slot in problem.slots if only is None else (only,):
        here = served[slot]
        places = problem.shift_by_id[slot.shift].places
        missing = places - len(here)
        led = any(problem.person_by_id[each].lead for each in here)
        if missing or (places and not led):
            found.append(_gap(problem, slot, here, own, missing, led))
    return tuple(found)


def gap_words(problem: RosterProblem, gap: Gap) -> str:
    """The gap as one sentence: 12月24日晚班缺一名值班长：王、李请了假；把孙师傅的……可补上。"""
    return f"{slot_words(problem, gap.slot)}{'，'.join(gap.why)}；{'；'.join(gap.help)}。"


def _gap(
    problem: RosterProblem,
    slot: Slot,
    here: set[str],
    own: dict[str, set[Duty]],
    missing: int,
    led: bool,
) -> Gap:
    wanted = [p for p in problem.people if p.id not in here and (p.lead or led)]
    blocks = {p: _blocks(problem, slot, p, here, own, replaces=not missing) for p in wanted}
    lacks = "缺一名值班长" if not led else f"缺{missing}人"
    if not led and missing > 1:
        lacks += f"，共缺{missing}人"
    why = [lacks, *_why(blocks)] if wanted else [lacks, _nobody(problem, led)]
    if not missing and all(Duty(slot, each) in problem.fixed for each in here):
        return Gap(slot, (lacks, "这一班的位置都已排死"), ("把排死的一位换成值班长，可补上",))
    counts = {p: sum(problem.in_month(duty.slot) for duty in own[p.id]) for p in wanted}
    if not _one_more_able_fits(problem, slot, here, missing):
        blocks = {p: rules for p, rules in blocks.items() if rules != {Rule.FRAIL}}
    return Gap(slot, tuple(why), tuple(_help(problem, slot, blocks, counts, led)))


def _one_more_able_fits(problem: RosterProblem, slot: Slot, here: set[str], missing: int) -> bool:
    """Whether a frail person and somebody able to accompany him could both be added."""
    frail = sum(problem.person_by_id[each].frail for each in here)
    able = len(here) - frail
    return missing > 1 and frail_fits(
        frail + 1, able + 1, problem.shift_by_id[slot.shift].places
    )


def _blocks(
    problem: RosterProblem,
    slot: Slot,
    person: Person,
    here: set[str],
    own: dict[str, set[Duty]],
    *,
    replaces: bool,
) -> frozenset[Rule]:
    """The rules that keep this person out of the slot, as everybody else is placed now."""
    new = Duty(slot, person.id)
    # Where the shift is full, a lead takes the place of whoever leaves him the fewest obstacles.
    leaving = [{q} for q in sorted(here) if Duty(slot, q) not in problem.fixed] if replaces else []
    found = []
    for left in leaving or [set[str]()]:
        beside = {Duty(slot, each) for each in here - left}
        broken = faults(problem, {new, *own[person.id], *beside})
        found.append(frozenset(fault.rule for fault in broken if new in fault.duties))
    return min(found, key=lambda rules: (len(rules), sorted(rules)))


def _why(blocks: dict[Person, frozenset[Rule]]) -> Iterator[str]:
    told: set[str] = set()
    for rule, words in _WHY.items():
        names = [p.name for p, rules in blocks.items() if rule in rules and p.id not in told]
        told |= {p.id for p, rules in blocks.items() if rule in rules}
        if names:
            shown = "、".join(names[:_MOST_NAMES])
            more = f"等{len(names)}人" if len(names) > _MOST_NAMES else ""
            yield words.format(names=shown + more)
    if any(not rules for rules in blocks.values()):
        free = "、".join(p.name for p, rules in blocks.items() if not rules)
        yield f"{free}能来，但换过来别的班就要空着"


def _help(
    problem: RosterProblem,
    slot: Slot,
    blocks: dict[Person, frozenset[Rule]],
    counts: dict[Person, int],
    led: bool,
) -> Iterator[str]:
    given = 0
    for rule, words in _HELP.items():
        for person, rules in blocks.items():
            if rules == {rule} and given < _MOST_HELP:
                given += 1
                yield words.format(
                    name=person.name,
                    slot=slot_words(problem, slot),
                    more=counts[person] + 1,
                    most=person.max_shifts,
                )
    if not given:
        who = "能值班的人" if led else "能当值班长的人"
        yield f"再请一位{slot_words(problem, slot)}有空、{who}来，可补上"


def _nobody(problem: RosterProblem, led: bool) -> str:
    if led:
        return "所有的人都已经在这一班"
    return "名单里没有别的值班长" if any(p.lead for p in problem.people) else "名单里没有值班长"
