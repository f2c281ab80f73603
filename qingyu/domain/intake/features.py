"""What the learnt weights look at: runs of characters of a message and what the rules found."""

from collections.abc import Iterable, Mapping

from qingyu.domain.frozen import frozen
from qingyu.domain.intake.rules import Match, Scan, Span

PLACE, NAME, PHONE = "⌂", "☺", "☎"
_MARKS = PLACE + NAME + PHONE
_PAUSES = frozenset(" ,。;:、\n\t\r()-\"'“”‘’~…\x00")
RULED, HEARD = "§", "¤"  # first character of a rule's sign and of a concept's
_CERTAIN = -8.0
_LONGEST = 4
_MOST_CHARS = 3_000
_EDGE_START, _EDGE_END = "^", "$"


@frozen
class Marked:
    """A folded text with places, names, numbers and pauses each as one mark, and where every
    character of it stood."""

    text: str
    origin: tuple[int, ...]


@frozen
class RuleView:
    """What the rules made of a message."""

    categories: Mapping[str, float]
    kinds: Mapping[str, float]
    matters: tuple[str, ...]
    dangers: tuple[Match, ...]
    safe: frozenset[str]
    denied: frozenset[str]


def mark(plain: str, spans: Iterable[tuple[Span, str]]) -> Marked:
    """The folded text with every span as its mark, digits as 0, pauses as a comma."""
    text: list[str] = [_EDGE_START]
    origin = [0]
    starts = {span[0]: (span[1], sign) for span, sign in sorted(spans, reverse=True)}
    index, end = 0, len(plain)
    while index < end and len(text) < _MOST_CHARS:
        char, step = _sign(plain[index]), index + 1
        if index in starts:
            step, char = starts[index]
        last = text[-1]
        if char in _MARKS and last == ",":
            text[-1], origin[-1] = char, index
        elif not (
            (char == "," and (last in _MARKS or len(text) == 1))
            or (char == last and char in "0,!?")
            or (char in _MARKS and last in _MARKS)
        ):
            text.append(char)
            origin.append(index)
        index = max(step, index + 1)
    if text[-1] == ",":
        text.pop()
        origin.pop()
    return Marked("".join([*text, _EDGE_END]), (*origin, max(0, end - 1)))


def _sign(char: str) -> str:
    if char in _PAUSES:
        return ","
    return "0" if char.isdigit() else char


def runs(marked: Marked) -> set[str]:
    """Every run of one to four characters."""
    text = marked.text
    size = len(text)
    return {text[i : i + n] for n in range(1, _LONGEST + 1) for i in range(size - n + 1)}


def rule_signs(view: RuleView) -> set[str]:
    """What the rules decided, one sign each: the best two answers, matters, dangers."""
    signs = {f"{RULED}!{match.target}" for match in view.dangers}
    signs |= {f"{RULED}!{count}" for count in range(2, min(4, len(view.dangers)) + 1)}
    for question, scores in (("<", view.categories), (">", view.kinds)):
        ranked = sorted((-score, name) for name, score in scores.items() if score > 0)[:2]
        signs |= {f"{RULED}{question}{name}" for _, name in ranked[:1]}
        signs |= {f"{RULED}{question}{name}?" for _, name in ranked}
        signs |= {f"{RULED}{question}{name}+" for score, name in ranked if score <= _CERTAIN}
    signs |= {f"{RULED}#{name}" for name in view.matters}
    signs |= {f"{RULED}-{name}" for name in view.safe}
    signs |= {f"{RULED}~{name}" for name in view.denied}
    if view.denied and not view.dangers:
        signs.add(f"{RULED}~")
    return signs | {f"{RULED}!"} if view.dangers else signs


def concept_signs(found: Scan, concepts: Mapping[int, str]) -> set[str]:
    """The concepts of the word lists that occur, one sign each."""
    return {concepts[term] for term in found.hits if term in concepts}
