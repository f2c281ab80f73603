"""Which known resident is speaking: 张阿姨 at 3-2-501 is 张桂芳 when only one of them fits."""

import re
from collections.abc import Iterable
from functools import cache

from qingyu.domain.frozen import frozen
from qingyu.domain.intake.rules import read_words
from qingyu.domain.neighbourhood import Resident
from qingyu.paths import resource


@frozen
class Speaker:
    """The resident who speaks, if the book tells, and everybody who lives there."""

    resident: Resident | None = None
    by_phone: bool = False
    household: tuple[Resident, ...] = ()


NOBODY = Speaker()


def find_speaker(
    owners: Iterable[Resident], household: Iterable[Resident], said: str
) -> Speaker:
    """Who speaks among the phone's owners and the household; nobody when two fit or none does."""
    at_home, phoned = tuple(household), tuple(owners)
    if len(phoned) == 1 and (not said or is_called(phoned[0].name, said)):
        return Speaker(phoned[0], True, at_home)
    both = tuple(person for person in phoned if person in at_home)
    fitting = [person for person in both or at_home if said and is_called(person.name, said)]
    return Speaker(fitting[0] if len(fitting) == 1 else None, False, at_home)


def is_called(name: str, said: str) -> bool:
    """Whether somebody of this name may be called so: 张桂芳 is 张阿姨, 小张, 老张, 张."""
    name, said = "".join(name.split()), "".join(said.split())
    if not name or not said:
        return False
    if name == said:
        return True
    stem = _title().sub("", said)
    if stem == said and len(said) > 2:
        return False
    if len(stem) > 1 and stem[0] in "小老阿":
        stem = stem[1:]
    is_surname = stem != said or len(stem) == 1
    return bool(stem) and is_surname and name.startswith(stem)


@cache
def _title() -> re.Pattern[str]:
    titles = str(read_words(resource("words", "names.toml"))["titles"]).split()
    longest_first = sorted(set(titles), key=lambda title: (-len(title), title))
    return re.compile(rf"(?<=.)(?:{'|'.join(map(re.escape, longest_first))})$")
