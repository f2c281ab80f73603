"""The trainer and the weights it writes."""

from pathlib import Path

import pytest

from qingyu.domain.errors import RuleError
from qingyu.domain.intake.learnt import (
    KIND,
    best_answer,
    danger_share,
    evenness,
    read_weights,
    weights,
)
from qingyu.domain.intake.reading import observe
from tests.domain.intake.corpora import Labelled
from tests.domain.intake.train import columns, examples, learn, weights_text

FEW = [
    Labelled(f"{building}幢{words}", kind, category, dangerous, "few")
    for building in range(1, 41)
    for words, kind, category, dangerous in (
        ("路灯坏了不亮", "报修", "power", False), ("电线断了冒火花", "报修", "power", True),
        ("花坛种的花真好看", "表扬", "green", False), ("停车怎么收费", "咨询", "traffic", False),
    )
]  # fmt: skip


def test_the_trainer_learns_a_few_messages_and_the_loader_reads_them(tmp_path: Path) -> None:
    file = tmp_path / "学到.txt"
    file.write_text(weights_text(learn(examples(FEW))), encoding="utf-8")
    learnt = read_weights(file)
    for each in FEW:
        sums = learnt.sums(observe(each.text).features)
        assert best_answer(sums, KIND) == each.kind
        assert (danger_share(sums) > 0.3) is each.dangerous


def test_learning_twice_gives_the_same_weights() -> None:
    made = examples(FEW)
    assert weights_text(learn(made, 3)) == weights_text(learn(made, 3))


def test_the_bundled_weights_have_a_column_for_each_answer() -> None:
    learnt = weights()
    assert list(learnt.columns) == columns()
    assert len(learnt.rows) > 5_000 and 0 < learnt.threshold < 0.5


def test_the_weights_of_a_very_long_message_add_up_like_those_of_a_short_one() -> None:
    learnt = weights()
    many = sorted(learnt.rows)[:3_000]
    for name, total in learnt.sums(many).items():
        column = learnt.columns.index(name)
        bias = learnt.sums([])[name]
        added = sum(learnt.weight(each, column) for each in many)
        assert total == pytest.approx(bias + added * evenness(len(many)))


@pytest.mark.parametrize("text", ["", "learnt 1\n", "learnt 1\na\tb\n0.2\nP\n", "x\na\n0.2\nP\n"])
def test_a_broken_file_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "learnt.txt"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError):
        read_weights(file)
