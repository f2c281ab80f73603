"""The sheet: guesses, what the book adds, what was changed by hand."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.feedback import Channel, Kind
from qingyu.domain.intake import understand
from qingyu.domain.issue import Urgency
from qingyu.domain.neighbourhood import Household, Resident
from qingyu.domain.place import NOWHERE, Place
from qingyu.domain.reception import AS_KNOWN, FROM_BOOK, UNTOUCHED, Corrections, Sheet, fill
from qingyu.domain.resident_speaking import NOBODY, Speaker

LEAK = "3幢2单元501张阿姨说厨房天花板漏水，电话13867412358"
HOME = Household(1, 3, 2, "501")
ZHANG = Resident(7, HOME, "张桂芳", "13867412358")


def sheet(text: str, by_hand: Corrections = UNTOUCHED, speaker: Speaker = NOBODY) -> Sheet:
    return fill(text, understand(text), by_hand, speaker)


def test_guesses_become_what_is_recorded() -> None:
    draft = sheet(LEAK).draft()
    assert draft.text == LEAK
    assert draft.place == Place(3, 2, "501")
    assert (draft.name, draft.phone) == ("张阿姨", "13867412358")
    assert (draft.kind, draft.category, draft.matter) == (Kind.REPAIR, "house", "屋面漏水")
    assert draft.title == "3-2-501 屋面漏水"
    assert draft.may_contact


def test_a_known_speaker_is_linked_and_lends_the_telephone() -> None:
    found = sheet("3幢2单元501张阿姨说漏水", speaker=Speaker(ZHANG, False, (ZHANG,)))
    assert found.draft().resident_id == 7
    assert found.draft().name == "张阿姨"
    assert found.phone.value == "13867412358"
    assert found.phone.why == FROM_BOOK


def test_the_telephone_of_the_book_is_confirmed() -> None:
    assert sheet(LEAK, speaker=Speaker(ZHANG, True, (ZHANG,))).phone.why == AS_KNOWN


def test_a_known_telephone_lends_the_place() -> None:
    found = sheet("漏水了，13867412358", speaker=Speaker(ZHANG, True, (ZHANG,)))
    assert found.place.value == HOME.place
    assert found.draft().name == "张桂芳"


def test_who_asked_not_to_be_called_before_is_not_called() -> None:
    shy = Resident(8, HOME, "张桂芳", may_contact=False)
    assert sheet(LEAK, speaker=Speaker(shy)).may_contact.value is False


def test_what_was_changed_by_hand_stays_whatever_is_guessed() -> None:
    by_hand = Corrections(kind=Kind.COMPLAINT, place=Place(5), channel=Channel.MEETING)
    for text in (LEAK, "表扬赵师傅", ""):
        draft = sheet(text, by_hand).draft()
        assert (draft.kind, draft.place) == (Kind.COMPLAINT, Place(5))
        assert draft.channel is Channel.MEETING


def test_a_change_is_told_with_the_guess_it_replaced() -> None:
    entry = sheet(LEAK, Corrections(place=Place(5))).place
    assert entry.changed
    assert entry.guess == Place(3, 2, "501")
    assert not any(mark.field == "place" for mark in sheet(LEAK, Corrections(place=Place(5))).marks)


def test_a_place_can_be_taken_away() -> None:
    assert sheet(LEAK, Corrections(place=NOWHERE)).draft().place == NOWHERE


def test_taking_the_name_away_makes_it_anonymous() -> None:
    draft = sheet(LEAK, Corrections(name=""), Speaker(ZHANG)).draft()
    assert (draft.name, draft.resident_id) == ("", None)


def test_danger_makes_it_urgent_and_no_danger_takes_that_back() -> None:
    gas = sheet("5幢1单元302闻到煤气味很重")
    assert gas.dangerous.value
    assert gas.urgency.value is Urgency.EMERGENCY
    calm = sheet("5幢1单元302闻到煤气味很重", Corrections(dangerous=False))
    assert calm.urgency.value is not Urgency.EMERGENCY
    ticked = sheet("3幢楼道灯不亮", Corrections(dangerous=True))
    assert ticked.urgency.value is Urgency.EMERGENCY


def test_choosing_an_immediately_dangerous_matter_is_dangerous() -> None:
    assert sheet("3幢有味道", Corrections(topic=("fire", "燃气异味"))).dangerous.value


def test_praise_and_questions_want_no_issue() -> None:
    assert not sheet("表扬值班的赵师傅，谢谢！").wants_issue
    assert sheet(LEAK).wants_issue
    assert sheet("表扬赵师傅", Corrections(kind=Kind.HELP)).wants_issue


@given(st.text(max_size=200))
def test_any_text_is_kept_as_it_is_and_marks_lie_inside_it(text: str) -> None:
    found = sheet(text)
    assert found.draft().text == text
    names = {each.name for each in fields(found)}
    for mark in found.marks:
        assert 0 <= mark.start < mark.end <= len(text)
        assert mark.field in names
