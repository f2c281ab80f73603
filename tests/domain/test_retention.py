from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.place import NOWHERE, Place
from qingyu.domain.retention import RetentionPreview, RetentionRules, checked, hidden_text, limit
from qingyu.domain.voices import Said, ties, voices

HOMES = (NOWHERE, Place(1, 1, "101"), Place(1, 1, "102"), Place(2, None, "3"))
PIECES = st.lists(
    st.tuples(
        st.sampled_from(HOMES), st.sampled_from(("", "张三", "李四", "王")),
        st.sampled_from(("", "13867412358", "87065521", "无")), st.sampled_from((None, 1, 2)),
        st.booleans(), st.booleans(),
    ),
    max_size=9,
)  # fmt: skip


def said(rows: list[tuple[Place, str, str, int | None, bool, bool]]) -> list[Said]:
    return [
        Said(ident, "", "", place, name, phone, resident)
        for ident, (place, name, phone, resident, _, _) in enumerate(rows, 1)
    ]


def masked(piece: Said, voice: str, hidden: bool, gone: bool) -> Said:
    from dataclasses import replace

    from qingyu.domain.masking import mask_name, mask_phone

    if not hidden:
        return replace(piece, voice=voice)
    if gone:
        return replace(piece, voice=voice, name="", phone="", resident_id=None)
    return replace(
        piece, voice=voice, name=mask_name(piece.name), phone=mask_phone(piece.phone)
    )


@given(PIECES, st.booleans())
def test_who_spoke_is_counted_the_same_in_every_part_once_names_are_hidden(
    rows: list[tuple[Place, str, str, int | None, bool, bool]], gone: bool
) -> None:
    before = said(rows)
    hidden = {each.id for each, row in zip(before, rows, strict=True) if row[4]}
    told = ties(before, hidden, "pnri" if gone else "pn")
    after = [masked(each, told.get(each.id, ""), each.id in hidden, gone) for each in before]
    some = [row[5] for row in rows]
    part = [each for each, taken in zip(before, some, strict=True) if taken]
    same = [each for each, taken in zip(after, some, strict=True) if taken]
    assert voices(after) == voices(before)
    assert voices(same) == voices(part)


@given(PIECES, st.integers(1, 8))
def test_hiding_in_two_runs_counts_as_hiding_in_one(
    rows: list[tuple[Place, str, str, int | None, bool, bool]], first: int
) -> None:
    now = before = said(rows)
    for hidden in ({each.id for each in before if each.id <= first},
                   {each.id for each in before if each.id > first}):  # fmt: skip
        told = ties(now, hidden)
        now = [masked(each, told.get(each.id, each.voice), each.id in hidden, False)
               for each in now]  # fmt: skip
    assert voices(now) == voices(before)


def test_the_limit_is_a_calendar_month_back() -> None:
    assert limit(datetime(2026, 3, 31, 9), 1) == datetime(2026, 2, 28)
    assert limit(datetime(2024, 2, 29, 9), 12) == datetime(2023, 2, 28)
    assert limit(datetime(2026, 11, 23, 9), 0) is None


@given(st.datetimes(datetime(2001, 1, 1), datetime(2100, 1, 1)), st.integers(1, 120))
def test_the_limit_lies_as_many_months_back(now: datetime, months: int) -> None:
    at = limit(now, months)
    assert at is not None
    assert (now.year - at.year) * 12 + now.month - at.month == months and at.day <= now.day


def test_words_lose_telephones_and_the_names_of_those_who_spoke() -> None:
    text = "张桂芳（138 6741 2358）说漏水，值班电话 0571-87065521"
    told = hidden_text(text, {"张桂芳"}, {"057187065521"})
    assert told == "张**（138****2358）说漏水，值班电话 0571-87065521"
    assert hidden_text(told, {"张桂芳"}, {"057187065521"}) == told


def test_rules_that_would_delete_at_once_are_refused() -> None:
    with pytest.raises(RuleError):
        checked(RetentionRules(-1))
    with pytest.raises(RuleError):
        checked(RetentionRules(draft_days=1))
    assert RetentionPreview(3, 2, 1).text == (
        "遮住 3 件来件、2 件工单里的电话和姓名，删除 1 张室内照片"
    )
