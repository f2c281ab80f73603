"""How well messages are understood: accuracy per field over labelled messages."""

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from qingyu.domain.intake import as_record, understand

FIELDS = ("place", "phone", "name", "kind", "category")
MESSAGES = Path(__file__).parents[2] / "data" / "messages"


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


def measure(path: Path) -> Accuracy:
    """The accuracy over a file of labelled messages, one JSON object per line."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    right: Counter[str] = Counter()
    danger: Counter[tuple[bool, bool]] = Counter()
    for row in rows:
        got = asdict(as_record(understand(row["text"])))
        row["place"] = [row["building"], row["unit"], row["room"]]
        got["place"] = [got["building"], got["unit"], got["room"]]
        right.update(field for field in FIELDS if row[field] == got[field])
        danger[row["dangerous"], got["dangerous"]] += 1
    return Accuracy(
        right={field: right[field] / len(rows) for field in FIELDS},
        recall=danger[True, True] / max(1, danger[True, True] + danger[True, False]),
        precision=danger[True, True] / max(1, danger[True, True] + danger[False, True]),
    )
