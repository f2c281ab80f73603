from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.feedback import Feedback
from qingyu.domain.place import NOWHERE, Place
from qingyu.domain.voices import Voices, voices
from tests.domain.test_followup import PIECE

NAMELESS = replace(PIECE, name="", phone="")


def test_one_person_writing_ten_times_is_one() -> None:
    ten = [replace(PIECE, id=each, text=f"第 {each} 次") for each in range(10)]
    assert voices(ten) == Voices(10, 1, 1)
    assert voices(ten).text == "10 件 · 1 人 · 1 户"


def test_the_same_phone_resident_or_name_at_home_is_one_person() -> None:
    elsewhere = replace(PIECE, id=2, name="桂芳", place=NOWHERE)
    no_phone = replace(PIECE, id=3, phone="")
    known = replace(PIECE, id=4, name="", phone="", resident_id=7, place=NOWHERE)
    also = replace(PIECE, id=5, resident_id=7)
    assert voices([PIECE, elsewhere, no_phone, known, also]).people == 1


def test_a_husband_and_a_wife_are_two_people_of_one_household() -> None:
    other = replace(PIECE, id=2, name="李师傅", phone="13900001111")
    assert voices([PIECE, other]) == Voices(2, 2, 1)


def test_a_name_alone_may_be_anybodys() -> None:
    strangers = [replace(PIECE, id=each, phone="", place=Place(3)) for each in (1, 2)]
    assert voices(strangers) == Voices(2, 2, 0)
    assert voices(strangers).text == "2 件 · 2 人"


def test_nameless_words_add_nobody_to_a_household_that_is_known() -> None:
    assert voices([PIECE, replace(NAMELESS, id=2)]).people == 1
    assert voices([replace(NAMELESS, id=each) for each in (1, 2)]) == Voices(2, 1, 1)
    assert voices([replace(NAMELESS, id=each, place=NOWHERE) for each in (1, 2)]).people == 2
    assert voices([]).text == ""


PIECES = st.lists(
    st.builds(
        lambda ident, name, phone, room, resident: replace(
            PIECE, id=ident, name=name, phone=phone, resident_id=resident,
            place=Place(3, 2, room) if room else NOWHERE,
        ),
        st.integers(1, 10**6),
        st.sampled_from(("", "张阿姨", "李师傅")),
        st.sampled_from(("", "138", "139")),
        st.sampled_from((None, "501", "502")),
        st.sampled_from((None, 1, 2)),
    ),
    unique_by=lambda piece: piece.id,
    max_size=12,
)  # fmt: skip


@given(PIECES, st.randoms())
def test_the_counts_do_not_depend_on_order_and_never_exceed_the_pieces(
    pieces: list[Feedback], chance: object
) -> None:
    counted = voices(pieces)
    assert counted == voices(reversed(pieces))
    assert counted.people <= counted.pieces == len(pieces)
    assert (counted.people > 0) == bool(pieces)
    again = [replace(piece, id=piece.id + 10**7) for piece in pieces if piece.phone]
    assert voices([*pieces, *again]).people == counted.people
