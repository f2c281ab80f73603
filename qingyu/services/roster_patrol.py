"""The patrol checklist: points of the round, public places, spots that gave trouble before."""

from collections.abc import Iterator
from datetime import timedelta

from qingyu.domain.duty_weather import KnownSpot, WeatherAlarm, in_walking_order, known_spots
from qingyu.domain.place import Place
from qingyu.domain.roster_sheet import PatrolSheet, PatrolSpot, short_day
from qingyu.services import handover, rulebook
from qingyu.services.neighbourhood import NAME, PHONE
from qingyu.storage import issue_near, setting
from qingyu.storage import neighbourhood as place_rows
from qingyu.storage.store import Store

_BACK = timedelta(days=3 * 365)
_MOST_SPOTS, _AGAIN = 60, 2


def patrol_sheet(store: Store, alarm: WeatherAlarm | None = None) -> PatrolSheet:
    """The checklist of an ordinary day, or what that weather calls for."""
    alarms = (alarm,) if alarm else tuple(WeatherAlarm)
    rules = [rulebook.weather(store, each) for each in alarms]
    matters = {matter for each in rules for matter in each.matters}
    known = known_spots(issue_near.of_matters(sorted(matters), store.now() - _BACK))
    if alarm is None:
        # On an ordinary day only what is open or came back.
        known = tuple(spot for spot in known if spot.open or spot.times >= _AGAIN)
    listed = in_walking_order(known[:_MOST_SPOTS])
    usual = tuple(dict.fromkeys(_usual(store)))
    # What gave trouble comes before the buildings, which are looked at when there is time.
    near = tuple(spot for spot in usual if spot.place.building is None)
    told = tuple(map(_spot, listed))
    spots = told if alarm else (*near, *told, *usual[len(near) :])
    return PatrolSheet(
        setting.value(NAME),
        f"{alarm}巡查单" if alarm else "巡查单",
        rules[0].advice if alarm else (),
        spots or usual,
        max(0, len(known) - _MOST_SPOTS),
        setting.value(PHONE),
    )


def _usual(store: Store) -> Iterator[PatrolSpot]:
    """The points of the round, the public places, those of one building in one line."""
    for point in handover.points(store):
        yield PatrolSpot(Place(spot=point))
    of_building: dict[int, dict[str, list[int]]] = {}
    for public in place_rows.public_places():
        place = public.place
        if place.building is None:
            yield PatrolSpot(place)
        else:
            units = of_building.setdefault(place.building, {}).setdefault(place.spot, [])
            units.extend([place.unit] if place.unit is not None else [])
    for building, spots in of_building.items():
        yield PatrolSpot(Place(building), "、".join(_within(*each) for each in spots.items()))


def _within(spot: str, units: list[int]) -> str:
    """屋面, 楼道（1、2单元）."""
    return f"{spot}（{'、'.join(map(str, units))}单元）" if units else spot


def _spot(spot: KnownSpot) -> PatrolSpot:
    last = f"{spot.last.year}年{short_day(spot.last)}"
    still = "，还没修好" if spot.open else ""
    return PatrolSpot(spot.place, f"{spot.matter}：报过 {spot.times} 次，最近 {last}{still}")
