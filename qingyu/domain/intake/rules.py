"""Weighted rules over words: a small language kept in resources/words/*.toml.

A rule is `WEIGHT TERM (JOIN TERM)*`: `5 upstairs + leak - roof`. A term is one or more words or
names of concepts, divided by `/`. Joins: `+` anywhere in the message, `&` in the same clause,
`~` later in the same clause and near, `-` must not occur.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.pattern import pattern

Span = tuple[int, int]
CLAUSE_END = ",。!?;\n…"
_NEAR = 8
_SAME_CLAUSE = 24
_MOST_HITS = 40  # per term, so that a text of 100,000 characters stays linear
_JOIN = pattern(r"\s+([+&~-])\s+")


@frozen
class Rule:
    """When all terms stand in the text as joined, and none of `without`, it counts for target."""

    target: str
    weight: float
    terms: tuple[int, ...]
    joins: tuple[str, ...]
    without: tuple[int, ...]
    needs: frozenset[int]


@frozen
class Match:
    """A rule that holds for a text and the words it rests on."""

    target: str
    weight: float
    spans: tuple[Span, ...]


@dataclass
class Lexicon:
    """Words by their first two characters, each with the terms it belongs to; built once."""

    concepts: Mapping[str, tuple[str, ...]]
    hiding: tuple[str, ...] = ()
    terms: dict[str, int] = field(default_factory=dict)
    words: dict[str, list[tuple[str, list[int]]]] = field(default_factory=dict)

    def term(self, words: str) -> int:
        """The number of a term such as 电动车/ebike, registered on first sight."""
        if words not in self.terms:
            self.terms[words] = len(self.terms)
            for word in self._spelled(words):
                self._register(word, self.terms[words])
        return self.terms[words]

    def _spelled(self, words: str) -> list[str]:
        spelled: list[str] = []
        for part in words.split("/"):
            if part in self.concepts:
                spelled += self.concepts[part]
            elif re.fullmatch(r"[a-z_]+", part):
                raise RuleError(f"词表里没有定义 {part}", "请检查 concepts.toml")
            else:
                spelled.append(part)
        return list(dict.fromkeys(spelled))

    def _register(self, word: str, term: int) -> None:
        bucket = self.words.setdefault(word[:2], [])
        for known, numbers in bucket:
            if known == word:
                numbers.append(term)
                return
        bucket.append((word, [term]))


@frozen
class Scan:
    """Where the terms of a lexicon stand in one folded text."""

    text: str
    clause: tuple[int, ...]
    hits: Mapping[int, list[Span]]

    def only(self, keep: Callable[[str, Span], bool], terms: frozenset[int]) -> "Scan":
        """The same scan of these terms with only those hits that keep(text, span) accepts."""
        asked = {term: spans for term, spans in self.hits.items() if term in terms}
        verdicts = {
            span: keep(self.text, span) for span in {s for spans in asked.values() for s in spans}
        }
        kept = {term: [span for span in spans if verdicts[span]] for term, spans in asked.items()}
        return Scan(self.text, self.clause, {term: spans for term, spans in kept.items() if spans})


def scan(lexicon: Lexicon, text: str) -> Scan:
    """Every word of the lexicon in a folded text; words inside a hiding word are not seen."""
    hits: dict[int, list[Span]] = {}
    hidden = _hidden(lexicon.hiding, text)
    words = lexicon.words
    for start in range(len(text)):
        for key in (text[start : start + 2], text[start]):
            for word, terms in words.get(key, ()):
                end = start + len(word)
                if not text.startswith(word, start) or _inside((start, end), hidden):
                    continue
                for term in terms:
                    spans = hits.setdefault(term, [])
                    if len(spans) < _MOST_HITS:
                        spans.append((start, end))
            if len(text) - start < 2:
                break
    return Scan(text, _clauses(text), hits)


def _hidden(hiding: Iterable[str], text: str) -> list[Span]:
    found: list[Span] = []
    for word in hiding:
        if word not in text:
            continue
        start = text.find(word)
        while start >= 0 and len(found) < 200:
            found.append((start, start + len(word)))
            start = text.find(word, start + 1)
    return found


def _inside(span: Span, hidden: list[Span]) -> bool:
    return any(
        start <= span[0] and span[1] <= end and end - start > span[1] - span[0]
        for start, end in hidden
    )


def _clauses(text: str) -> tuple[int, ...]:
    numbers, current = [], 0
    for char in text:
        numbers.append(current)
        if char in CLAUSE_END:
            current += 1
    return tuple(numbers)


@frozen
class RuleBook:
    """Rules indexed by their first term."""

    lexicon: Lexicon
    by_term: Mapping[int, tuple[Rule, ...]]
    terms: frozenset[int]

    def matches(self, found: Scan) -> list[Match]:
        """Every rule that holds for the scanned text."""
        held = []
        for term in found.hits:
            for rule in self.by_term.get(term, ()):
                spans = _holds(rule, found)
                if spans:
                    held.append(Match(rule.target, rule.weight, tuple(sorted(set(spans)))))
        return held


def rule_book(lexicon: Lexicon, rules: Mapping[str, Iterable[str]]) -> RuleBook:
    """The book of `{target: [rule, …]}`."""
    by_term: dict[int, list[Rule]] = {}
    for target, lines in rules.items():
        for line in lines:
            rule = parse_rule(lexicon, target, line)
            by_term.setdefault(rule.terms[0], []).append(rule)
    every = [rule for rows in by_term.values() for rule in rows]
    used = frozenset(term for rule in every for term in (*rule.terms, *rule.without))
    return RuleBook(lexicon, {term: tuple(rows) for term, rows in by_term.items()}, used)


def parse_rule(lexicon: Lexicon, target: str, line: str) -> Rule:
    """The rule that a line such as `5 upstairs + leak - roof` spells; RuleError if it is none."""
    weight, _, expression = line.partition(" ")
    parts = _JOIN.split(expression.strip())
    if not re.fullmatch(r"-?\d+(\.\d+)?", weight) or not parts[0]:
        raise RuleError(f"词表里的规则「{line}」写法有误", "应当是：分量 词 + 词 - 词")
    terms, joins, without = [lexicon.term(parts[0])], [], []
    for join, words in zip(parts[1::2], parts[2::2], strict=True):
        if join == "-":
            without.append(lexicon.term(words))
        else:
            joins.append(join)
            terms.append(lexicon.term(words))
    return Rule(target, float(weight), tuple(terms), tuple(joins), tuple(without), frozenset(terms))


def read_words(path: Path) -> dict[str, object]:
    """The table of a TOML word list; RuleError when it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"词表 {path.name} 读不出来", f"请检查写法：{error}") from error


def _holds(rule: Rule, found: Scan) -> list[Span]:
    hits = found.hits
    if rule.without and not hits.keys().isdisjoint(rule.without):
        return []
    if not rule.joins:
        return [hits[rule.terms[0]][0]]
    if not hits.keys() >= rule.needs:
        return []
    for first in hits[rule.terms[0]]:
        spans = _follow(rule, found, first)
        if spans:
            return spans
    return []


def _follow(rule: Rule, found: Scan, first: Span) -> list[Span]:
    spans = [first]
    for join, term in zip(rule.joins, rule.terms[1:], strict=True):
        last = spans[-1]
        fits = (span for span in found.hits[term] if _joined(join, last, span, found.clause))
        following = next(fits, None)
        if following is None:
            return []
        spans.append(following)
    return spans


def _joined(join: str, last: Span, span: Span, clause: tuple[int, ...]) -> bool:
    if last[0] < span[1] and span[0] < last[1]:
        return False  # one word cannot bear witness twice
    if join == "+":
        return True
    if clause[last[0]] != clause[span[0]]:
        return False
    if join == "&":
        return abs(span[0] - last[0]) <= _SAME_CLAUSE
    return last[1] <= span[0] <= last[1] + _NEAR
