"""The monthly sheet for 湖滨晴雨: what was said most, what changed, cases without names."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from functools import cache

from qingyu.domain.barometer import Reading, Weather
from qingyu.domain.category import name_of
from qingyu.domain.frozen import frozen
from qingyu.domain.intake import understand
from qingyu.domain.intake.rules import read_words
from qingyu.domain.masking import mask_text
from qingyu.domain.month import Month
from qingyu.domain.place import Place
from qingyu.paths import resource

TOP_CONCERNS = 5
MOST_CASES = 3
_MOST_WORDS = 6
_CASE_LENGTH = range(10, 91)
_BEFORE = "室幢元层楼上下的是找请叫由和"
_AFTER = "(?:说|讲|反映|来电|投诉|称|表示|报修|打电话|家|住|要求|建议|$|[ ,，。;；、:：()（）\\d])"


@frozen
class MonthCount:
    """One number of the month and the same of the days it is compared with."""

    label: str
    now: int
    before: int
    unit: str = "件"

    @property
    def change(self) -> str:
        """多 5 件, 少 3 件, 一样."""
        more = self.now - self.before
        return f"{'多' if more > 0 else '少'} {abs(more)} {self.unit}" if more else "一样"


@frozen
class Said:
    """One piece of feedback as the sheet needs it; one person is one `speaker`."""

    category: str
    text: str
    place: Place
    name: str
    speaker: str
    issue_id: int | None = None


@frozen
class Concern:
    """What people spoke about: pieces, people, pieces before, and the words it rests on."""

    category: str
    pieces: int
    people: int
    before: int
    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the category."""
        return name_of(self.category)

    @property
    def change(self) -> str:
        """多 5 件, 少 3 件, 一样."""
        return MonthCount("", self.pieces, self.before).change


@frozen
class Case:
    """A typical case with nothing in it that tells who it was."""

    category: str
    place: str
    words: str
    done: str


@frozen
class MonthlySheet:
    """Everything the sheet prints; nothing in it names a resident, a room or a telephone.

    `last` is the last day counted, before the month's end while the month runs.
    """

    neighbourhood: str
    month: Month
    last: date
    compared: str
    counts: tuple[MonthCount, ...]
    concerns: tuple[Concern, ...]
    cases: tuple[Case, ...]
    whole: Reading
    buildings: tuple[tuple[Weather, int], ...]
    days: tuple[tuple[Weather, int], ...]
    formula: str
    phone: str
    printed_on: date

    @property
    def running(self) -> bool:
        """Whether the month was not over."""
        return self.last < self.month.last


def top_categories(said: Sequence[Said]) -> tuple[str, ...]:
    """The categories most people spoke about, then with the most pieces."""
    pieces = Counter(each.category for each in said)
    return tuple(sorted(pieces, key=lambda code: (-people_of(said, code), -pieces[code], code)))[
        :TOP_CONCERNS
    ]


def people_of(said: Sequence[Said], category: str | None = None) -> int:
    """How many people spoke, about one category or at all; one who wrote ten times is one."""
    return len({each.speaker for each in said if category in (None, each.category)})


def concern(
    category: str, said: Sequence[Said], before: Sequence[Said], evidence: Sequence[str]
) -> Concern:
    """The concern of a category; `evidence` are the words it was known by, as often as said."""
    words = tuple(word for word, _count in Counter(evidence).most_common(_MOST_WORDS))
    return Concern(
        category,
        sum(each.category == category for each in said),
        people_of(said, category),
        sum(each.category == category for each in before),
        words,
    )


def typical(said: Sequence[Said], category: str) -> Said | None:
    """A piece that tells a case: one with an issue, neither a word nor a novel; the longest."""
    fitting = [
        each
        for each in said
        if each.category == category and each.issue_id and len(each.text) in _CASE_LENGTH
    ]
    return max(fitting, key=lambda each: len(each.text), default=None)


def masked_case(piece: Said, done: str, names: Collection[str]) -> Case:
    """The case without names, telephones, rooms and plates."""
    names = {*names, *_spoken_of(piece.text)}
    place = piece.place
    where = f"{place.building}幢" if place.building is not None else place.spot
    return Case(
        name_of(piece.category),
        mask_text(where, names).text,
        mask_text(" ".join(piece.text.split()), names).text,
        mask_text(done, names).text,
    )


def _spoken_of(text: str) -> set[str]:
    """Names that no list holds: who is read as the speaker, and 501张桂芳说."""
    read = understand(text).name
    found = {match[0] for match in _full_names().finditer(text)}
    return found | {read.value} if read is not None else found


@cache
def _full_names() -> re.Pattern[str]:
    table = read_words(resource("words", "names.toml"))
    compound = "|".join(map(re.escape, str(table["compound"]).split()))
    single = "".join(str(table["surnames"]).split())
    # Too many are hidden rather than one too few: this goes to the notice board.
    return re.compile(
        rf"(?:^|(?<=[^\u4e00-\u9fff])|(?<=[{_BEFORE}]))(?:(?:{compound})[\u4e00-\u9fff]{{1,2}}?"
        rf"|[{single}][\u4e00-\u9fff]{{1,2}}?)(?={_AFTER})"
    )
