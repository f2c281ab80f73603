"""Labelled messages to learn from and to judge by, one author to a file."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

MESSAGES = Path(__file__).parents[2] / "data" / "messages"
UNSEEN = tuple(sorted(MESSAGES.parent.glob("unseen*.jsonl")))  # nobody may learn from these
PHRASES = "phrases.txt"
_ECHO = 5  # so many equal characters in a row make a phrase an echo of a message
# The rules were written while looking at these: their verdicts look better here than elsewhere.
SEEN_BY_THE_RULES = frozenset({"own.jsonl", "dev.jsonl", "samples.jsonl"})


@dataclass(frozen=True)
class Labelled:
    """What somebody said, what it is, and in which file it stands."""

    text: str
    kind: str
    category: str
    dangerous: bool
    source: str


def corpus_names() -> list[str]:
    """The files of whole messages, in order."""
    return sorted(path.name for path in MESSAGES.glob("*.jsonl"))


def read_corpus(path: Path) -> list[Labelled]:
    """The labelled messages of a .jsonl file, or the phrases of a .txt file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".txt":
        return list(_phrases(lines, path.name))
    rows = [json.loads(line) for line in lines if line.strip()]
    return [
        Labelled(row["text"], row["kind"], row["category"], row["dangerous"], path.name)
        for row in rows
    ]


def _phrases(lines: Iterable[str], source: str) -> Iterable[Labelled]:
    """Lines of phrases divided by ；, each under `# category kind 0|1`."""
    category = kind = ""
    dangerous = False
    for line in lines:
        if line.startswith("# "):
            category, kind, flag = line[2:].split()
            dangerous = flag == "1"
        elif line.strip():
            for phrase in line.strip().split("；"):
                yield Labelled(phrase, kind, category, dangerous, source)


def everything(without: str = "") -> list[Labelled]:
    """All labelled messages and phrases, but for those of one file and phrases that echo it
    or the unseen messages."""
    names = [name for name in [*corpus_names(), PHRASES] if name != without]
    rows = [each for name in names for each in read_corpus(MESSAGES / name)]
    judged = [*UNSEEN, MESSAGES / without] if without else UNSEEN
    said = {run for path in judged for each in read_corpus(path) for run in _runs(each.text)}
    return [each for each in rows if each.source != PHRASES or not _runs(each.text) & said]


def _runs(text: str) -> set[str]:
    return {text[start : start + _ECHO] for start in range(len(text) - _ECHO + 1)}
