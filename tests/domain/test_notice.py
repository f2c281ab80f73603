import json
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.notice import compose, composed, salutation
from qingyu.domain.notice_doubt import doubts as doubts_of
from qingyu.domain.notice_filling import fill_in
from qingyu.domain.notice_kind import NoticeKind
from qingyu.domain.notice_kind_file import built_in_kind, built_in_kinds
from qingyu.domain.notice_public import make_public
from qingyu.paths import resource

FREE = built_in_kind("free")
WATER = built_in_kind("water_off")
TODAY = date(2026, 11, 22)


def doubts(kind: NoticeKind, fields: dict[str, object], today: date = TODAY) -> list[str]:
    filled = fill_in(kind, fields)
    return doubts_of(filled, composed(filled), today)


def example(kind: str) -> dict[str, object]:
    path = resource("notices", "examples", f"{kind}.json")
    fields: dict[str, object] = json.loads(path.read_text("utf-8"))
    return fields


@pytest.mark.parametrize("kind", [kind.kind for kind in built_in_kinds()])
def test_every_kind_has_an_example_that_nobody_doubts(kind: str) -> None:
    notice = compose(built_in_kind(kind), example(kind))
    assert notice.title and notice.body
    assert doubts(built_in_kind(kind), example(kind)) == []


def test_title_and_body_are_enough_for_the_free_form() -> None:
    notice = compose(FREE, {"title": "通知", "body": "正文"})
    assert (notice.title, notice.body, salutation(notice)) == ("通知", "正文", "各位居民：")


def test_what_a_user_types_is_never_a_template() -> None:
    body = "{title} {phone} {{x}} %s <b>&"
    notice = compose(FREE, {"title": "{body}", "body": body, "phone": "12345"})
    assert (notice.title, notice.body) == ("{body}", body)


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
def test_typed_text_comes_back_as_typed(cause: str, note: str) -> None:
    if not cause.split() or not note.strip():
        return
    notice = compose(WATER, {**example("water_off"), "cause": cause, "note": note})
    assert " ".join(part for part in cause.strip().splitlines() if part.strip()) in notice.body
    assert note.strip() in notice.body


def test_the_period_says_each_day_and_year_once() -> None:
    body = compose(WATER, example("water_off")).body
    assert "2026年11月25日（星期三）8时至17时" in body
    overnight = {**example("water_off"), "start": "2026-12-31 22:30", "end": "2027年1月1日上午6点"}
    assert (
        "2026年12月31日（星期四）22时30分至2027年1月1日（星期五）6时"
        in compose(WATER, overnight).body
    )


def test_a_line_whose_field_is_empty_is_left_out() -> None:
    fields = example("water_off")
    del fields["water_point"]
    notice = compose(WATER, fields)
    assert "取水点" not in notice.body
    assert "四、恢复供水：修好后立即恢复供水" in notice.body
    assert "\n\n" not in notice.body


def test_buildings_are_always_told() -> None:
    free = {"title": "通知", "body": "正文", "buildings": [5, 3]}
    assert compose(FREE, free).addressee == "3幢、5幢各位居民"
    own = compose(FREE, {**free, "addressee": "各位家长", "buildings": "3-6幢、9号楼"})
    assert own.body.endswith("涉及楼幢：3幢至6幢、9幢。")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"cause": ""}, "停水通知还缺「停水原因」"),
        ({"end": "2026-11-25 07:00"}, "「结束时间」2026年11月25日（星期三）7时不晚于「开始时间」"),
        ({"end": "2026-11-25 08:00"}, "不晚于"),
        ({"start": "明天"}, "「开始时间」的时间看不懂：明天"),
        ({"start": "2026-11-25"}, "「开始时间」的时间看不懂"),
        ({"start": "2026-02-30 08:00"}, "「开始时间」没有这一天"),
        ({"date": "22/11/2026"}, "「落款日期」的日期看不懂"),
        ({"buildings": ["幢"]}, "「停水楼幢」看不懂：幢"),
        ({"buildings": [0]}, "「停水楼幢」的幢号要在 1 到 999 之间"),
        ({"buildings": [True]}, "「停水楼幢」应当是楼幢号"),
        ({"cause": ["a"]}, "「停水原因」应当是文字"),
        ({"seal": "maybe"}, "「要盖章」只能填是或否"),
        ({"colour": "red"}, "停水通知没有「colour」这一栏"),
    ],
)
def test_a_wrong_field_is_named_by_its_label(change: dict[str, object], said: str) -> None:
    with pytest.raises(RuleError) as caught:
        compose(WATER, {**example("water_off"), **change})
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-25 08:00",
        "2026-11-25T08:00",
        "2026-11-25T08:00:00",
        "2026/11/25 8:00",
        "2026年11月25日8时",
        "2026年11月25日（星期三）上午8点整",
        "２０２６年１１月２５日 早上8:00",
    ],
)
def test_times_are_read_as_people_write_them(typed: str) -> None:
    notice = compose(WATER, {**example("water_off"), "start": typed})
    assert notice.start == datetime(2026, 11, 25, 8)


def test_midnight_may_be_called_24() -> None:
    notice = compose(WATER, {**example("water_off"), "end": "2026-11-25 24:00"})
    assert notice.end == datetime(2026, 11, 26)


def test_doubtful_things_are_asked_about_not_refused() -> None:
    said = doubts(WATER, {**example("water_off"), "start": "1900-01-01 08:00"})
    assert "「开始时间」是1900年，请核对年份。" in said
    typed = {"title": "通知", "body": "11月30日（星期二）25时开会", "date": "2999-01-01"}
    said = doubts(FREE, {**typed, "phone": "0571-abc"})
    assert "「落款日期」是2999年，请核对年份。" in said
    assert "「联系电话」0571-abc不像电话号码，请核对。" in said
    assert "没有落款，居民不知道是谁发的：请填「落款」。" in said
    assert "没有「25时」这个钟点，请核对小时和分钟。" in said
    said = doubts(FREE, {"title": "通知", "body": "2026年11月30日（星期二）开会"})
    assert "2026年11月30日是星期一，不是星期二，请核对。" in said
    said = doubts(WATER, example("water_off"), date(2026, 12, 1))
    assert "「结束时间」11月25日已经过去了，请核对日期。" in said


@given(
    st.dictionaries(
        st.sampled_from([field.name for field in WATER.fields]),
        st.one_of(
            st.none(),
            st.text(max_size=30),
            st.integers(),
            st.floats(),
            st.booleans(),
            st.lists(st.one_of(st.integers(-5, 1200), st.text(max_size=4)), max_size=3),
        ),
    )
)
def test_any_fields_give_a_notice_or_one_clear_sentence(fields: dict[str, object]) -> None:
    try:
        said = doubts(WATER, {**example("water_off"), **fields})
    except RuleError as error:
        assert error.title and error.hint
    else:
        assert all(said)


def test_an_unknown_kind_lists_the_known_ones() -> None:
    for name in ("party", "../free", ""):
        with pytest.raises(RuleError, match="free（自由格式）"):
            built_in_kind(name)


def test_hundred_thousand_characters_are_kept(tmp_path: Path) -> None:
    assert len(compose(FREE, {"title": "长", "body": "国" * 100_000}).body) == 100_000


def test_the_public_version_hides_residents_but_not_the_office() -> None:
    body = "王小明（13812341234，3幢2单元501室）家漏水，请打0571-87654321。"
    fields = {"title": "通知", "body": body, "phone": "0571-87654321"}
    public = make_public(compose(FREE, fields), names=["王小明"]).notice
    assert public.body == "王**（138****1234，3幢*单元*室）家漏水，请打0571-87654321。"
    assert public.fields == ()
