"""The buildings of the practice neighbourhood, their homes, and who lives there."""

from dataclasses import dataclass, field

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.neighbourhood import Standing
from qingyu.services.demo.dice import Dice, Wheel
from qingyu.services.demo.lore import read
from qingyu.services.demo.names import MEN, WOMEN, NameMaker

# How far a building may grow, in this order, where many families are asked for.
_MOST = {"rooms": 4, "units": 8, "storeys": 33}
_OWNER_BORN: Wheel[tuple[int, int]] = Wheel(
    [
        ((1935, 1945), 20), ((1946, 1955), 30), ((1956, 1965), 24), ((1966, 1979), 16),
        ((1980, 1995), 10),
    ]
)  # fmt: skip


@dataclass
class Tower:
    """A building as it was built."""

    number: int
    units: int
    storeys: int
    rooms: int

    @property
    def homes(self) -> int:
        """How many homes it has."""
        return self.units * self.storeys * self.rooms


@frozen
class Home:
    """A home that somebody is registered in."""

    id: int
    tower: Tower
    unit: int
    storey: int
    door: int
    note: str = ""

    @property
    def room(self) -> str:
        """The number on the door: 501."""
        return f"{self.storey}{self.door:02d}"


@frozen
class Person:
    """A resident and what the register does not say: sex, year of birth."""

    id: int
    home: Home
    surname: str
    name: str
    sex: str
    born: int
    phone: str
    standing: Standing
    tags: tuple[str, ...] = ()
    note: str = ""
    may_contact: bool = True


@dataclass
class Streets:
    """Buildings, homes and people, found by where they are."""

    towers: list[Tower] = field(default_factory=list)
    homes: list[Home] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    of_home: list[list[Person]] = field(default_factory=list)
    of_unit: dict[tuple[int, int], list[Person]] = field(default_factory=dict)
    of_tower: dict[int, list[Person]] = field(default_factory=dict)

    def settle(self, home: Home, people: list[Person]) -> None:
        """Lets a family move in."""
        self.homes.append(home)
        self.of_home.append(people)
        self.people += people
        self.of_unit.setdefault((home.tower.number, home.unit), []).extend(people)
        self.of_tower.setdefault(home.tower.number, []).extend(people)


def build(dice: Dice, names: NameMaker, buildings: int, households: int, year: int) -> Streets:
    """That many buildings with that many families; RuleError when they do not fit."""
    lore = read("neighbourhood")
    streets = Streets(towers=_towers(dice, buildings, households))
    doors = sum(tower.homes for tower in streets.towers)
    lived_in = set(dice.some(range(doors), households))
    tags: Wheel[str] = Wheel(lore["tags"].items())
    door = 0
    for tower in streets.towers:
        for unit, storey, number in _doors(tower):
            if door in lived_in:
                note = dice.pick(lore["household_notes"])
                home = Home(len(streets.homes) + 1, tower, unit, storey, number, note)
                notes = lore["resident_notes"]
                family = _family(dice, names, home, len(streets.people) + 1, year, tags, notes)
                streets.settle(home, family)
            door += 1
    return streets


def _doors(tower: Tower) -> list[tuple[int, int, int]]:
    return [
        (unit, storey, door)
        for unit in range(1, tower.units + 1)
        for storey in range(1, tower.storeys + 1)
        for door in range(1, tower.rooms + 1)
    ]


def _towers(dice: Dice, buildings: int, households: int) -> list[Tower]:
    storeys: Wheel[int] = Wheel([(5, 3), (6, 5), (7, 3)])
    rooms: Wheel[int] = Wheel([(2, 6), (3, 3)])
    towers = [
        Tower(number, dice.whole(2, 4), dice.spin(storeys), dice.spin(rooms))
        for number in range(1, buildings + 1)
    ]
    for feature, most in _MOST.items():
        while sum(tower.homes for tower in towers) < households:
            low = [tower for tower in towers if getattr(tower, feature) < most]
            if not low:
                break
            for tower in low:
                setattr(tower, feature, getattr(tower, feature) + 1)
    if sum(tower.homes for tower in towers) < households:
        raise RuleError(f"{buildings} 幢楼住不下 {households} 户", "请多给几幢楼，或少几户。")
    return towers


def _family(
    dice: Dice, names: NameMaker, home: Home, first_id: int, year: int, tags: Wheel[str],
    notes: list[str],
) -> list[Person]:  # fmt: skip
    """The owner, often with a spouse or child, or tenants."""
    let = home.note == "出租" or dice.chance(0.12)
    born = dice.whole(*(dice.spin(_OWNER_BORN) if not let else (1972, 2000)))
    sex = dice.pick((MEN, WOMEN))
    sketch = [(born, sex, "", Standing.TENANT if let else Standing.OWNER)]
    if home.note == "空关":
        pass
    elif dice.chance(0.55):
        other = WOMEN if sex == MEN else MEN
        standing = Standing.TENANT if let else Standing.FAMILY
        sketch.append((min(2000, born + dice.whole(-3, 5)), other, "", standing))
    if not let and dice.chance(0.3):
        child = dice.whole(born + 23, born + 34)
        if child <= 2000:
            father = names.surname() if sex == WOMEN else "父"
            sketch.append((child, dice.pick((MEN, WOMEN)), father, Standing.FAMILY))
    people: list[Person] = []
    surname = names.surname()
    for number, (when, which, origin, standing) in enumerate(sketch):
        own = surname if number == 0 or origin == "父" else origin or names.surname()
        people.append(
            Person(
                first_id + number, home, own, own + names.given(which, when), which, when,
                _phone(dice, names, year - when), standing,
                _tags(dice, tags, standing, year - when, len(sketch)),
                dice.pick(notes), not dice.chance(0.04),
            )
        )  # fmt: skip
    return people


def _phone(dice: Dice, names: NameMaker, age: int) -> str:
    if dice.chance(0.07):
        return ""
    return names.landline() if age > 74 and dice.chance(0.3) else names.mobile()


def _tags(
    dice: Dice, wheel: Wheel[str], standing: Standing, age: int, together: int
) -> tuple[str, ...]:
    if together == 1 and age >= 75 and standing is Standing.OWNER:
        return ("独居老人", "高龄") if age >= 80 else ("独居老人",)
    if age >= 82:
        return ("高龄",)
    if dice.chance(0.14):
        tag = dice.spin(wheel)
        fits = {
            "独居老人": age >= 68 and together == 1,
            "高龄": age >= 80,
            "孕妇": False,
            "三岁以下儿童": 25 <= age <= 42,
            "出租户": standing is Standing.TENANT,
            "军属": age >= 30,
            "志愿者": 30 <= age <= 78,
        }
        return (tag,) if fits.get(tag, True) else ()
    return ()
