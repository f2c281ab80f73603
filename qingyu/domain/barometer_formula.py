"""The numbers of the barometer's formula a neighbourhood may set: what each may be, how kept."""

import json
from dataclasses import asdict

from qingyu.domain.barometer import Formula, Reading, Weather
from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen


@frozen
class FormulaNumber:
    """One number: its field of Formula, the word it decides, its name, unit, least and most."""

    key: str
    word: Weather
    name: str
    unit: str
    least: int
    most: int


NUMBERS = (
    FormulaNumber("emergencies_overdue", Weather.RAINY, "紧急工单超期满", "件", 1, 99),
    FormulaNumber("safety_not_made_safe", Weather.RAINY, "安全隐患未先处置满", "件", 1, 99),
    FormulaNumber("overdue", Weather.OVERCAST, "工单超期满", "件", 1, 999),
    FormulaNumber("complaints", Weather.OVERCAST, "同类投诉满", "件", 1, 99),
    FormulaNumber("complaint_days", Weather.OVERCAST, "投诉和答复看最近", "天", 1, 90),
    FormulaNumber("satisfaction", Weather.OVERCAST, "满意率低于", "%", 0, 100),
    FormulaNumber("answers", Weather.OVERCAST, "满意率至少要有答复", "人", 1, 99),
)


def check_formula(formula: Formula) -> None:
    """RuleError when a number makes no sense."""
    for number in NUMBERS:
        given: object = getattr(formula, number.key)
        if type(given) is not int or not number.least <= given <= number.most:
            raise RuleError(
                f"「{number.name}」不能是 {str(given)[:12]}",
                f"请写 {number.least} 到 {number.most} 的整数。",
            )


def formula_text(formula: Formula) -> str:
    """The numbers as they are stored."""
    return json.dumps(asdict(formula))


def read_formula(text: str) -> Formula:
    """The formula of a stored text, the default when nothing was stored; RuleError when spoiled."""
    if not text:
        return Formula()
    try:
        told = json.loads(text)
        formula = Formula(**told)
    except (ValueError, TypeError, RecursionError) as error:
        hint = "请在「晴雨表」的「自评办法」里重新设。"
        raise RuleError("存着的自评办法读不出来", hint) from error
    check_formula(formula)
    return formula


@frozen
class WordChange:
    """One building (None: public grounds) under the numbers in force and under others."""

    building: int | None
    before: Weather
    after: Weather
    reason: str

    @property
    def differs(self) -> bool:
        """Whether the word would be another."""
        return self.before is not self.after


def word_changes(now: tuple[Reading, ...], then: tuple[Reading, ...]) -> tuple[WordChange, ...]:
    """Every building under both, those whose word changes first; buildings of one are left out."""
    words = {each.building: each.weather for each in now}
    every = (
        WordChange(each.building, words[each.building], each.weather, each.reason)
        for each in then
        if each.building in words
    )
    return tuple(sorted(every, key=lambda each: not each.differs))
