import pytest

from qingyu.domain.feedback import Channel, Kind
from qingyu.domain.place import NOWHERE, Place
from qingyu.ui.pages.feedback_editing import edited
from tests.domain.test_followup import PIECE


def test_nothing_but_the_field_changes() -> None:
    assert edited(PIECE, "kind", "投诉").kind is Kind.COMPLAINT
    assert edited(PIECE, "channel", "12345").channel is Channel.HOTLINE
    assert edited(PIECE, "urgency", "紧急").urgency == "紧急"
    assert edited(PIECE, "name", " 张  桂芳 ").name == "张 桂芳"
    assert edited(PIECE, "may_contact", False).may_contact is False
    assert edited(PIECE, "topic", ("water", "")).category == "water"
    assert edited(PIECE, "name", PIECE.name) == PIECE.draft


def test_another_place_is_named_in_the_title_too() -> None:
    moved = edited(PIECE, "place", "五幢1单元302")
    assert (moved.place, moved.title) == (Place(5, 1, "302"), "5-1-302 屋面漏水")
    gone = edited(PIECE, "place", "")
    assert (gone.place, gone.title) == (NOWHERE, "屋面漏水")


@pytest.mark.parametrize(
    ("text", "stored"), [("138-6741-2359", "13867412359"), ("打给儿子", "打给儿子"), ("", "")]
)
def test_a_telephone_is_kept_as_digits_or_as_written(text: str, stored: str) -> None:
    assert edited(PIECE, "phone", text).phone == stored


def test_an_unknown_field_is_a_bug() -> None:
    with pytest.raises(KeyError):
        edited(PIECE, "colour", "red")
