"""Learns resources/words/learnt.txt from the labelled messages: python -m tests.domain.intake.train

With `--without corpus_b.jsonl OUT` it leaves that file out and writes the weights to OUT.
"""

import argparse
import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qingyu.domain.category import categories
from qingyu.domain.feedback import Kind
from qingyu.domain.intake.features import RULED
from qingyu.domain.intake.learnt import CATEGORY, DANGER, KIND, evenness, written
from qingyu.domain.intake.reading import observe
from qingyu.paths import resource
from tests.domain.intake.corpora import SEEN_BY_THE_RULES, Labelled, everything

THRESHOLD = 0.20  # chosen by leaving one corpus out: recall before precision
EPOCHS = 30
RATE = 0.06
LOOSENESS = {KIND: 1.0, CATEGORY: 1.0, DANGER: 0.3}  # the C of each logistic regression
LEAST_WEIGHT = 0.1  # a feature whose weights all stay below is left out


@dataclass(frozen=True)
class Example:
    """The features of one message and the columns that are right for it."""

    features: tuple[str, ...]
    right: frozenset[int]


@dataclass(frozen=True)
class Learnt:
    """A bias and one row of weights per feature, as long as the columns."""

    bias: list[float]
    rows: dict[str, list[float]]


def columns() -> list[str]:
    """The answers there are: every kind, every category, danger."""
    names = [f"{KIND}:{kind.value}" for kind in Kind]
    return [*names, *(f"{CATEGORY}:{each.code}" for each in categories()), f"{DANGER}:"]


def looseness() -> list[float]:
    """For each column how freely its weights may grow."""
    return [LOOSENESS[name.partition(":")[0]] for name in columns()]


def examples(labelled: Iterable[Labelled]) -> list[Example]:
    """The messages as examples; verdicts of rules that were made for them are hidden."""
    index = {name: column for column, name in enumerate(columns())}
    made = []
    for each in labelled:
        features = observe(each.text).features
        if each.source in SEEN_BY_THE_RULES:
            features = {feature for feature in features if not feature.startswith(RULED)}
        right = {index[f"{KIND}:{each.kind}"], index[f"{CATEGORY}:{each.category}"]}
        if each.dangerous:
            right.add(index[f"{DANGER}:"])
        made.append(Example(tuple(sorted(features)), frozenset(right)))
    return made


def learn(made: Sequence[Example], epochs: int = EPOCHS) -> Learnt:
    """Multinomial logistic regressions with a quadratic penalty, by gradient steps."""
    seen = Counter(feature for each in made for feature in each.features)
    rows = {feature: [0.0] * len(columns()) for feature, count in seen.items() if count >= 2}
    learnt = Learnt([0.0] * len(columns()), rows)
    held = [[rows[name] for name in each.features if name in rows] for each in made]
    order, dice = list(range(len(made))), random.Random(7)
    for epoch in range(epochs):
        rate = RATE / (1 + epoch / 4)
        dice.shuffle(order)
        for number in order:
            _step(learnt.bias, held[number], made[number], rate)
        kept = [1 / (1 + rate / loose) for loose in looseness()]
        for row in rows.values():
            row[:] = [weight * each for weight, each in zip(row, kept, strict=True)]
    return learnt


def _step(bias: list[float], own: Sequence[list[float]], example: Example, rate: float) -> None:
    """Moves the bias and the rows of one example towards its right answers."""
    even, kinds = evenness(len(example.features)), len(Kind)
    totals = [sum(column) for column in zip(*own, strict=True)] if own else [0.0] * len(bias)
    sums = [start + even * total for start, total in zip(bias, totals, strict=True)]
    shares = [*_softmax(sums[:kinds]), *_softmax(sums[kinds:-1]), _logistic(sums[-1])]
    step = [rate * ((column in example.right) - share) for column, share in enumerate(shares)]
    bias[:] = [weight + change for weight, change in zip(bias, step, strict=True)]
    step = [even * change for change in step]
    for row in own:
        row[:] = [weight + change for weight, change in zip(row, step, strict=True)]


def _softmax(sums: list[float]) -> list[float]:
    top = max(sums)
    powers = [math.exp(each - top) for each in sums]
    whole = sum(powers)
    return [power / whole for power in powers]


def _logistic(total: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


def weights_text(learnt: Learnt) -> str:
    """The weights file: features that say little or cannot stand on a line are left out."""
    rows = {
        feature: row
        for feature, row in learnt.rows.items()
        if max(map(abs, row)) >= LEAST_WEIGHT and feature.isprintable()
    }
    return written(columns(), THRESHOLD, learnt.bias, rows)


def main() -> None:
    """Learns from every file, or from all but one."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--without", default="")
    asked.add_argument("out", nargs="?", type=Path, default=resource("words", "learnt.txt"))
    given = asked.parse_args()
    text = weights_text(learn(examples(everything(given.without))))
    given.out.write_text(text, encoding="utf-8", newline="\n")
    print(f"{given.out}: {len(text.splitlines())} lines, {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
