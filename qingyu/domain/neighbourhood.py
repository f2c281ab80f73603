"""The neighbourhood (小区): buildings, units, households, residents, public places."""

from enum import StrEnum

from qingyu.domain.frozen import frozen
from qingyu.domain.place import Place

# Beyond these somebody mistyped; old estates of Hangzhou stay far below.
MOST_BUILDINGS = 300
MOST_UNITS = 20
HIGHEST_BUILDING = 9999


class Standing(StrEnum):
    """How a resident belongs to the household (身份)."""

    OWNER = "业主"
    TENANT = "租客"
    FAMILY = "家属"


@frozen
class Building:
    """A building (幢) and the numbers of its units, ascending."""

    id: int
    number: int
    units: tuple[int, ...] = ()
    note: str = ""

    @property
    def title(self) -> str:
        """The building as people say it: 3幢."""
        return f"{self.number}幢"


@frozen
class BuildingCount:
    """A building with how many households and residents it has."""

    building: Building
    households: int = 0
    residents: int = 0

    @property
    def id(self) -> int:
        """The building's id."""
        return self.building.id


@frozen
class Household:
    """A household (户): one room; unit 0 stands for a building without units."""

    id: int
    building: int
    unit: int
    room: str
    note: str = ""

    @property
    def place(self) -> Place:
        """Where the household lives."""
        return Place(self.building, self.unit or None, self.room)


@frozen
class Resident:
    """A resident (住户) of one household; phone as digits, tags such as 独居老人."""

    id: int
    household: Household
    name: str
    phone: str = ""
    standing: Standing = Standing.OWNER
    tags: tuple[str, ...] = ()
    note: str = ""
    may_contact: bool = True


@frozen
class PublicPlace:
    """A public place (公共部位), in one building or of the whole neighbourhood."""

    id: int
    name: str
    building: int | None = None
    unit: int | None = None

    @property
    def place(self) -> Place:
        """Where it is."""
        return Place(self.building, self.unit, spot=self.name)
