"""The mood of what was said (急 怨 平 谢), suggested from words that are shown."""

from collections.abc import Mapping
from pathlib import Path

from qingyu.domain.feedback import Mood
from qingyu.domain.frozen import frozen
from qingyu.domain.own_table import read_own
from qingyu.domain.plain_text import fold

MOODS = {Mood.URGENT: "急着办", Mood.UPSET: "有怨气", Mood.CALM: "平常", Mood.GRATEFUL: "道谢"}
# The strongest first: what decides when two are told by as many words.
_TOLD = (Mood.UPSET, Mood.URGENT, Mood.GRATEFUL)
_NOT, _ASKING = "不算", "请求"
_MOST_TEXT = 20_000
_MOST_SHOWN = 6


@frozen
class MoodGuess:
    """A mood, the words of the text it rests on and where they stand; none for 平."""

    mood: Mood
    words: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


CALM = MoodGuess(Mood.CALM)


@frozen
class MoodTable:
    """The words of each mood, longest first, what denies them, and what asks for something."""

    words: Mapping[Mood, tuple[str, ...]]
    denials: tuple[str, ...]
    asking: tuple[str, ...]

    def suggest(self, text: str) -> MoodGuess:
        """The mood most of the words speak for; thanks said while asking are only polite."""
        plain = fold(text[:_MOST_TEXT])
        found = {mood: self._found(plain, self.words[mood]) for mood in _TOLD}
        if found[Mood.GRATEFUL] and any(word in plain for word in self.asking):
            found[Mood.GRATEFUL] = ()
        best = max(_TOLD, key=lambda mood: len(found[mood]))
        if not found[best]:
            return CALM
        shown = found[best][:_MOST_SHOWN]
        words = tuple(text[start:end] for start, end in shown)
        return MoodGuess(best, words, shown)

    def _found(self, plain: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
        """Where the words stand in the text undenied, each once, none inside another."""
        taken: list[tuple[int, int]] = []
        covered: set[int] = set()
        for word in words:
            at = plain.find(word)
            while at >= 0 and (at in covered or self._denied(plain, at)):
                at = plain.find(word, at + 1)
            if at >= 0:
                taken.append((at, at + len(word)))
                covered.update(range(at, at + len(word)))
        return tuple(sorted(taken))

    def _denied(self, plain: str, at: int) -> bool:
        before = plain[max(0, at - 4) : at]
        return any(before.endswith(denial) for denial in self.denials)


def read_moods(path: Path) -> MoodTable:
    """The table of a TOML file; RuleError says what is wrong with it."""
    own = read_own(path, "情绪词表")
    lists: dict[str, tuple[str, ...]] = {}
    for name in (*(str(mood) for mood in _TOLD), _NOT, _ASKING):
        part = own.rows.get(name)
        words = part.get("words") if isinstance(part, dict) else None
        if not isinstance(words, str) or not words.split():
            raise own.broken(f"「{name}」下面要有一行 words，词语用空格隔开", name, "words")
        spelt = dict.fromkeys(fold(word) for word in words.split())
        lists[name] = tuple(sorted(spelt, key=len, reverse=True))
    return MoodTable({mood: lists[str(mood)] for mood in _TOLD}, lists[_NOT], lists[_ASKING])
