"""What to do at once when a matter is dangerous, from a table the neighbourhood may edit."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen

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
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _broken(path, f"写法有误：{error}") from error
    for matter, words in table.items():
        if not isinstance(words, str) or not words.strip():
            raise _broken(path, f"「{matter}」后面要写一句话")
    if ANY not in table:
        raise _broken(path, "缺少「*」这一行，别的危险要用它")
    return AdviceTable({matter: " ".join(words.split()) for matter, words in table.items()})


def _broken(path: Path, why: str) -> RuleError:
    return RuleError(f"应急提示表 {path.name} 读不出来，{why}", "改好后再打开程序。")
