"""The targets for understanding messages, on both labelled sets; `pytest -s` prints the shares."""

import pytest

from tests.domain.intake.accuracy import MESSAGES, measure

TARGETS = {"place": 0.97, "phone": 0.99, "name": 0.92, "kind": 0.90, "category": 0.90}


@pytest.mark.parametrize("name", ["own.jsonl", "dev.jsonl"])
def test_the_targets_are_met(name: str) -> None:
    accuracy = measure(MESSAGES / name)
    print(f"{name}: {accuracy.line}")
    for field, target in TARGETS.items():
        assert accuracy.right[field] >= target, f"{field} in {name}: {accuracy.line}"
    assert accuracy.recall >= 0.97, accuracy.line
    assert accuracy.precision >= 0.85, accuracy.line
