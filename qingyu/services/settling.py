"""Homes, and all else of a neighbourhood that an import brings along."""

from collections.abc import Iterable
from dataclasses import replace

from qingyu.domain.layout_sheet import LayoutRow, layout_of
from qingyu.domain.neighbourhood import Household, PublicPlace
from qingyu.storage import neighbourhood as rows
from qingyu.storage.journal import Writer


def unknown(layout: Iterable[LayoutRow]) -> tuple[LayoutRow, ...]:
    """What the book does not hold yet; a remark that is empty says nothing."""
    known = layout_of(rows.buildings(), rows.households(), rows.public_places())
    remarks = {_bare(row): row.note for row in known}
    return tuple(
        row
        for row in dict.fromkeys(layout)
        if _bare(row) not in remarks or (row.note and _is_building(row) and row.note
                                         != remarks[_bare(row)])
    )


class Homes:
    """The households of one import, made with their buildings and units as they come up."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._made: dict[tuple[int, int, str], Household] = {}
        buildings = rows.buildings()
        self._buildings = {building.number: building.id for building in buildings}
        self._units = {(each.number, unit) for each in buildings for unit in each.units}

    def settled(self, home: Household) -> Household:
        """The household with its id."""
        if home.id:
            return home
        key = (home.building, home.unit, home.room.casefold())
        if key not in self._made:
            self._made[key] = replace(home, id=self._make(home))
        return self._made[key]

    def lay_out(self, row: LayoutRow) -> None:
        """Makes what the row tells of; the book must not hold it yet, save for a remark."""
        if row.spot:
            place = PublicPlace(0, row.spot, row.building or None, row.unit or None)
            rows.add_public_place(self._writer, place)
        elif row.room:
            self.settled(Household(0, row.building, row.unit, row.room, row.note))
        elif row.unit:
            self._unit(row.building, row.unit)
        else:
            ident = self._building(row.building)
            if row.note:
                rows.save_building_note(self._writer, ident, row.note)

    def _make(self, home: Household) -> int:
        building_id = self._building(home.building)
        if home.unit:
            self._unit(home.building, home.unit)
        return rows.add_household(self._writer, building_id, home.unit, home.room, home.note)

    def _building(self, number: int) -> int:
        if number not in self._buildings:
            self._buildings[number] = rows.add_building(self._writer, number)
        return self._buildings[number]

    def _unit(self, building: int, unit: int) -> None:
        if (building, unit) not in self._units:
            rows.add_unit(self._writer, self._building(building), unit)
            self._units.add((building, unit))


def _bare(row: LayoutRow) -> LayoutRow:
    return replace(row, room=row.room.casefold(), note="")


def _is_building(row: LayoutRow) -> bool:
    return not (row.unit or row.room or row.spot)
