"""Buildings, units, households, residents, public places: rows ↔ dataclasses."""

from typing import Any

from peewee import fn

from qingyu.domain.errors import RuleError
from qingyu.domain.neighbourhood import (
    Building,
    BuildingCount,
    Household,
    PublicPlace,
    Resident,
    Standing,
)
from qingyu.domain.place import Place
from qingyu.storage import tables
from qingyu.storage.journal import Writer

_TAG_MARK = "、"


def buildings() -> tuple[Building, ...]:
    """All buildings with their unit numbers, by number."""
    units: dict[int, list[int]] = {}
    pairs: Any = tables.Unit.select(tables.Unit.building, tables.Unit.number).tuples()
    for building_id, number in pairs:
        units.setdefault(building_id, []).append(number)
    rows = tables.Building.select().order_by(tables.Building.number)
    return tuple(
        Building(row.id, row.number, tuple(sorted(units.get(row.id, ()))), row.note) for row in rows
    )


def building_counts() -> tuple[BuildingCount, ...]:
    """All buildings with how many households and residents they have, by number."""
    homes: Any = tables.Household.select(
        tables.Household.building, fn.COUNT(tables.Household.id)
    ).group_by(tables.Household.building)
    people: Any = (
        tables.Resident.select(tables.Household.building, fn.COUNT(tables.Resident.id))
        .join(tables.Household)
        .group_by(tables.Household.building)
    )
    lived_in, inhabitants = dict(homes.tuples()), dict(people.tuples())
    return tuple(
        BuildingCount(each, lived_in.get(each.id, 0), inhabitants.get(each.id, 0))
        for each in buildings()
    )


def add_building(writer: Writer, number: int, note: str = "") -> int:
    """The id of a new building."""
    return writer.insert(tables.Building, number=number, note=note)


def save_building_note(writer: Writer, building_id: int, note: str) -> bool:
    """Whether the building's remark differed and was brought to this."""
    return writer.update(tables.Building, building_id, note=note)


def add_unit(writer: Writer, building_id: int, number: int) -> int:
    """The id of a new unit."""
    return writer.insert(tables.Unit, building=building_id, number=number)


def remove_unit(writer: Writer, building_id: int, number: int) -> None:
    """Removes a unit; RuleError while somebody lives in it."""
    lived_in = tables.Household.select().where(
        tables.Household.building == building_id, tables.Household.unit == number
    )
    if lived_in.exists():
        raise RuleError(f"{number}单元还有住户，不能删除", "请先把住户移走。")
    row = tables.Unit.get_or_none(tables.Unit.building == building_id, tables.Unit.number == number)
    if row is not None:
        writer.delete(tables.Unit, row.id)


def remove_building(writer: Writer, building_id: int) -> None:
    """Removes a building with its empty units; RuleError while somebody lives in it."""
    units = tables.Unit.select().where(tables.Unit.building == building_id)
    for unit in list(units):
        remove_unit(writer, building_id, unit.number)
    writer.delete(tables.Building, building_id)


def add_household(writer: Writer, building_id: int, unit: int, room: str, note: str = "") -> int:
    """The id of a new household; unit 0 where the building has no units."""
    return writer.insert(tables.Household, building=building_id, unit=unit, room=room, note=note)


def add_resident(writer: Writer, resident: Resident) -> int:
    """The id of a new resident of `resident.household`."""
    return writer.insert(tables.Resident, household=resident.household.id, **_columns(resident))


def save_resident(writer: Writer, resident: Resident) -> bool:
    """Whether the stored resident differed and was brought to this."""
    return writer.update(
        tables.Resident, resident.id, household=resident.household.id, **_columns(resident)
    )


def remove_resident(writer: Writer, resident_id: int) -> None:
    """Removes a resident; RuleError while feedback names them."""
    writer.delete(tables.Resident, resident_id)


def households() -> tuple[Household, ...]:
    """All households, as one walks the stairs."""
    return tuple(_household(row) for row in _homes())


def household_at(place: Place) -> Household | None:
    """The household of a whole address, or None."""
    if place.building is None or place.room is None:
        return None
    query = _homes().where(
        tables.Building.number == place.building, tables.Household.room == place.room
    )
    if place.unit is not None:
        query = query.where(tables.Household.unit == place.unit)
    found = [_household(row) for row in query]
    return found[0] if len(found) == 1 else None


def households_like(place: Place, limit: int) -> tuple[Household, ...]:
    """Households of this building and unit whose room begins so; any part may be missing."""
    query = _homes()
    if place.building is not None:
        query = query.where(tables.Building.number == place.building)
    if place.unit is not None:
        query = query.where(tables.Household.unit == place.unit)
    if place.room is not None:
        query = query.where(tables.Household.room.startswith(place.room))
    return tuple(_household(row) for row in query.limit(limit))


def residents(*, building: int | None = None, household: int | None = None) -> tuple[Resident, ...]:
    """Residents by building, unit, room and id; all of them without a condition."""
    query = _people()
    if building is not None:
        query = query.where(tables.Building.number == building)
    if household is not None:
        query = query.where(tables.Household.id == household)
    return _residents(query)


def residents_by_ids(idents: list[int]) -> dict[int, Resident]:
    """These residents by id; those gone are left out."""
    query = _people().where(tables.Resident.id.in_(idents))
    return {each.id: each for each in _residents(query)}


def residents_with_phone(phone: str) -> tuple[Resident, ...]:
    """Residents whose phone is exactly these digits."""
    return _residents(_people().where(tables.Resident.phone == phone))


def public_places() -> tuple[PublicPlace, ...]:
    """All public places."""
    query = tables.PublicPlace.select().order_by(tables.PublicPlace.building, tables.PublicPlace.id)
    return tuple(PublicPlace(row.id, row.name, row.building, row.unit) for row in query)


def add_public_place(writer: Writer, place: PublicPlace) -> int:
    """The id of a new public place."""
    return writer.insert(
        tables.PublicPlace, name=place.name, building=place.building, unit=place.unit
    )


def save_public_place(writer: Writer, place: PublicPlace) -> bool:
    """Whether the stored public place differed and was brought to this."""
    return writer.update(
        tables.PublicPlace, place.id, name=place.name, building=place.building, unit=place.unit
    )


def remove_public_place(writer: Writer, ident: int) -> None:
    """Removes a public place."""
    writer.delete(tables.PublicPlace, ident)


def _homes() -> Any:
    home = tables.Household
    return (
        home.select(home, tables.Building)
        .join(tables.Building)
        .order_by(tables.Building.number, home.unit, home.room)
    )


def _people() -> Any:
    person, home = tables.Resident, tables.Household
    return (
        person.select(
            *(home.id, tables.Building.number, home.unit, home.room, home.note),
            *(person.id, person.name, person.phone, person.standing, person.tags, person.note),
            person.may_contact,
        )
        .join(home)
        .join(tables.Building)
        .order_by(tables.Building.number, home.unit, home.room, person.id)
    )


def _household(row: Any) -> Household:
    return Household(row.id, row.building.number, row.unit, row.room, row.note)


def _residents(query: Any) -> tuple[Resident, ...]:
    # Thousands are shown at once, so the plain rows: peewee's objects cost ten times that.
    rows = tables.Resident._meta.database.execute(query).fetchall()
    return tuple(_resident(row) for row in rows)


def _resident(row: Any) -> Resident:
    home = Household(*row[:5])
    ident, name, phone, standing, tags, note, may_contact = row[5:]
    kept = tuple(tag for tag in tags.split(_TAG_MARK) if tag)
    return Resident(ident, home, name, phone, Standing(standing), kept, note, bool(may_contact))


def _columns(resident: Resident) -> dict[str, Any]:
    return {
        "name": resident.name,
        "phone": resident.phone,
        "standing": str(resident.standing),
        "tags": _TAG_MARK.join(resident.tags),
        "note": resident.note,
        "may_contact": resident.may_contact,
    }
