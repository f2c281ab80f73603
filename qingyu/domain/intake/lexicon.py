"""The word lists of resources/words as rule books, read once."""

from collections.abc import Iterator, Mapping
from functools import cache

from qingyu.domain.category import categories
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import Kind
from qingyu.domain.frozen import frozen
from qingyu.domain.intake.features import HEARD
from qingyu.domain.intake.rules import Lexicon, RuleBook, read_words, rule_book
from qingyu.domain.plain_text import fold
from qingyu.paths import resource

JOINT = "\t"  # stands between category and matter in a target
ANY_MATTER = "*"
_PLAIN_BOOKS = ("kinds", "dangers", "urgency")


@frozen
class Words:
    """All rule books over one lexicon, so that a text is scanned once."""

    lexicon: Lexicon
    matters: RuleBook
    kinds: RuleBook
    dangers: RuleBook
    safeties: RuleBook
    urgency: RuleBook
    usual_kind: Mapping[str, Kind]
    signs: Mapping[int, str]


@cache
def words() -> Words:
    """The bundled word lists; RuleError says which line of them is wrong."""
    tables = {
        name: read_words(resource("words", f"{name}.toml"))
        for name in ("concepts", "matters", "kinds", "dangers", "urgency")
    }
    concepts: dict[str, tuple[str, ...]] = {}
    for table in tables.values():
        concepts |= {name: _split(spelled) for name, spelled in _items(table, "concepts")}
    lexicon = Lexicon(concepts, _split(dict(_items(tables["concepts"], "hiding"))["words"]))
    matters, usual = _matters(tables["matters"])
    safe = {sort: _lines(rules) for sort, rules in _items(tables["dangers"], "safe")}
    books = {name: rule_book(lexicon, _targets(tables[name])) for name in _PLAIN_BOOKS}
    return Words(
        lexicon=lexicon,
        matters=rule_book(lexicon, matters),
        **books,
        safeties=rule_book(lexicon, safe),
        usual_kind=usual,
        signs={n: HEARD + term for term, n in lexicon.terms.items() if "/" not in term},
    )


def _matters(table: Mapping[str, object]) -> tuple[dict[str, list[str]], dict[str, Kind]]:
    known = {(each.code, matter.name) for each in categories() for matter in each.matters}
    rules: dict[str, list[str]] = {}
    usual: dict[str, Kind] = {}
    for code in table:
        for name, row in _items(table, code):
            if (code, name) not in known and name != ANY_MATTER:
                continue  # the neighbourhood has taken this matter out of its table
            if not isinstance(row, Mapping):
                raise RuleError(f"matters.toml 的 {code} {name} 写法有误", "要有 kind 和 rules")
            rules[code + JOINT + name] = _lines(row)
            usual[code + JOINT + name] = Kind(row.get("kind", Kind.REPAIR))
    return rules, usual


def _targets(table: Mapping[str, object]) -> dict[str, list[str]]:
    return {
        name: _lines(row)
        for name, row in table.items()
        if name not in ("concepts", "hiding", "safe")
    }


def _lines(row: object) -> list[str]:
    rules = row.get("rules") if isinstance(row, Mapping) else row
    if not isinstance(rules, list) or not all(isinstance(line, str) for line in rules):
        raise RuleError("词表里的 rules 写法有误", "rules 要写成一列带引号的规则")
    return list(rules)


def _items(table: Mapping[str, object], key: str) -> Iterator[tuple[str, object]]:
    rows = table.get(key, {})
    if isinstance(rows, Mapping):
        yield from rows.items()


def _split(spelled: object) -> tuple[str, ...]:
    if not isinstance(spelled, str):
        raise RuleError("词表里的说法要写成一串用空格隔开的词", "请检查引号")
    return tuple(dict.fromkeys(fold(spelled).split()))
