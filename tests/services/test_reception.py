"""What the reception desk reads from the book."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qingyu.domain.changes import Noun
from qingyu.domain.neighbourhood import Household, PublicPlace, Resident, Standing
from qingyu.domain.place import Place
from qingyu.domain.reception import Corrections
from qingyu.services import Store, feedback, neighbourhood, reception, rulebook
from tests.services.closing import close


@pytest.fixture
def lived_in(founded: Store) -> Store:
    """The book with two households."""
    for place, name, phone, standing in (
        ((3, 2, "501"), "张桂芳", "13867412358", Standing.OWNER),
        ((3, 2, "501"), "李国庆", "", Standing.FAMILY),
        ((3, 2, "502"), "王建国", "13900001111", Standing.OWNER),
    ):
        home = Household(0, *place)
        person = Resident(0, home, name, phone, standing)
        neighbourhood.add_resident(founded, person, by=1)
    neighbourhood.add_public_place(founded, PublicPlace(0, "屋面", 3), by=1)
    neighbourhood.add_public_place(founded, PublicPlace(0, "大门"), by=1)
    return founded


def record(store: Store, text: str) -> int:
    draft = reception.read(store, text).draft()
    return feedback.record_and_open(store, draft, by=1).ids(Noun.ISSUE)[0]


def test_a_resident_is_recognised_by_household_and_surname(lived_in: Store) -> None:
    sheet = reception.read(lived_in, "3-2-501张阿姨，漏水")
    assert sheet.resident is not None
    assert sheet.resident.name == "张桂芳"
    assert len(sheet.household) == 2


def test_a_resident_is_recognised_by_telephone_alone(lived_in: Store) -> None:
    sheet = reception.read(lived_in, "漏水了，13900001111")
    assert sheet.place.value == Place(3, 2, "502")
    assert [person.name for person in sheet.household] == ["王建国"]


def test_another_place_given_by_hand_asks_that_household(lived_in: Store) -> None:
    sheet = reception.read(lived_in, "3-2-501漏水", Corrections(place=Place(3, 2, "502")))
    assert [person.name for person in sheet.household] == ["王建国"]


@pytest.mark.parametrize(
    ("open_one", "again"),
    [
        ("大门坏了，关不上", "大门又坏了"),
        ("车棚里停了一辆僵尸车", "车棚那辆僵尸车还在"),
        ("怎么停水了", "又停水了"),
    ],
)
def test_what_names_only_a_public_spot_or_nothing_meets_its_like(
    lived_in: Store, open_one: str, again: str
) -> None:
    record(lived_in, "3-2-501厨房天花板漏水")
    record(lived_in, "绿化带里有老鼠")
    mine = record(lived_in, open_one)
    sheet = reception.read(lived_in, again)
    assert sheet.place.value.building is None
    around = reception.surroundings(lived_in, sheet)
    assert [issue.id for issue in around.similar] == [mine]
    assert around.likely(sheet) is not None
    close(lived_in, mine)
    assert reception.surroundings(lived_in, sheet).similar == ()


def test_what_was_not_understood_meets_nothing(lived_in: Store) -> None:
    record(lived_in, "你好呀")
    assert reception.surroundings(lived_in, reception.read(lived_in, "在吗")).similar == ()


def test_the_likeliest_open_issue_comes_first(lived_in: Store) -> None:
    record(lived_in, "3幢1单元楼道灯不亮")
    mine = record(lived_in, "3-2-501厨房天花板漏水")
    record(lived_in, "3-1-101屋面漏水")
    sheet = reception.read(lived_in, "3-2-501屋面又漏水了")
    around = reception.surroundings(lived_in, sheet)
    assert around.similar[0].id == mine
    assert around.likely(sheet) == around.similar[0]


def test_an_issue_of_another_category_is_offered_but_not_likely(lived_in: Store) -> None:
    record(lived_in, "3幢1单元楼道灯不亮")
    sheet = reception.read(lived_in, "3-2-501屋面漏水")
    around = reception.surroundings(lived_in, sheet)
    assert len(around.similar) == 1
    assert around.likely(sheet) is None


def test_one_closed_within_half_a_year_is_told(lived_in: Store) -> None:
    ident = record(lived_in, "3-2-501厨房天花板漏水")
    close(lived_in, ident)
    around = reception.surroundings(lived_in, reception.read(lived_in, "3-2-501天花板漏水"))
    assert around.closed is not None
    assert around.closed.id == ident
    elsewhere = reception.read(lived_in, "3-2-502天花板漏水")
    assert reception.surroundings(lived_in, elsewhere).closed is None


def test_what_the_household_said_is_counted(lived_in: Store) -> None:
    record(lived_in, "3-2-501漏水")
    record(lived_in, "3-2-502漏水")
    around = reception.surroundings(lived_in, reception.read(lived_in, "3-2-501"))
    assert len(around.said_before) == 1


@pytest.mark.parametrize("typed", ["3-2", "3幢2单元", "３幢", "3-2-5"])
def test_households_are_offered_as_one_types_their_place(lived_in: Store, typed: str) -> None:
    offered = reception.offer_places(lived_in, typed)
    assert Place(3, 2, "501") in offered


@pytest.mark.parametrize("typed", ["屋", "wm", "3幢屋面"])
def test_public_places_are_offered(lived_in: Store, typed: str) -> None:
    offered = reception.offer_places(lived_in, typed)
    assert Place(3, spot="屋面") in offered or typed == "3幢屋面"


@pytest.mark.parametrize("typed", ["zgf", "张桂", "2358", "zhang", "13867412358"])
def test_residents_are_offered_by_name_pinyin_and_telephone(lived_in: Store, typed: str) -> None:
    assert reception.offer_residents(lived_in, typed)[0].name == "张桂芳"


def test_the_household_is_offered_before_anything_is_typed(lived_in: Store) -> None:
    offered = reception.offer_residents(lived_in, "", Place(3, 2, "501"))
    assert [person.name for person in offered] == ["张桂芳", "李国庆"]


@pytest.mark.parametrize("typed", ["<b>", "'; DROP TABLE", "%s", '"', "NEAR(", "*", "\x00", "😀"])
def test_strange_typing_is_no_trouble(lived_in: Store, typed: str) -> None:
    assert reception.offer_residents(lived_in, typed) == ()
    assert reception.offer_places(lived_in, typed) == ()


def test_only_the_start_of_a_very_long_text_is_read_but_all_is_kept(lived_in: Store) -> None:
    text = "3-2-501漏水。" + "啊" * 99_000
    sheet = reception.read(lived_in, text)
    assert sheet.place.value == Place(3, 2, "501")
    assert sheet.draft().text == text


def test_what_was_recorded_last_comes_with_its_issue(lived_in: Store) -> None:
    record(lived_in, "3-2-501漏水")
    draft = reception.read(lived_in, "表扬赵师傅").draft()
    feedback.record(lived_in, draft, by=1)
    (newest, none), (older, issue) = reception.recent(lived_in)
    assert (newest.code, none) == ("0002", "")
    assert (older.code, issue) == ("0001", "0001")


def test_a_neighbourhood_may_word_its_own_advice(lived_in: Store) -> None:
    assert "119" in rulebook.advice(lived_in, "燃气异味").words
    own = lived_in.folder.root / "danger.toml"
    own.write_text('"*" = "先打 0571-8706 5521"', encoding="utf-8")
    assert rulebook.advice(lived_in, "燃气异味").words == "先打 0571-8706 5521"


def test_the_same_words_are_known_for_a_minute(founded: Store) -> None:
    draft = reception.read(founded, "3幢漏水").draft()
    feedback.record(founded, draft, by=1)
    twin = feedback.just_recorded(founded, "3幢漏水")
    assert twin is not None
    assert twin.code == "0001"
    assert feedback.just_recorded(founded, "3幢漏水。") is None
    old = replace(draft, text="4幢漏水", received_at=founded.now() - timedelta(minutes=5))
    feedback.record(founded, old, by=1)
    assert feedback.just_recorded(founded, "4幢漏水") is None
