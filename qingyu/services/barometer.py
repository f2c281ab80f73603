"""The barometer (晴雨自评): how each building stands now, by a formula that may be set."""

import logging
from datetime import datetime, timedelta

from qingyu.domain.barometer import BuildingFacts, Formula, Reading, reading, together
from qingyu.domain.barometer_formula import check_formula, formula_text, read_formula
from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.month import Month, month_of
from qingyu.domain.right import Right
from qingyu.storage import barometer as rows
from qingyu.storage import neighbourhood, setting
from qingyu.storage.store import Store

_FORMULA = "barometer.formula"
_MOST_MONTHS = 24


@frozen
class Barometer:
    """The neighbourhood's word, each building's by number, and the formula behind them.

    `grounds` is what belongs to no building, None when nothing was counted there.
    """

    at: datetime
    whole: Reading
    buildings: tuple[Reading, ...]
    grounds: Reading | None
    formula: Formula

    @property
    def every(self) -> tuple[Reading, ...]:
        """The buildings, and the public grounds where something was counted."""
        return (*self.buildings, self.grounds) if self.grounds is not None else self.buildings


def formula_in_force(store: Store) -> Formula:
    """The formula in force; the default where none was set, or what was set cannot be read."""
    try:
        return read_formula(setting.value(_FORMULA))
    except RuleError as error:
        logging.getLogger(__name__).warning("the default formula is used: %s", error)
        return Formula()


def set_formula(store: Store, formula: Formula, *, by: int | None) -> Changes:
    """Sets the numbers behind the words; RuleError when one of them makes no sense."""
    check_formula(formula)
    with store.operation("修改自评办法", by=by, needs=Right.MANAGE) as writer:
        setting.put(writer, _FORMULA, formula_text(formula))
    return writer.changes


def months(store: Store) -> tuple[Month, ...]:
    """The months that may have a sheet, the running one first, at most two years of them."""
    # Not needed for the weather of the first page.
    from qingyu.storage import figures as figure_rows

    running = month_of(store.now().date())
    began = figure_rows.first_day()
    found = [running]
    while began is not None and len(found) < _MOST_MONTHS and found[-1].first > began:
        found.append(found[-1].before)
    return tuple(found)


def barometer(store: Store, tried: Formula | None = None) -> Barometer:
    """The self-assessment from live data by the formula in force or another; every building."""
    formula = tried or formula_in_force(store)
    now = store.now()
    counted = {facts.building: facts for facts in _counted(now, formula)}
    known = {building.number for building in neighbourhood.buildings()}
    numbers = sorted(known | {number for number in counted if number is not None})
    each = tuple(reading(counted.get(number, BuildingFacts(number)), formula) for number in numbers)
    public = counted.get(None)
    return Barometer(
        at=now,
        whole=reading(together(counted.values()), formula),
        buildings=each,
        grounds=reading(public, formula) if public is not None else None,
        formula=formula,
    )


def whole(store: Store) -> Reading:
    """The same for the neighbourhood alone, by the formula in force."""
    formula = formula_in_force(store)
    return reading(together(_counted(store.now(), formula)), formula)


def _counted(now: datetime, formula: Formula) -> list[BuildingFacts]:
    return rows.facts(now, now - timedelta(days=formula.complaint_days))
