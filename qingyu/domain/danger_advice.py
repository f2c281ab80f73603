"""What to do at once when a matter is dangerous, from a table the neighbourhood may edit."""

from collections.abc import Mapping
from pathlib import Path

from qingyu.domain.frozen import frozen
from qingyu.domain.own_table import read_own

ANY = "*"


@frozen
class Advice:
    """The matter and what to do at once, in one or two sentences."""

    matter: str
    words: str


@frozen
class AdviceTable:
    """Advice by the name of the matter; `*` is for every other danger."""

    of: Mapping[str, str]

    def advice(self, matter: str) -> Advice:
        """The advice on this matter, or the general one."""
        name = matter if matter in self.of else ANY
        return Advice("" if name == ANY else name, self.of[name])


def read_advice(path: Path) -> AdviceTable:
    """The table of a TOML file; RuleError says what is wrong with it."""
    own = read_own(path, "应急提示表")
    told: dict[str, str] = {}
    for matter, words in own.rows.items():
        if not isinstance(words, str) or not words.strip():
            raise own.broken(f"「{matter}」后面要写一句话", matter)
        told[matter] = " ".join(words.split())
    if ANY not in told:
        raise own.broken("缺少「*」这一行，别的危险要用它")
    return AdviceTable(told)
