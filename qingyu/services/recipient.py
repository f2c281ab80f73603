"""Whose doors a slip goes to, read from the book and sorted as one walks the stairs."""

import re
from collections.abc import Collection, Iterable
from enum import StrEnum

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.neighbourhood import Household, Resident, Standing
from qingyu.domain.pattern import pattern
from qingyu.domain.place import Place
from qingyu.domain.place_reading import find_places
from qingyu.domain.recipient import Recipient
from qingyu.storage import neighbourhood as rows
from qingyu.storage.store import Store

_ROOM = pattern(r"\d+")
_APART = pattern(r"[、,，;；\s]+")


class Per(StrEnum):
    """One slip for each of these."""

    HOUSEHOLD = "每户一张"
    UNIT = "每个单元一张"


@frozen
class Doors:
    """The recipients in walking order; unnamed: slips without a name, vacant: flats left out."""

    recipients: tuple[Recipient, ...] = ()
    unnamed: int = 0
    vacant: int = 0


def doors(
    store: Store,
    buildings: Collection[int] = (),
    only: str = "",
    *,
    per: Per = Per.HOUSEHOLD,
    with_vacant: bool = False,
) -> Doors:
    """The doors of these buildings, of all without any; RuleError for a door that is not there.

    only: units or doors as typed (3-2、3幢1单元、3-2-501), instead of whole buildings. A resident
    who does not want to be contacted gets a slip without a name; a flat where nobody is known to
    live gets none unless with_vacant.
    """
    wanted = _wanted(only) or [Place(number) for number in buildings]
    if per is Per.UNIT:
        return Doors(tuple(Recipient(place) for place in _units(wanted)))
    homes = sorted(
        (home for home in rows.households() if not wanted or _within(home.place, wanted)),
        key=_steps,
    )
    _refuse_unknown(wanted, [home.place for home in homes])
    living: dict[int, list[Resident]] = {}
    for person in rows.residents():
        living.setdefault(person.household.id, []).append(person)
    kept = [home for home in homes if with_vacant or living.get(home.id)]
    slips = tuple(Recipient(home.place, _name(living.get(home.id, ()))) for home in kept)
    return Doors(
        slips,
        unnamed=sum(not slip.name for slip in slips),
        vacant=sum(not living.get(home.id) for home in homes) if not with_vacant else 0,
    )


def _wanted(only: str) -> list[Place]:
    """The places typed; RuleError names what is none."""
    found = []
    for part in _APART.split(only.strip()):
        if not part:
            continue
        places = [match.place for match in find_places(part) if match.place.building]
        short = re.fullmatch(r"(\d{1,3})-(\d{1,2})", part)
        if short:
            places = [Place(int(short[1]), int(short[2]))]
        if not places:
            raise RuleError(f"「{part[:20]}」看不懂是哪扇门", "请写成 3-2 或 3-2-501 这样。")
        found.append(places[0])
    return found


def _units(wanted: list[Place]) -> list[Place]:
    every = [
        Place(building.number, unit)
        for building in sorted(rows.buildings(), key=lambda each: each.number)
        for unit in building.units or (None,)
    ]
    units = [place for place in every if not wanted or _within(place, [
        Place(each.building, each.unit) for each in wanted
    ])]
    _refuse_unknown(wanted, units, deep=False)
    return units


def _within(place: Place, wanted: Iterable[Place]) -> bool:
    return any(
        place.building == each.building
        and (each.unit is None or place.unit == each.unit)
        and (each.room is None or place.room == each.room)
        for each in wanted
    )


def _refuse_unknown(wanted: list[Place], known: list[Place], *, deep: bool = True) -> None:
    for each in wanted:
        meant = each if deep else Place(each.building, each.unit)
        if (meant.unit or meant.room) and not any(_within(place, [meant]) for place in known):
            raise RuleError(
                f"「楼栋住户」里没有{meant.text}", "请核对门牌，或先到「楼栋住户」补上。"
            )


def _steps(home: Household) -> tuple[int, int, int, str]:
    """Building after building, unit after unit, and up the stairs."""
    digits = _ROOM.search(home.room)
    return home.building, home.unit, int(digits[0]) if digits else 0, home.room


def _name(living: Iterable[Resident]) -> str:
    """The owner's name, else that of whoever lives there; nobody who said not to be contacted."""
    asked = [person for person in living if person.may_contact]
    owners = [person for person in asked if person.standing is Standing.OWNER]
    return next((person.name for person in (*owners, *asked)), "")
