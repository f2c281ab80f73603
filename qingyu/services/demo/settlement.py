"""The rows that stand still: buildings, homes, people, stewards, shifts."""

from datetime import datetime

from qingyu.domain.frozen import frozen
from qingyu.services.demo.dice import Dice
from qingyu.services.demo.duty_rows import write_duty
from qingyu.services.demo.lore import read
from qingyu.services.demo.notices import write_notices
from qingyu.services.demo.people import Crew
from qingyu.services.demo.postings import PostingBook
from qingyu.services.demo.rows import person_row
from qingyu.services.demo.streets import Streets
from qingyu.services.neighbourhood import NAME, PHONE
from qingyu.storage import tables
from qingyu.storage.bulk import BulkWriter


@frozen
class Settlement:
    """Where everything happens and who serves there."""

    streets: Streets
    crew: Crew


def write_settlement(
    writer: BulkWriter, dice: Dice, settlement: Settlement, until: datetime
) -> None:
    """Writes the neighbourhood without what happens in it."""
    lore = read("neighbourhood")
    for key, value in ((NAME, lore["name"]), (PHONE, lore["duty_phone"])):
        writer.add(tables.Setting, {"key": key, "value": value})
    _write_streets(writer, dice, settlement.streets, lore["building_notes"])
    _write_public_places(writer, settlement.streets)
    _write_crew(writer, settlement.crew)
    write_duty(writer, dice, settlement.crew.recorders, until)
    leader, streets = settlement.crew.stewards[0], settlement.streets
    book = PostingBook(writer, streets.towers, streets.homes, (leader.id, leader.name), until)
    write_notices(writer, dice, book, leader.id, lore["duty_phone"], until)
    writer.flush()


def _write_streets(writer: BulkWriter, dice: Dice, streets: Streets, notes: list[str]) -> None:
    for tower in streets.towers:
        row = {"id": tower.number, "number": tower.number, "note": dice.pick(notes)}
        writer.add(tables.Building, row)
        for unit in range(1, tower.units + 1):
            writer.add(tables.Unit, {"building_id": tower.number, "number": unit})
    for home in streets.homes:
        row = {"id": home.id, "building_id": home.tower.number, "unit": home.unit}
        writer.add(tables.Household, {**row, "room": home.room, "note": home.note})
    for person in streets.people:
        writer.add(tables.Resident, person_row(person))


def _write_public_places(writer: BulkWriter, streets: Streets) -> None:
    lore = read("neighbourhood")
    for name in lore["grounds"]:
        writer.add(tables.PublicPlace, {"name": name})
    for tower in streets.towers:
        for name in lore["in_building"]:
            writer.add(tables.PublicPlace, {"name": name, "building": tower.number})
        for unit in range(1, tower.units + 1):
            for name in lore["in_unit"]:
                row = {"name": name, "building": tower.number, "unit": unit}
                writer.add(tables.PublicPlace, row)


def _write_crew(writer: BulkWriter, crew: Crew) -> None:
    for person in crew.stewards:
        row = {"id": person.id, "name": person.name, "role": person.role.value}
        row |= {"phone": person.phone, "tags": "、".join(person.tags), "active": person.active}
        writer.add(tables.Steward, row)
    for party in crew.contacts:
        row = {"id": party.id, "name": party.name, "trade": party.trade}
        writer.add(tables.Contact, {**row, "phone": party.phone, "note": party.note})
