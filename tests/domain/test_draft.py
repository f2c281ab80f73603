from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.draft import Draft, texts

NOON = datetime(2026, 11, 23, 12)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def draft(fields: dict[str, object], by: int | None = 1) -> Draft:
    return Draft("x", ("reception", "居民说的话"), "接待：居民说的话", fields, by, NOON)


def test_the_line_names_the_form_and_the_beginning_of_the_longest_words() -> None:
    told = draft({"电话": "138", "words": "3-2-501王阿姨说\n楼道灯不亮，已经很久了"})
    assert told.line == "接待：居民说的话（3-2-501王阿姨说 楼道灯不亮…）"
    assert draft({"天数": 3}).line == "接待：居民说的话"


def test_it_is_for_who_typed_it_and_for_anybody_while_nobody_is_chosen() -> None:
    assert draft({}).is_for(1)
    assert draft({}).is_for(None)
    assert not draft({}).is_for(2)
    assert draft({}, by=None).is_for(2)


@given(st.dictionaries(st.text(), plain, max_size=4))
def test_no_word_is_lost_from_what_is_copied(fields: dict[str, object]) -> None:
    found = texts(fields)
    assert sorted(found, key=len, reverse=True) == found
    assert all(each.strip() == each and each for each in found)
    assert draft(fields).whole_text.count("\n") == max(0, len(found) - 1)
