"""Return slips: one answer a household, replaced only on purpose, counted and exported."""

from datetime import date

import pytest

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.neighbourhood import Household, Resident
from qingyu.domain.place import Place
from qingyu.domain.slip_answer import result_line, slip_code
from qingyu.services import Store, journal, neighbourhood, notice, return_slip

LEAD, MAN = 1, 2


def asked(store: Store, **fields: object) -> int:
    for room in ("101", "102", "201"):
        home = Household(0, 3, 2, room)
        neighbourhood.add_resident(store, Resident(0, home, "住户"), by=LEAD)
    told = {"title": "加装电梯", "body": "请表态。", "date": "2026-11-23", **fields}
    return notice.publish(store, "free", told, by=LEAD).ids(Noun.NOTICE)[0]


def test_a_slip_is_typed_back_and_counted(founded: Store) -> None:
    ident = asked(founded)
    return_slip.enter(founded, ident, "3-2-101", "1", heads=3, words="快点装", by=MAN)
    return_slip.enter(founded, ident, "3-2-102", "不同意", by=MAN)
    found = return_slip.progress(founded, ident)
    assert (found.expected, found.answered, found.heads) == (3, 2, 4)
    assert found.waiting == (Place(3, 2, "201"),)
    last = return_slip.answers(founded, ident)[-1]
    assert (last.words, last.entered_by, last.on_paper) == ("快点装", "赵文斌", date(2026, 11, 23))
    assert "同意 1 户 3 人" in result_line(found)


def test_a_second_slip_of_a_household_needs_a_word(founded: Store) -> None:
    ident = asked(founded)
    return_slip.enter(founded, ident, "3-2-101", "1", by=MAN)
    with pytest.raises(RuleError, match="已经交过回执了（同意）"):
        return_slip.enter(founded, ident, "3幢2单元101", "2", by=MAN)
    return_slip.enter(founded, ident, "3-2-101", "2", replacing=True, by=MAN)
    (only,) = return_slip.answers(founded, ident)
    assert (only.option, only.replaced) == ("不同意", 1)
    journal.undo(founded, by=MAN)
    assert return_slip.answers(founded, ident)[0].option == "同意"


def test_a_scanned_code_and_a_room_without_its_unit(founded: Store) -> None:
    ident = asked(founded)
    return_slip.enter(founded, ident, slip_code(2026, 1, Place(3, 2, "101")), "1", by=MAN)
    assert return_slip.household(founded, ident, "3幢102室") == Place(3, 2, "102")
    with pytest.raises(RuleError, match="要写明几单元"):
        return_slip.household(founded, ident, "3幢999室")
    with pytest.raises(RuleError, match="2号的回执"):
        return_slip.enter(founded, ident, slip_code(2026, 2, Place(3, 2, "102")), "1", by=MAN)


def test_only_the_buildings_it_was_sent_to_answer(founded: Store) -> None:
    ident = asked(founded, buildings=[3])
    with pytest.raises(RuleError, match="没有发给5幢"):
        return_slip.enter(founded, ident, "5-1-101", "1", by=MAN)
    return_slip.enter(founded, ident, "3-2-909", "1", by=MAN)
    (odd,) = return_slip.answers(founded, ident)
    assert not odd.known_home
    assert return_slip.progress(founded, ident).expected == 4


def test_one_typed_for_the_wrong_home_is_taken_out(founded: Store) -> None:
    ident, home = asked(founded), Place(3, 2, "101")
    return_slip.enter(founded, ident, "3-2-101", "1", by=MAN)
    return_slip.remove(founded, ident, home, by=MAN)
    assert return_slip.given(founded, ident, home) is None
    journal.undo(founded, by=MAN)
    assert return_slip.given(founded, ident, home) is not None


def test_the_answers_go_out_as_a_table(founded: Store) -> None:
    from openpyxl import load_workbook

    ident = asked(founded)
    return_slip.enter(founded, ident, "3-2-102", "1", words="=1+1", by=MAN)
    return_slip.enter(founded, ident, "3-2-101", "3", by=MAN)
    text = return_slip.as_text(founded, ident).splitlines()
    assert [line.split("\t")[0] for line in text[1:]] == ["住户", "3-2-101", "3-2-102"]
    sheet = load_workbook(return_slip.export(founded, ident, by=MAN))["回执"]
    assert "的回执" in journal.entries(founded)[0].verb
    assert sheet.cell(2, 1).value == result_line(return_slip.progress(founded, ident))
    assert [sheet.cell(row, 4).value for row in (5, 6)] == [None, "=1+1"]
    assert sheet.cell(6, 4).data_type == "s"


def test_nothing_is_typed_for_a_void_notice(founded: Store) -> None:
    ident = asked(founded)
    notice.withdraw(founded, ident, "写错了", by=LEAD)
    with pytest.raises(RuleError, match="作废"):
        return_slip.enter(founded, ident, "3-2-101", "1", by=MAN)
