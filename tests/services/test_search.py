"""One box: words, places, phones, numbers, pinyin; grouped, newest first, always up to date."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.changes import Noun
from qingyu.domain.neighbourhood import Household, Resident
from qingyu.services import Store, feedback, intake, journal, neighbourhood, notice, search


@pytest.fixture
def book(founded: Store) -> Store:
    home = Household(0, 3, 2, "501")
    neighbourhood.add_resident(founded, Resident(0, home, "张桂芳", "13867412358"), by=1)
    neighbourhood.add_resident(founded, Resident(0, home, "单𠮷玥"), by=1)
    for text in (
        "3幢2单元501张阿姨说厨房顶上漏水，电话13867412358",
        "13幢2单元301楼道灯不亮",
        "屋面漏水修好了，谢谢李师傅",
    ):
        feedback.record_and_open(founded, intake.understood(text), by=1)
    return founded


def nouns(store: Store, typed: str) -> set[str]:
    return {str(found.noun) for found in search.find(store, typed)}


@pytest.mark.parametrize(
    ("typed", "noun", "title"),
    [
        ("漏水", Noun.ISSUE, "漏水"),
        ("3-2-501", Noun.RESIDENT, "张桂芳"),
        ("三号楼2单元501", Noun.RESIDENT, "张桂芳"),
        ("2358", Noun.RESIDENT, "张桂芳"),
        ("尾号2358", Noun.FEEDBACK, "漏水"),
        ("zgf", Noun.RESIDENT, "张桂芳"),
        ("zhangguif", Noun.RESIDENT, "张桂芳"),
        ("shan", Noun.RESIDENT, "单𠮷玥"),
        ("𠮷", Noun.RESIDENT, "单𠮷玥"),
        ("3幢", Noun.BUILDING, "3幢"),
        ("赵文斌", Noun.STEWARD, "赵文斌"),
        ("zwb", Noun.STEWARD, "赵文斌"),
    ],
)
def test_the_box_finds(book: Store, typed: str, noun: Noun, title: str) -> None:
    found = [each for each in search.find(book, typed) if each.noun is noun]
    assert any(title in each.title for each in found), typed


@pytest.mark.parametrize("typed", ["0002", "#2", "工单2", "2"])
def test_a_number_finds_its_issue_first(book: Store, typed: str) -> None:
    first = search.find(book, typed)[0]
    assert (first.noun, first.number) == (Noun.ISSUE, "0002")


def test_building_3_is_not_building_13(book: Store) -> None:
    assert all("灯" not in found.title for found in search.find(book, "3幢2单元"))


def test_newer_ones_come_first_inside_a_group(book: Store) -> None:
    issues = [found.id for found in search.find(book, "漏水") if found.noun is Noun.ISSUE]
    assert issues == sorted(issues, reverse=True)


def test_what_is_undone_is_not_found_any_more(book: Store) -> None:
    feedback.record(book, intake.understood("独一无二的麒麟瓜摊"), by=1)
    assert nouns(book, "麒麟瓜") == {"feedback"}
    journal.undo(book, by=1)
    assert nouns(book, "麒麟瓜") == set()


def test_a_resident_is_found_at_the_new_address_after_a_move(book: Store) -> None:
    person = next(p for p in neighbourhood.residents(book) if p.name == "张桂芳")
    moved = Resident(person.id, Household(0, 4, 1, "201"), person.name, person.phone)
    neighbourhood.save_resident(book, moved, by=1)
    assert "resident" in nouns(book, "4-1-201")
    assert all(f.title != "张桂芳" for f in search.find(book, "3-2-501"))


@pytest.mark.parametrize(
    "typed", ["", "   ", '"', "* AND NEAR(", "'; DROP TABLE issue; --", "\0", "-"]
)
def test_hostile_or_empty_words_find_calmly(book: Store, typed: str) -> None:
    search.find(book, typed)
    assert book.check() == ()


@given(st.text(max_size=60))
def test_any_typed_text_is_answered(typed: str) -> None:
    from qingyu.domain.search_query import match_expression, read_query

    assert isinstance(match_expression(read_query(typed)), str)


def test_a_notice_is_found_by_its_number_and_its_title(founded: Store) -> None:
    for title in ("清理楼道的通知", "停水通知"):
        notice.publish(founded, "free", {"title": title, "body": "请看。"}, by=1)
    for typed in ("〔2026〕2号", "晴雨管家〔2026〕2号", "2026-2", "2号", "停水"):
        found = [each for each in search.find(founded, typed) if each.noun is Noun.NOTICE]
        assert [each.number for each in found] == ["晴雨管家〔2026〕2号"], typed
    notice.withdraw(founded, 2, "写错了", by=1)
    assert search.find(founded, "2号")[-1].detail == "作废"
