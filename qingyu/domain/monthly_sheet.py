"""The monthly sheet for 湖滨晴雨: what was said most, what changed, cases without names."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import date

from qingyu.domain.barometer import Reading, Weather
from qingyu.domain.category import name_of
from qingyu.domain.feedback import Mood
from qingyu.domain.frozen import frozen
from qingyu.domain.masking import mask_text
from qingyu.domain.month import Month
from qingyu.domain.mood import MoodGuess
from qingyu.domain.voices import Said, Voices, voices

TOP_CONCERNS = 5
MOST_CASES = 3
_MOST_WORDS = 4
_CASE_LENGTH = range(10, 91)


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
class Concern:
    """What people spoke about: the voices, pieces before, and the words it rests on."""

    category: str
    voices: Voices
    before: int
    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the category."""
        return name_of(self.category)

    @property
    def change(self) -> str:
        """多 5 件, 少 3 件, 一样."""
        return MonthCount("", self.voices.pieces, self.before).change


@frozen
class MoodCount:
    """One mood of the month: whose voices, how many pieces a steward confirmed, and its words."""

    mood: Mood
    voices: Voices
    confirmed: int
    words: tuple[str, ...] = ()


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
    moods: tuple[MoodCount, ...]
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
    told = {code: voices_of(said, code) for code in {each.category for each in said}}
    return tuple(sorted(told, key=lambda code: (-told[code].people, -told[code].pieces, code)))[
        :TOP_CONCERNS
    ]


def voices_of(said: Sequence[Said], category: str) -> Voices:
    """Pieces, people and households of one category; one who wrote ten times is one."""
    return voices(each for each in said if each.category == category)


def mood_counts(said: Sequence[Said], suggest: Callable[[str], MoodGuess]) -> tuple[MoodCount, ...]:
    """The pieces of every mood that is there, confirmed ones and those its words speak for."""
    pieces: dict[Mood, list[Said]] = {mood: [] for mood in Mood}
    words: dict[Mood, Counter[str]] = {mood: Counter() for mood in Mood}
    for each in said:
        guess = suggest(each.text)
        mood = each.mood or guess.mood
        pieces[mood].append(each)
        words[mood].update(guess.words if guess.mood is mood else ())
    return tuple(
        MoodCount(
            mood,
            voices(some),
            sum(each.mood is not None for each in some),
            tuple(word for word, _count in words[mood].most_common(_MOST_WORDS)),
        )
        for mood, some in pieces.items()
        if some
    )


def concern(
    category: str, said: Sequence[Said], before: Sequence[Said], evidence: Sequence[str]
) -> Concern:
    """The concern of a category; `evidence` are the words it was known by, as often as said."""
    counted = Counter(word for word in evidence if len(word) > 1) or Counter(evidence)
    words = tuple(word for word, _count in counted.most_common(_MOST_WORDS))
    return Concern(
        category,
        voices_of(said, category),
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
    place = piece.place
    where = f"{place.building}幢" if place.building is not None else place.spot
    return Case(
        name_of(piece.category),
        mask_text(where, names).text,
        mask_text(" ".join(piece.text.split()), names).text,
        mask_text(done, names).text,
    )
