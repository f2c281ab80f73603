"""Weights learnt from labelled messages: how much each run of characters speaks for an answer."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import Kind
from qingyu.domain.intake.features import Marked
from qingyu.domain.intake.rules import Span
from qingyu.paths import resource

KIND, CATEGORY, DANGER = "kind", "category", "dangerous"
ZERO = 80  # the character P; each weight is one character from ! to ~
STEP = 0.05
_HEAD = "learnt 1"
_STRONG = 0.25
_MOST_SPANS = 3
_CALM = (Kind.PRAISE, Kind.INQUIRY, Kind.SUGGESTION)


@dataclass(frozen=True)
class Weights:
    """One row of weights for each feature, a column for each answer (kind:报修, dangerous:)."""

    columns: tuple[str, ...]
    threshold: float
    bias: bytes
    rows: Mapping[str, bytes]

    def sums(self, features: Iterable[str]) -> dict[str, float]:
        """The sum of weights for each column."""
        held = [self.rows[each] for each in features if each in self.rows]
        held.append(self.bias)
        nothing = ZERO * len(held)
        sums = ((sum(column) - nothing) * STEP for column in zip(*held, strict=True))
        return dict(zip(self.columns, sums, strict=True))

    def column(self, question: str, name: str = "") -> int:
        """The place of an answer among the columns."""
        return self.columns.index(f"{question}:{name}")


@cache
def weights() -> Weights:
    """The bundled weights."""
    return read_weights(resource("words", "learnt.txt"))


def read_weights(path: Path) -> Weights:
    """The weights of a file as the trainer writes it; RuleError when it is no such file."""
    try:
        head, columns, threshold, bias, *lines = path.read_text("utf-8").rstrip("\n").split("\n")
        rows = {name: row.encode("ascii") for name, row in (each.split("\t") for each in lines)}
        read = Weights(tuple(columns.split("\t")), float(threshold), bias.encode("ascii"), rows)
    except (OSError, ValueError) as error:
        raise RuleError(f"学到的词表 {path.name} 读不出来", "请重新安装程序") from error
    if head != _HEAD or any(len(row) != len(read.columns) for row in (read.bias, *rows.values())):
        raise RuleError(f"学到的词表 {path.name} 不完整", "请重新安装程序")
    return read


def written(
    columns: Iterable[str],
    threshold: float,
    bias: Iterable[float],
    rows: Mapping[str, Iterable[float]],
) -> str:
    """The text of a weights file."""
    lines = [_HEAD, "\t".join(columns), f"{threshold:.3f}", _coded(bias)]
    return "\n".join([*lines, *(f"{name}\t{_coded(rows[name])}" for name in sorted(rows))]) + "\n"


def _coded(row: Iterable[float]) -> str:
    return "".join(chr(min(126, max(33, ZERO + round(weight / STEP)))) for weight in row)


def best_answer(sums: Mapping[str, float], question: str) -> str:
    """The answer with the greatest sum."""
    return max(_shares(sums, question).items(), key=lambda pair: pair[1])[0]


def danger_share(sums: Mapping[str, float]) -> float:
    """How likely somebody may be hurt now, 0 to 1; praise, questions and proposals speak against
    it as far as the message is likely to be one."""
    likely = 1 / (1 + math.exp(-max(-50.0, min(50.0, sums[f"{DANGER}:"]))))
    kinds = _shares(sums, KIND)
    return likely * (1 - sum(kinds[kind] for kind in _CALM))


def _shares(sums: Mapping[str, float], question: str) -> dict[str, float]:
    own = {
        name.partition(":")[2]: total
        for name, total in sums.items()
        if name.startswith(question + ":")
    }
    top = max(own.values())
    powers = {name: math.exp(total - top) for name, total in own.items()}
    whole = sum(powers.values())
    return {name: power / whole for name, power in powers.items()}


def telling_spans(
    learnt: Weights, marked: Marked, features: Iterable[str], column: int
) -> tuple[Span, ...]:
    """Where the words stand that spoke most for an answer, in the original text."""
    strong = []
    for each in features:
        row = learnt.rows.get(each)
        if row is None or len(each) < 2 or not all("\u4e00" <= char <= "\u9fff" for char in each):
            continue
        weight = (row[column] - ZERO) * STEP
        if weight >= _STRONG:
            strong.append((weight, each))
    strong.sort(key=lambda pair: (-pair[0], pair[1]))
    spans = []
    for _, run in strong[: _MOST_SPANS * 2]:
        start = marked.text.find(run)
        if start >= 0:
            spans.append((marked.origin[start], marked.origin[start + len(run) - 1] + 1))
    return _merged(spans)[:_MOST_SPANS]


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    apart: list[Span] = []
    for start, end in sorted(spans):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return tuple(apart)
