"""Weights learnt from labelled messages: how much each run of characters speaks for an answer."""

import math
import sys
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path

from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import Kind
from qingyu.domain.frozen import frozen
from qingyu.domain.intake.features import Marked
from qingyu.domain.intake.rules import Span
from qingyu.paths import resource

KIND, CATEGORY, DANGER = "kind", "category", "dangerous"
ZERO = 80  # the character P; each weight is one character from ! to ~
STEP = 0.05
_HEAD = "learnt 1"
_USUAL, _FEWEST = 100, 10  # features of a usual message and of the shortest one
_BITS = 16
_MOST_AT_ONCE = 500  # rows whose sum still fits in the bits of a column
_STRONG = 0.25
_MOST_SPANS = 3
_CALM = (Kind.PRAISE, Kind.INQUIRY, Kind.SUGGESTION)


@frozen
class Weights:
    """One row of weights for each feature, a column for each answer (kind:报修, dangerous:).

    A row is one whole number of 16 bits a column, so that rows add up in one go.
    """

    columns: tuple[str, ...]
    threshold: float
    bias: int
    rows: Mapping[str, int]

    def sums(self, features: Collection[str]) -> dict[str, float]:
        """The sum of weights for each column, evened out between short and long messages."""
        rows = self.rows
        held = [rows[each] for each in features if each in rows]
        totals = [0] * len(self.columns)
        for start in range(0, len(held), _MOST_AT_ONCE):
            added = self._apart(sum(held[start : start + _MOST_AT_ONCE]))
            totals = [total + each for total, each in zip(totals, added, strict=True)]
        nothing, share = ZERO * len(held), evenness(len(features)) * STEP
        both = zip(self.columns, totals, self._apart(self.bias), strict=True)
        return {
            name: (total - nothing) * share + (start - ZERO) * STEP for name, total, start in both
        }

    def weight(self, feature: str, column: int) -> float:
        """How much a feature speaks for an answer; 0 when it is not known."""
        row = self.rows.get(feature)
        return 0.0 if row is None else ((row >> _BITS * column & 0xFFFF) - ZERO) * STEP

    def _apart(self, row: int) -> memoryview:
        """A row as its columns."""
        whole = row.to_bytes(len(self.columns) * _BITS // 8, sys.byteorder)
        columns = memoryview(whole).cast("H")
        return columns if sys.byteorder == "little" else columns[::-1]

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
        split = [each.split("\t") for each in lines]
        names, width = tuple(columns.split("\t")), len(columns.split("\t"))
        whole = all(len(row) == width and row.isascii() for row in (bias, *(r for _, r in split)))
        rows = {name: _row(row) for name, row in split}
        read = Weights(names, float(threshold), _row(bias), rows)
    except (OSError, ValueError) as error:
        raise RuleError(f"学到的词表 {path.name} 读不出来", "请重新安装程序") from error
    if head != _HEAD or not whole:
        raise RuleError(f"学到的词表 {path.name} 不完整", "请重新安装程序")
    return read


def _row(coded: str) -> int:
    return int.from_bytes(coded.encode("utf-16-le"), "little")


def evenness(count: int) -> float:
    """What each of so many features counts, so that long messages are not oversure."""
    return math.sqrt(_USUAL / max(_FEWEST, count))


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
    own = (name for name in sums if name.startswith(question + ":"))
    return max(own, key=lambda name: sums[name]).partition(":")[2]


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
        if len(each) < 2 or not "\u4e00" <= each[0] <= "\u9fff":
            continue
        weight = learnt.weight(each, column)
        if weight >= _STRONG and all("\u4e00" <= char <= "\u9fff" for char in each):
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
