"""Which pages to print, as people write it: 1-3, 5."""

import re

from qingyu.domain.errors import RuleError
from qingyu.domain.pattern import pattern
from qingyu.domain.plain_text import fold

_PART = pattern(r"(?:第 ?)?(\d{1,5})(?: ?(?:-|~|至|到) ?(?:第 ?)?(\d{1,5}))? ?[页张]?")


def read_pages(text: str, count: int) -> tuple[int, ...]:
    """Page numbers from 1, ascending, each once; RuleError names what is not a page."""
    wanted: set[int] = set()
    for part in re.split(r"[,、;]", fold(text)):
        if not part.strip():
            continue
        match = _PART.fullmatch(part.strip())
        if match is None:
            raise RuleError(f"页码「{part.strip()[:20]}」看不懂", "请写成 1-3 或者 2、5 这样。")
        first, last = int(match[1]), int(match[2] or match[1])
        for number in (first, last):
            if not 1 <= number <= count:
                raise RuleError(f"没有第 {number} 页，一共 {count} 页", "请核对页码。")
        wanted.update(range(min(first, last), max(first, last) + 1))
    if not wanted:
        raise RuleError("没有写要印哪几页", "请写成 1-3 或者 2、5 这样。")
    return tuple(sorted(wanted))


def pages_text(pages: tuple[int, ...]) -> str:
    """1-3、5."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
