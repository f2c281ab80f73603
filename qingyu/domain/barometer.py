"""The barometer (晴雨自评): how a building stands, by a formula the neighbourhood may edit."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from qingyu.domain.category import name_of
from qingyu.domain.frozen import frozen


class Weather(StrEnum):
    """The four words, best first."""

    SUNNY = "晴"
    CLOUDY = "多云"
    OVERCAST = "阴"
    RAINY = "雨"


@frozen
class BuildingFacts:
    """What was counted for one building (None: public grounds, or the whole neighbourhood).

    `complaints` holds (category code, complaints of the last `Formula.complaint_days` days);
    `satisfied` of `answered` are the follow-ups reached that were satisfied or mostly so;
    `unreachable` are issues closed in these days without reaching anybody, in neither of the two.
    """

    building: int | None = None
    open_issues: int = 0
    overdue: int = 0
    emergencies_overdue: int = 0
    safety_not_made_safe: int = 0
    complaints: tuple[tuple[str, int], ...] = ()
    satisfied: int = 0
    answered: int = 0
    unreachable: int = 0


@frozen
class Formula:
    """The numbers behind the words; percent for satisfaction."""

    emergencies_overdue: int = 1
    safety_not_made_safe: int = 1
    overdue: int = 1
    complaints: int = 3
    complaint_days: int = 7
    satisfaction: int = 60
    answers: int = 1

    @property
    def rules(self) -> tuple[tuple[Weather, str], ...]:
        """What each word stands for, worst first."""
        return (
            (
                Weather.RAINY,
                f"紧急工单超期满 {self.emergencies_overdue} 件，"
                f"或安全隐患未先处置满 {self.safety_not_made_safe} 件",
            ),
            (
                Weather.OVERCAST,
                f"超期满 {self.overdue} 件，"
                f"或 {self.complaint_days} 天内同类投诉满 {self.complaints} 件，"
                f"或满意率低于 {self.satisfaction}%（至少 {self.answers} 人答复）",
            ),
            (Weather.CLOUDY, "有未办结的工单且都在期限内"),
            (Weather.SUNNY, "没有未办结的工单"),
        )

    @property
    def text(self) -> str:
        """The formula in words, as printed under every result."""
        return "自评办法：" + "；".join(f"{word}，{rule}" for word, rule in self.rules) + "。"


@frozen
class Reading:
    """The word for one building (None: the neighbourhood) and every reason for it, in words."""

    building: int | None
    weather: Weather
    reasons: tuple[str, ...]
    facts: BuildingFacts = BuildingFacts()

    @property
    def reason(self) -> str:
        """The reasons as one sentence."""
        return "；".join(self.reasons)


def reading(facts: BuildingFacts, formula: Formula | None = None) -> Reading:
    """The weather of these facts with the reasons that led to it, and whom nobody reached."""
    found = _weather(facts, formula or Formula())
    if not facts.unreachable:
        return found
    words = f"{facts.unreachable} 件回访联系不上，不算满意"
    return replace(found, reasons=(*found.reasons, words))


def _weather(facts: BuildingFacts, formula: Formula) -> Reading:
    for weather, find in ((Weather.RAINY, _rain), (Weather.OVERCAST, _overcast)):
        if reasons := find(facts, formula):
            return Reading(facts.building, weather, reasons, facts)
    if facts.open_issues:
        late = f"，其中超期 {facts.overdue} 件" if facts.overdue else "，都在期限内"
        words = f"有 {facts.open_issues} 件未办结{late}"
        return Reading(facts.building, Weather.CLOUDY, (words,), facts)
    return Reading(facts.building, Weather.SUNNY, ("没有未办结的工单",), facts)


def worst_first(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The readings from rain to sun, those with more overdue and open issues first."""
    ranks = {weather: rank for rank, weather in enumerate(Weather)}

    def key(each: Reading) -> tuple[int, int, int, int]:
        number = each.building if each.building is not None else 0
        return -ranks[each.weather], -each.facts.overdue, -each.facts.open_issues, number

    return tuple(sorted(readings, key=key))


def together(facts: Iterable[BuildingFacts]) -> BuildingFacts:
    """The facts of the neighbourhood: those of its buildings and public grounds added up."""
    every = tuple(facts)
    complaints: Counter[str] = Counter()
    for each in every:
        complaints.update(dict(each.complaints))
    return BuildingFacts(
        open_issues=sum(each.open_issues for each in every),
        overdue=sum(each.overdue for each in every),
        emergencies_overdue=sum(each.emergencies_overdue for each in every),
        safety_not_made_safe=sum(each.safety_not_made_safe for each in every),
        complaints=tuple(sorted(complaints.items())),
        satisfied=sum(each.satisfied for each in every),
        answered=sum(each.answered for each in every),
        unreachable=sum(each.unreachable for each in every),
    )


def _rain(facts: BuildingFacts, formula: Formula) -> tuple[str, ...]:
    reasons = []
    if _reached(facts.emergencies_overdue, formula.emergencies_overdue):
        reasons.append(f"{facts.emergencies_overdue} 件紧急工单超期")
    if _reached(facts.safety_not_made_safe, formula.safety_not_made_safe):
        reasons.append(f"{facts.safety_not_made_safe} 件安全隐患还没有先处置")
    return tuple(reasons)


def _overcast(facts: BuildingFacts, formula: Formula) -> tuple[str, ...]:
    reasons = []
    if _reached(facts.overdue, formula.overdue):
        reasons.append(f"{facts.overdue} 件超期")
    for category, count in facts.complaints:
        if _reached(count, formula.complaints):
            name = name_of(category)
            reasons.append(f"{formula.complaint_days} 天内{name}投诉 {count} 件")
    few = facts.answered < max(1, formula.answers)
    if not few and facts.satisfied * 100 < formula.satisfaction * facts.answered:
        percent = facts.satisfied * 100 // facts.answered
        reasons.append(f"满意率 {percent}%（{facts.answered} 人答复）")
    return tuple(reasons)


def _reached(count: int, limit: int) -> bool:
    # A limit of 0 must not turn an empty building into rain.
    return count >= max(1, limit)
