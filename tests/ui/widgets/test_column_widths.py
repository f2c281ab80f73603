"""Sharing width out: always the whole room, never more, whatever is wished."""

from hypothesis import example, given
from hypothesis import strategies as st

from qingyu.ui.widgets.column_widths import Wish, share_out

wishes = st.lists(
    st.builds(lambda width, least, stretch: Wish(max(width, least), least, stretch),
              st.integers(1, 600), st.integers(1, 80), st.booleans()),
    min_size=1, max_size=12,
)


@given(st.integers(20, 3000), wishes)
@example(20, [Wish(1, 1), Wish(1, 1), Wish(38, 38)])
def test_widths_add_up_to_the_room(room: int, wished: list[Wish]) -> None:
    widths = share_out(room, wished)
    assert len(widths) == len(wished)
    assert min(widths) >= 1
    assert sum(widths) == room


@given(wishes)
def test_with_room_to_spare_every_wish_is_met(wished: list[Wish]) -> None:
    widths = share_out(sum(w.width for w in wished) + 100, wished)
    assert all(got >= (w.least if w.stretch else w.width)
               for got, w in zip(widths, wished, strict=True))


def test_what_is_left_goes_to_the_stretching_column() -> None:
    assert share_out(500, [Wish(60, 40), Wish(100, 100, True), Wish(80, 40)]) == [60, 360, 80]


def test_no_columns_need_no_room() -> None:
    assert share_out(100, []) == []
