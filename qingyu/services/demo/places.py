"""Where things happen: sore places come back again and again, the rest is spread evenly."""

from qingyu.domain.place import Place
from qingyu.services.demo.dice import Dice
from qingyu.services.demo.lore import MatterLore
from qingyu.services.demo.streets import Home, Person, Streets

_SORE = 3
_OLD = 1955
_CHINESE = "零一二三四五六七八九十"


class PlaceFinder:
    """Chooses places for matters and people who speak about them."""

    def __init__(self, dice: Dice, streets: Streets) -> None:
        self._dice = dice
        self._streets = streets
        self._sore: dict[str, list[Place]] = {}
        self._homes = {
            "room": streets.homes,
            "top": [home for home in streets.homes if home.storey == home.tower.storeys],
            "ground": [home for home in streets.homes if home.storey == 1],
            "low": [home for home in streets.homes if home.storey < home.tower.storeys],
            "old": [
                home
                for home, family in zip(streets.homes, streets.of_home, strict=True)
                if any(person.born <= _OLD for person in family)
            ],
        }
        # The few who write often.
        count = min(len(streets.homes), 6 + len(streets.homes) // 60)
        self._talkers = dice.some(streets.homes, count) if streets.homes else []

    def can(self, matter: MatterLore) -> bool:
        """Whether there is any place for such a matter."""
        return matter.where == "grounds" or bool(self._streets.towers)

    def place(self, matter: MatterLore) -> Place:
        """Where it happens this time."""
        sore = self._sore.setdefault(matter.name, [])
        if sore and self._dice.chance(0.3):
            return self._dice.pick(sore)
        found = self._fresh(matter)
        if len(sore) < _SORE:
            sore.append(found)
        elif self._dice.chance(0.04):
            sore[self._dice.whole(0, _SORE - 1)] = found
        return found

    def storeys(self, place: Place) -> int:
        """How high the building is; six where none is named."""
        towers = self._streets.towers
        return towers[place.building - 1].storeys if place.building else 6

    def speaker(self, place: Place, *, who: str = "") -> Person | None:
        """Somebody who lives there or passes by, or None where nobody is registered."""
        dice, streets = self._dice, self._streets
        if place.room:
            return self._at_home(place, who)
        if place.building is None:
            if self._talkers and dice.chance(0.25):
                return dice.pick(streets.of_home[dice.pick(self._talkers).id - 1])
            return dice.pick(streets.people) if streets.people else None
        near = streets.of_unit.get((place.building, place.unit or 0)) if place.unit else None
        near = near or streets.of_tower.get(place.building)
        return dice.pick(near) if near else None

    def neighbour(self, matter: MatterLore, place: Place) -> tuple[Person | None, Place]:
        """Somebody else whom it concerns, and where; under the roof, another home at the top."""
        if matter.where != "top":
            return self.speaker(place), place
        near = self._streets.of_tower.get(place.building or 0, [])
        tops = [each for each in near if each.home.storey == each.home.tower.storeys]
        person = self._dice.pick(tops) if tops else None
        return person, place_of(person.home) if person else place

    def home(self) -> Person | None:
        """Anybody who is registered, the talkative more often."""
        return self.speaker(Place())

    def _at_home(self, place: Place, who: str) -> Person | None:
        near = self._streets.of_unit.get((place.building or 0, place.unit or 0), [])
        family = [person for person in near if person.home.room == place.room]
        if who == "old":
            return min(family, key=lambda person: person.born, default=None)
        return self._dice.pick(family) if family else None

    def _fresh(self, matter: MatterLore) -> Place:
        dice, streets = self._dice, self._streets
        spot = dice.pick(matter.spots)
        if matter.where == "grounds":
            return Place(spot=spot)
        tower = dice.pick(streets.towers)
        if matter.where == "building":
            return Place(tower.number, spot=spot)
        unit = dice.whole(1, tower.units)
        if matter.where == "unit":
            return Place(tower.number, unit)
        homes = self._homes[matter.who or matter.where]
        if homes:
            return place_of(self._talker(homes) or dice.pick(homes))
        storey = dice.whole(1, tower.storeys - 1)
        storey = {"top": tower.storeys, "ground": 1}.get(matter.where, storey)
        return Place(tower.number, unit, f"{storey}{dice.whole(1, tower.rooms):02d}")

    def _talker(self, homes: list[Home]) -> Home | None:
        if homes is not self._streets.homes or not homes or not self._dice.chance(0.15):
            return None
        return self._dice.pick(self._talkers)


def place_of(home: Home) -> Place:
    """The address of a home."""
    return Place(home.tower.number, home.unit, home.room)


def chinese(number: int) -> str:
    """A number up to 99 in characters: 二十一."""
    tens, ones = divmod(number, 10)
    if number <= 10 or tens > 9:
        return _CHINESE[number] if number <= 10 else f"{number}"
    return (_CHINESE[tens] if tens > 1 else "") + "十" + (_CHINESE[ones] if ones else "")


def said(dice: Dice, place: Place, *, formal: bool = False) -> str:
    """The place as somebody writes it: 3-2-501, 三号楼2单元, 3#2-501; empty when unknown."""
    if place.building is None:
        return place.spot
    roll = dice.share()
    number = f"{place.building}"
    if formal or roll < 0.42:
        house, unit = f"{number}幢", f"{place.unit}单元"
    elif roll < 0.68 and place.unit:
        return f"{number}-{place.unit}" + (f"-{place.room}" if place.room else "")
    elif roll < 0.76:
        house, unit = f"{chinese(place.building)}幢", f"{chinese(place.unit or 1)}单元"
    elif roll < 0.84:
        house, unit = f"{number}栋", f"{place.unit}单元"
    elif roll < 0.91:
        house, unit = f"{number}号楼", f"{place.unit}单元"
    elif roll < 0.94:
        house, unit = f"{chinese(place.building)}号楼", f"{place.unit}单元"
    elif roll < 0.975 and place.unit and place.room:
        return f"{number}#{place.unit}-{place.room}"
    else:
        house, unit = f"{number}幢", f"{place.unit}单元"
    text = house + (unit if place.unit else "") + (place.room or "")
    if place.room and (formal or dice.chance(0.4)):
        text += "室"
    return text + place.spot
