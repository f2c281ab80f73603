"""One message read as a whole."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from qingyu.domain.category import FALLBACK, Danger, find
from qingyu.domain.feedback import Kind
from qingyu.domain.frozen import frozen
from qingyu.domain.intake.danger import find_danger
from qingyu.domain.intake.features import (
    NAME,
    PHONE,
    PLACE,
    Marked,
    RuleView,
    concept_signs,
    mark,
    rule_signs,
    runs,
)
from qingyu.domain.intake.learnt import (
    CATEGORY,
    DANGER,
    KIND,
    best_answer,
    danger_share,
    telling_spans,
    weights,
)
from qingyu.domain.intake.lexicon import ANY_MATTER, JOINT, words
from qingyu.domain.intake.names import find_name
from qingyu.domain.intake.rules import Match, Scan, Span, scan
from qingyu.domain.intake.scoring import best, evidence, score
from qingyu.domain.intake.speaker import speakers_phone, speakers_place
from qingyu.domain.intake.spots import find_spot
from qingyu.domain.intake.understanding import Guess, T, Understanding
from qingyu.domain.pattern import pattern
from qingyu.domain.phone_reading import find_phones
from qingyu.domain.place import Place
from qingyu.domain.place_reading import find_places
from qingyu.domain.plain_text import fold, is_unseen

URGENT, SOON, NORMAL, LONG = "紧急", "较急", "一般", "长期"
_BESIDE = pattern(
    r"边上|旁边|旁|边(?!坡)|附近|那里|那边|前面|后面|对面|门口|隔壁|底下|背后|[东南西北][边面侧]"
)
_MATTER_HINT = 4.0  # how much the usual kind of the matter counts
_EARLY = 1.0  # what is said first weighs up to this much more


@frozen
class Observed:
    """One message with everything that rules and weights decide by."""

    text: str
    place: Guess[Place] | None
    name: Guess[str] | None
    found: Scan
    topics: list[Match]
    kinds: list[Match]
    view: RuleView
    marked: Marked
    features: set[str]


def understand(text: str) -> Understanding:
    """Place, name, phone, kind, category, danger and urgency as far as the text tells them."""
    if text.isprintable():
        return _understand(text)
    seen = [index for index, char in enumerate(text) if not is_unseen(char)]
    if len(seen) == len(text):
        return _understand(text)
    inner = _understand("".join(text[index] for index in seen))
    return _moved(inner, text, seen)


@lru_cache(maxsize=2048)  # a pasted chat asks for each line more than once
def has_matter(text: str) -> bool:
    """Whether the words alone say what it is about, more than a name, a place or a greeting."""
    found = scan(words().lexicon, _blanked(fold(text), find_name(text), speakers_place(text)))
    return any(match.weight >= 4 for match in words().matters.matches(found))


def observe(text: str) -> Observed:
    """What the message says before anything is decided; the trainer learns from the same."""
    plain = fold(text)
    place, name = speakers_place(text), find_name(text)
    found = scan(words().lexicon, _blanked(plain, name, place))
    topics = _topics(found)
    kinds = words().kinds.matches(found)
    dangers = find_danger(found)
    categories = score(topics, lambda match: match.target.split(JOINT)[0])
    view = RuleView(
        categories=categories,
        kinds=_kind_scores(kinds, topics, best(categories)),
        matters=tuple(sorted({match.target.replace(JOINT, ".") for match in topics})),
        dangers=dangers.now,
        safe=dangers.safe,
        denied=dangers.denied,
    )
    spans = [((each.start, each.end), PLACE) for each in find_places(text)]
    spans += [((each.start, each.end), PHONE) for each in find_phones(text)]
    spans += [(span, NAME) for span in name.spans] if name else []
    marked = mark(plain, spans)
    features = runs(marked) | rule_signs(view) | concept_signs(found, words().signs)
    return Observed(text, place, name, found, topics, kinds, view, marked, features)


def _understand(text: str) -> Understanding:
    seen, learnt = observe(text), weights()
    sums = learnt.sums(seen.features)
    code = _category(seen, sums)
    kind = Kind(best_answer(sums, KIND))
    heard, reasons = _matter(seen, code)
    dangerous = danger_share(sums) >= learnt.threshold
    matter = heard if _may_head(heard, code, dangerous) else None
    dangers = _told(seen, learnt.column(DANGER), list(seen.view.dangers)) if dangerous else ()
    kind_reasons = [match for match in seen.kinds if match.target == kind]
    category_words = _told(seen, learnt.column(CATEGORY, code), reasons)
    return Understanding(
        text=text,
        place=_with_spot(seen),
        name=seen.name,
        phone=speakers_phone(text),
        kind=Guess(kind, text, _told(seen, learnt.column(KIND, kind), kind_reasons)),
        category=Guess(code, text, category_words),
        matter=Guess(matter, text, evidence(reasons)) if matter else None,
        dangerous=Guess(dangerous, text, dangers),
        urgency=_urgency(seen.found, dangerous, dangers, text),
    )


def _may_head(matter: str | None, code: str, dangerous: bool) -> bool:
    """Whether an issue may be called so: a dripping tap is not called 水管爆裂."""
    category = find(code)
    known = category.matter(matter) if category and matter else None
    return known is not None and (dangerous or known.danger is not Danger.IMMEDIATE)


def _told(seen: Observed, column: int, matches: list[Match]) -> tuple[Span, ...]:
    """The words of the rules for an answer, or else those that weighed most for it."""
    return evidence(matches) or telling_spans(weights(), seen.marked, seen.features, column)


def _category(seen: Observed, sums: Mapping[str, float]) -> str:
    if len(seen.marked.text) <= 2:
        return FALLBACK  # nothing but marks
    code = best_answer(sums, CATEGORY)
    return code if find(code) else best(dict(seen.view.categories)) or FALLBACK


def _with_spot(seen: Observed) -> Guess[Place] | None:
    """The place with the public spot that is named, when no room is."""
    if seen.place is not None and seen.place.value.room is not None:
        return seen.place
    spot = find_spot(seen.found.text)
    if spot is None:
        return seen.place
    where = seen.place.value if seen.place else Place()
    spans = (*(seen.place.spans if seen.place else ()), spot.span)
    return Guess(replace(where, spot=spot.name), seen.text, tuple(sorted(spans)))


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


def _topics(found: Scan) -> list[Match]:
    book = words().matters
    topics: list[Match] = []
    if _BESIDE.search(found.text):
        topics = book.matches(found.only(_is_topic, book.terms))
    return [_early(match, found) for match in topics or book.matches(found)]


def _matter(seen: Observed, code: str) -> tuple[str | None, list[Match]]:
    """The matter within the category that the rules heard, and the rules that say so."""
    own = [match for match in seen.topics if match.target.split(JOINT)[0] == code]
    target = best(score(own))
    matter = target.split(JOINT)[1] if target else ANY_MATTER
    reasons = [match for match in own if match.target == target]
    return (None if matter == ANY_MATTER else matter), reasons


def _early(match: Match, found: Scan) -> Match:
    position = match.spans[0][0] / max(len(found.text), 12)
    return Match(match.target, match.weight + _EARLY * (1 - position), match.spans)


def _kind_scores(
    matches: list[Match], topics: list[Match], category: str | None
) -> dict[str, float]:
    scores = score(matches)
    own = [match for match in topics if match.target.split(JOINT)[0] == category]
    target = best(score(own)) or f"{category or FALLBACK}{JOINT}{ANY_MATTER}"
    usual = words().usual_kind.get(target, Kind.REPAIR)
    scores[usual] = scores.get(usual, 0.0) + _MATTER_HINT
    return scores


def _urgency(found: Scan, dangerous: bool, dangers: tuple[Span, ...], text: str) -> Guess[str]:
    if dangerous:
        return Guess(URGENT, text, dangers)
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
