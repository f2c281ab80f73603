"""The stewards of the practice neighbourhood, the parties outside, and who does what."""


from qingyu.domain.frozen import frozen
from qingyu.domain.steward import Contact, Role, Steward
from qingyu.services.demo.dice import Dice
from qingyu.services.demo.lore import read
from qingyu.services.demo.names import MEN, WOMEN, NameMaker

_TAGS = (
    ("党员骨干",), ("党员骨干", "楼栋长"), ("楼栋长",), ("党员骨干", "民情观察员"), ("楼栋长",),
    ("单元长",), ("民情观察员",), ("楼栋长", "单元长"), (), ("党员骨干",), ("单元长",), (), (),
)  # fmt: skip
_FIRST = "陆建芬"


@frozen
class Crew:
    """Who serves, by what they may be asked to do; workers are those who take issues on."""

    stewards: tuple[Steward, ...]
    contacts: tuple[Contact, ...]
    leads: tuple[Steward, ...]
    workers: tuple[Steward, ...]
    recorders: tuple[Steward, ...]
    trades: dict[str, tuple[Contact, ...]]

    def other_than(self, dice: Dice, ident: int | None) -> Steward:
        """A worker who is not this one: nobody follows up his own work."""
        person = dice.pick(self.workers)
        while person.id == ident:
            person = dice.pick(self.workers)
        return person


def crew(dice: Dice, names: NameMaker) -> Crew:
    """Twelve to sixteen stewards and the address book."""
    lore = read("neighbourhood")["stewards"]
    roles = [Role.LEAD] * lore["leads"] + [Role.STEWARD] * lore["stewards"]
    roles += [Role.VOLUNTEER] * lore["volunteers"] + [Role.VIEWER] * lore["viewers"]
    stewards = _stewards(dice, names, roles, lore["former"])
    active = [each for each in stewards if each.active]
    contacts = tuple(
        Contact(number, row["name"], row["trade"], names.mobile() if "office" not in row
                else names.landline(), row.get("note", ""))
        for number, row in enumerate(read("work")["contact"], 1)
    )  # fmt: skip
    trades: dict[str, tuple[Contact, ...]] = {}
    for party in contacts:
        trades[party.trade] = (*trades.get(party.trade, ()), party)
    return Crew(
        stewards,
        contacts,
        leads=tuple(each for each in active if each.role is Role.LEAD),
        workers=tuple(each for each in active if each.role in (Role.LEAD, Role.STEWARD)),
        recorders=tuple(each for each in active if each.role is not Role.VIEWER),
        trades=trades,
    )


def _stewards(
    dice: Dice, names: NameMaker, roles: list[Role], former: int
) -> tuple[Steward, ...]:
    taken = {_FIRST}
    people = [Steward(1, _FIRST, Role.LEAD, names.mobile(), _TAGS[0])]
    for number, role in enumerate([*roles[1:], *[Role.VOLUNTEER] * former], 2):
        name = _FIRST
        while name in taken:
            sex = dice.pick((MEN, WOMEN, WOMEN))
            name = names.surname() + names.given(sex, dice.whole(1946, 1972))
        taken.add(name)
        tags = _TAGS[(number - 1) % len(_TAGS)] if role in (Role.LEAD, Role.STEWARD) else ()
        active = number <= len(roles)
        people.append(Steward(number, name, role, names.mobile(), tags, active))
    return tuple(people)
