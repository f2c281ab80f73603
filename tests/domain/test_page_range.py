"""Page ranges as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.page_range import pages_text, read_pages


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("1-3", (1, 2, 3)),
        ("2", (2,)),
        ("第2页", (2,)),
        ("1－3，5", (1, 2, 3, 5)),
        ("3至1、 5 页", (1, 2, 3, 5)),
        ("2,2,2", (2,)),
        ("１～２", (1, 2)),
    ],
)
def test_ways_of_writing_pages(text: str, pages: tuple[int, ...]) -> None:
    assert read_pages(text, 9) == pages


@pytest.mark.parametrize("text", ["", "、", "0", "10", "1-10", "a", "1--2", "一", "-1", "99999999"])
def test_what_is_no_page_is_refused(text: str) -> None:
    with pytest.raises(RuleError):
        read_pages(text, 9)


@given(st.sets(st.integers(1, 60), min_size=1))
def test_pages_are_read_as_they_are_worded(wanted: set[int]) -> None:
    pages = tuple(sorted(wanted))
    assert read_pages(pages_text(pages), 60) == pages


@given(st.text(max_size=12))
def test_any_text_gives_pages_or_a_sentence(text: str) -> None:
    try:
        pages = read_pages(text, 5)
    except RuleError:
        return
    assert pages and set(pages) <= {1, 2, 3, 4, 5}
