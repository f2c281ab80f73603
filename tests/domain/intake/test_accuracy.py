"""How well messages are understood; `pytest -s` prints the shares.

Kind, category and danger are judged by weights that have not seen the file they are judged on
(tests/data/weights/without_X.txt is for X.jsonl). That author wrote to be hard: fragments,
dialect, praise of things that were dangerous. `train --without X OUT` makes such weights.
No weights learn from tests/data/unseen.jsonl, nor from phrases that echo it.
"""

import pytest

from qingyu.domain.intake.learnt import read_weights, weights
from tests.domain.intake.accuracy import measure, who_and_where
from tests.domain.intake.corpora import MESSAGES, UNSEEN, corpus_names

HELD_OUT = "corpus_b"


@pytest.mark.parametrize("name", corpus_names())
def test_place_phone_and_name_are_found(name: str) -> None:
    right = who_and_where(MESSAGES / name)
    print(name, right)
    assert right["place"] >= 0.99 and right["phone"] >= 0.995 and right["name"] >= 0.965


def test_a_new_author_is_understood() -> None:
    learnt = read_weights(MESSAGES.parent / "weights" / f"without_{HELD_OUT}.txt")
    accuracy = measure(learnt, MESSAGES / f"{HELD_OUT}.jsonl")
    print(accuracy.line)
    assert accuracy.right["kind"] >= 0.84, accuracy.line
    assert accuracy.right["category"] >= 0.89, accuracy.line
    assert accuracy.recall >= 0.91 and accuracy.precision >= 0.81, accuracy.line


def test_messages_that_nobody_learnt_from_are_understood() -> None:
    accuracy, found = measure(weights(), UNSEEN), who_and_where(UNSEEN)
    print(accuracy.line, found)
    assert accuracy.right["kind"] >= 0.86 and accuracy.right["category"] >= 0.89, accuracy.line
    assert accuracy.recall >= 0.9 and accuracy.precision >= 0.87, accuracy.line
    assert min(found.values()) >= 0.99


def test_the_sample_messages_are_understood_by_the_bundled_weights() -> None:
    accuracy = measure(weights(), MESSAGES / "samples.jsonl")
    assert min(accuracy.right.values()) >= 0.97 and accuracy.recall == 1, accuracy.line
