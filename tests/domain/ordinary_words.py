"""The ordinary words that begin like a surname: of messages, of our wording, of a dictionary.

`python -m tests.domain.ordinary_words` writes resources/words/ordinary.txt anew.
"""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from qingyu.domain.intake.rules import read_words
from qingyu.domain.plain_text import fold
from qingyu.paths import resource

DATA = Path(__file__).parents[1] / "data"
_HEAD = """# 以姓的字开头、其实是普通词的，公开打印时不当人名。
# 由 python -m tests.domain.ordinary_words 写出；要手工加词，请加在 names.toml 的 not_names。
"""
_BEGINNINGS = "# 留言里常见的两个字，后面再跟一个字也不当名字"
_WHOLE = "# 词典（pypinyin，MIT）和本程序词表里的词，一模一样才不当名字"
_OFTEN = 2
_LINE = 30
# Begin a name of somebody mentioned in the messages.
_OF_NAMES = frozenset({"杜鹃", "谢志", "张乒"})
# The residents of the examples.
EXAMPLES = frozenset({"张桂芳", "李建国", "欧阳秀英"})


def messages() -> list[dict[str, str]]:
    """Every labelled message of tests/data once."""
    read: dict[str, dict[str, str]] = {}
    for path in sorted(DATA.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            read.setdefault(row["text"], row)
    return list(read.values())


def beginnings() -> list[str]:
    """The first two characters of what looks like a name in many messages and is in none of one."""
    table = read_words(resource("words", "names.toml"))
    surnames = "".join(str(table["surnames"]).split())
    titles = sorted(str(table["titles"]).split(), key=len, reverse=True)
    named = re.compile(rf"谢谢|[{surnames}](?:{'|'.join(titles)}|家)")
    rows = messages()
    told = {fold(row["name"]) for row in rows if row.get("name")} | EXAMPLES
    names = sorted(told, key=len, reverse=True)
    people = re.compile("|".join(re.escape(name) for name in names if len(name) > 1))
    often: Counter[str] = Counter()
    for said in [*(row["text"] for row in rows), *wording()]:
        text = named.sub("\0", people.sub("\0", fold(said)))
        pairs = {text[at : at + 2] for at in range(len(text) - 1)}
        often.update(p for p in pairs if p[0] in surnames and re.match("[一-鿿]", p[1]))
    return sorted(word for word in often if often[word] >= _OFTEN and word not in _OF_NAMES)


def wording() -> list[str]:
    """What the program itself writes: notices, their examples, replies and help, a piece each."""
    found: list[str] = []
    tables = [*resource("notices").glob("*.toml"), resource("demo", "notices.toml")]
    for path in [*tables, *(resource(f"{name}.toml") for name in ("replies", "danger"))]:
        found += _strings(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    for path in resource("notices", "examples").glob("*.json"):
        found += _strings(json.loads(path.read_text(encoding="utf-8")))
    for path in resource("help").glob("*.md"):
        found += path.read_text(encoding="utf-8").splitlines()
    return sorted({text for text in found if re.search("[一-鿿]", text)})


def whole() -> list[str]:
    """Words of two to four characters that begin like a surname."""
    from pypinyin.phrases_dict import phrases_dict

    surnames = set("".join(str(read_words(resource("words", "names.toml"))["surnames"]).split()))
    known = {word for word in phrases_dict if len(word) < 4} | set(_said_in_resources())
    return sorted(
        word for word in known if re.fullmatch("[一-鿿]{2,4}", word) and word[0] in surnames
    )


def _said_in_resources() -> Iterator[str]:
    paths = [*resource("words").glob("*.toml"), resource("categories.toml")]
    paths += resource("demo", "matters").glob("*.toml")
    for path in sorted(paths):
        if path.name not in ("names.toml", "masking.toml"):
            for text in _strings(tomllib.loads(path.read_text(encoding="utf-8-sig"))):
                yield from re.findall("[一-鿿]+", text)
    for path in sorted(resource("notices").glob("*.toml")):
        for field in tomllib.loads(path.read_text(encoding="utf-8-sig"))["fields"]:
            yield from (part["label"] for part in (field, *field.get("columns", ())))


def _strings(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for key, value in part.items():
            yield str(key)
            yield from _strings(value)
    elif isinstance(part, list):
        for value in part:
            yield from _strings(value)


def write(path: Path) -> None:
    """Writes the list as the program reads it."""
    lines = [_HEAD + _BEGINNINGS, *_lines(beginnings()), _WHOLE, *_lines(whole())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(words: list[str]) -> list[str]:
    return [" ".join(words[at : at + _LINE]) for at in range(0, len(words), _LINE)]


if __name__ == "__main__":
    write(resource("words", "ordinary.txt"))
