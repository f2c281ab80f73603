"""Printing is told in the journal and changes nothing."""

import pytest

from qingyu.domain.errors import RuleError
from qingyu.services import Store, journal, neighbourhood, print_log


def test_the_journal_names_what_was_printed_by_whom(founded: Store) -> None:
    print_log.note(founded, "停水通知（内部版）", pages="2-3", copies=3, by=1)
    entry = journal.entries(founded)[0]
    assert (entry.verb, entry.by) == ("打印 停水通知（内部版）（第 2-3 页，3 份）", 1)


def test_undo_goes_past_what_was_printed(founded: Store) -> None:
    neighbourhood.rename(founded, "新名字", "", by=1)
    print_log.note(founded, "停水通知", by=1)
    assert journal.undo(founded, by=1).verb.startswith("撤销：")
    assert neighbourhood.name(founded) == "青年路社区"


def test_paper_cannot_be_unprinted(founded: Store) -> None:
    print_log.note(founded, "停水通知", by=1)
    with pytest.raises(RuleError, match="撤销不了"):
        journal.undo(founded, journal.entries(founded)[0].id, by=1)
