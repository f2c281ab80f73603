"""How well messages are understood: accuracy per field over labelled messages."""

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from qingyu.domain.intake import as_record, understand
from qingyu.domain.intake.learnt import (
    CATEGORY,
    KIND,
    Weights,
    best_answer,
    danger_share,
)
from qingyu.domain.intake.reading import observe
from tests.domain.intake.corpora import read_corpus

WHO_AND_WHERE = ("place", "phone", "name")


@dataclass(frozen=True)
class Accuracy:
    """Shares from 0 to 1: of right answers by field, and of danger found and danger meant."""

    right: dict[str, float]
    recall: float
    precision: float

    @property
    def line(self) -> str:
        """One line to print."""
        shares = [f"{field} {share:.1%}" for field, share in self.right.items()]
        return " · ".join([*shares, f"recall {self.recall:.1%}", f"precision {self.precision:.1%}"])


def who_and_where(path: Path) -> dict[str, float]:
    """The share of right places, telephone numbers and names over a file, by rules alone."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    right: Counter[str] = Counter()
    for row in rows:
        got = asdict(as_record(understand(row["text"])))
        row["place"] = [row["building"], row["unit"], row["room"]]
        got["place"] = [got["building"], got["unit"], got["room"]]
        right.update(field for field in WHO_AND_WHERE if row[field] == got[field])
    return {field: right[field] / len(rows) for field in WHO_AND_WHERE}


def measure(learnt: Weights, path: Path) -> Accuracy:
    """How well these weights tell kind, category and danger of the messages of a file."""
    rows = read_corpus(path)
    right: Counter[str] = Counter()
    danger: Counter[tuple[bool, bool]] = Counter()
    for row in rows:
        sums = learnt.sums(observe(row.text).features)
        right[KIND] += best_answer(sums, KIND) == row.kind
        right[CATEGORY] += best_answer(sums, CATEGORY) == row.category
        danger[row.dangerous, danger_share(sums) >= learnt.threshold] += 1
    return Accuracy(
        right={field: right[field] / len(rows) for field in (KIND, CATEGORY)},
        recall=danger[True, True] / max(1, danger[True, True] + danger[True, False]),
        precision=danger[True, True] / max(1, danger[True, True] + danger[False, True]),
    )
