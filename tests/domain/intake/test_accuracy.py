"""How well messages are understood; `pytest -s` prints the shares.

Kind, category and danger are judged by weights that have not seen the file they are judged on
(tests/data/weights/without_X.txt is for X.jsonl). That author wrote to be hard: fragments,
dialect, praise of things that were dangerous. `train --without X OUT` makes such weights.
No weights learn from tests/data/unseen*.jsonl, nor from phrases that echo them; d to g are by the
authors of corpus_d (terse, tricky), e (talkative), f and g (everyday), every second message; h
(everyday) and i (dangers told in other words, alarms that are none) are by authors nobody read.
"""

import pytest

from qingyu.domain.intake.learnt import read_weights, weights
from tests.domain.intake.accuracy import measure, who_and_where
from tests.domain.intake.corpora import MESSAGES, corpus_names

HELD_OUT = "corpus_b"
UNSEEN = MESSAGES.parent
FLOORS = {  # kind, category, danger found, danger meant, name
    "unseen.jsonl": (0.87, 0.9, 0.95, 0.85, 0.99),
    "unseen_d.jsonl": (0.84, 0.83, 0.83, 0.87, 0.98),
    "unseen_e.jsonl": (0.85, 0.85, 0.9, 0.82, 0.98),
    "unseen_f.jsonl": (0.85, 0.95, 0.88, 0.83, 0.94),
    "unseen_g.jsonl": (0.95, 0.92, 0.94, 0.86, 0.99),
    "unseen_h.jsonl": (0.9, 0.94, 0.93, 0.81, 0.97),
    "unseen_i.jsonl": (0.83, 0.9, 0.93, 0.82, 0.97),
}


@pytest.mark.parametrize("name", corpus_names())
def test_place_phone_and_name_are_found(name: str) -> None:
    right = who_and_where(MESSAGES / name)
    print(name, right)
    assert right["place"] >= 0.99 and right["phone"] >= 0.995 and right["name"] >= 0.965


def test_a_new_author_is_understood() -> None:
    learnt = read_weights(MESSAGES.parent / "weights" / f"without_{HELD_OUT}.txt")
    accuracy = measure(learnt, MESSAGES / f"{HELD_OUT}.jsonl")
    print(accuracy.line)
    assert accuracy.right["kind"] >= 0.87, accuracy.line
    assert accuracy.right["category"] >= 0.91, accuracy.line
    assert accuracy.recall >= 0.92 and accuracy.precision >= 0.84, accuracy.line


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_messages_that_nobody_learnt_from_are_understood(name: str) -> None:
    accuracy, found = measure(weights(), UNSEEN / name), who_and_where(UNSEEN / name)
    print(name, accuracy.line, found)
    kind, category, recall, precision, names = FLOORS[name]
    assert accuracy.right["kind"] >= kind and accuracy.right["category"] >= category, accuracy.line
    assert accuracy.recall >= recall and accuracy.precision >= precision, accuracy.line
    assert found["place"] >= 0.98 and found["phone"] >= 0.995 and found["name"] >= names


def test_the_sample_messages_are_understood_by_the_bundled_weights() -> None:
    accuracy = measure(weights(), MESSAGES / "samples.jsonl")
    assert min(accuracy.right.values()) >= 0.97 and accuracy.recall == 1, accuracy.line
