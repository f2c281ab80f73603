"""One message read as a whole."""

import re
from dataclasses import replace

from qingyu.domain.category import FALLBACK
from qingyu.domain.feedback import Kind
from qingyu.domain.intake.danger import find_danger
from qingyu.domain.intake.lexicon import ANY_MATTER, JOINT, words
from qingyu.domain.intake.names import find_name
from qingyu.domain.intake.rules import Match, Scan, Span, scan
from qingyu.domain.intake.scoring import best, evidence, score
from qingyu.domain.intake.speaker import speakers_phone, speakers_place
from qingyu.domain.intake.understanding import Guess, T, Understanding
from qingyu.domain.place import Place
from qingyu.domain.plain_text import fold, is_unseen

URGENT, SOON, NORMAL, LONG = "紧急", "较急", "一般", "长期"
_BESIDE = re.compile(
    r"边上|旁边|旁|边(?!坡)|附近|那里|那边|前面|后面|对面|门口|隔壁|底下|背后|[东南西北][边面侧]"
)
_MATTER_HINT = 4.0  # how much the usual kind of the matter counts
_EARLY = 1.0  # what is said first weighs up to this much more


def understand(text: str) -> Understanding:
    """Place, name, phone, kind, category, danger and urgency as far as the text tells them."""
    seen = [index for index, char in enumerate(text) if not is_unseen(char)]
    if len(seen) == len(text):
        return _understand(text)
    inner = _understand("".join(text[index] for index in seen))
    return _moved(inner, text, seen)


def has_matter(text: str) -> bool:
    """Whether the words alone say what it is about, more than a name, a place or a greeting."""
    found = scan(words().lexicon, _blanked(fold(text), find_name(text), speakers_place(text)))
    return any(match.weight >= 4 for match in words().matters.matches(found))


def _understand(text: str) -> Understanding:
    plain = fold(text)
    phone = speakers_phone(text)
    place = speakers_place(text)
    name = find_name(text)
    found = scan(words().lexicon, _blanked(plain, name, place))
    code, matter, reasons = _category(found)
    kind, kind_reasons = _kind(found, code, matter)
    dangers = find_danger(found, kind)
    named = matter is not None and matter != ANY_MATTER
    return Understanding(
        text=text,
        place=place,
        name=name,
        phone=phone,
        kind=Guess(kind, text, evidence(kind_reasons)),
        category=Guess(code, text, evidence(reasons)),
        matter=Guess(matter, text, evidence(reasons)) if matter and named else None,
        dangerous=Guess(bool(dangers), text, evidence(dangers)),
        urgency=_urgency(found, dangers, text),
    )


def _blanked(plain: str, name: Guess[str] | None, place: Guess[Place] | None) -> str:
    """The text without name and place: 牛大爷 who signs needs no help, 1单元门厅 is no 单元门."""
    chars = list(plain)
    for guess in (name, place):
        for start, end in guess.spans if guess else ():
            chars[start:end] = "\x00" * (end - start)
    return "".join(chars)


def _is_topic(text: str, span: Span) -> bool:
    """Whether the word is not merely where something else is: 花坛边, 车棚旁边, 凉亭那里."""
    return not _BESIDE.match(text, span[1])


def _category(found: Scan) -> tuple[str, str | None, list[Match]]:
    book = words().matters
    topics = book.matches(found.only(_is_topic, book.terms))
    matches = [_early(match, found) for match in topics or book.matches(found)]
    top = best(score(matches, lambda match: match.target.split(JOINT)[0]))
    if top is None:
        return FALLBACK, None, []
    own = [match for match in matches if match.target.split(JOINT)[0] == top]
    target = best(score(own))
    matter = target.split(JOINT)[1] if target else None
    return top, matter, [match for match in own if match.target == target]


def _early(match: Match, found: Scan) -> Match:
    position = match.spans[0][0] / max(len(found.text), 12)
    return replace(match, weight=match.weight + _EARLY * (1 - position))


def _kind(found: Scan, code: str, matter: str | None) -> tuple[Kind, list[Match]]:
    matches = words().kinds.matches(found)
    scores = score(matches)
    usual = words().usual_kind.get(f"{code}{JOINT}{matter or ANY_MATTER}", Kind.REPAIR)
    scores[usual] = scores.get(usual, 0.0) + _MATTER_HINT
    kind = Kind(best(scores) or usual)
    return kind, [match for match in matches if match.target == kind]


def _urgency(found: Scan, dangers: list[Match], text: str) -> Guess[str]:
    if dangers:
        return Guess(URGENT, text, evidence(dangers))
    matches = words().urgency.matches(found)
    scores = score(matches)
    for level in (SOON, LONG):
        if scores.get(level, 0.0) >= 5:
            return Guess(level, text, evidence(m for m in matches if m.target == level))
    return Guess(NORMAL, text)


def _moved(inner: Understanding, text: str, seen: list[int]) -> Understanding:
    """The understanding with its spans counted in the text that still has unseen marks."""

    def move(guess: Guess[T]) -> Guess[T]:
        spans = tuple((seen[start], seen[end - 1] + 1) for start, end in guess.spans if end > start)
        return Guess(guess.value, text, spans)

    return Understanding(
        text=text,
        place=move(inner.place) if inner.place else None,
        name=move(inner.name) if inner.name else None,
        phone=move(inner.phone) if inner.phone else None,
        kind=move(inner.kind),
        category=move(inner.category),
        matter=move(inner.matter) if inner.matter else None,
        dangerous=move(inner.dangerous),
        urgency=move(inner.urgency),
    )
