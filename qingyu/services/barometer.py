"""The barometer (晴雨自评): how each building and the whole neighbourhood stand now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from qingyu.domain.barometer import BuildingFacts, Formula, Reading, reading, together
from qingyu.storage import barometer as rows
from qingyu.storage import neighbourhood
from qingyu.storage.store import Store


@dataclass(frozen=True)
class Barometer:
    """The neighbourhood's word, each building's by number, and the formula behind them.

    `grounds` is what belongs to no building, None when nothing was counted there.
    """

    at: datetime
    whole: Reading
    buildings: tuple[Reading, ...]
    grounds: Reading | None
    formula: Formula


def barometer(store: Store) -> Barometer:
    """The self-assessment from live data; every known building is in it."""
    formula = Formula()
    now = store.now()
    since = now - timedelta(days=formula.complaint_days)
    counted = {facts.building: facts for facts in rows.facts(now, since)}
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
