from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft, Mood
from qingyu.domain.month import Month
from qingyu.domain.monthly_sheet import masked_case, voices_of
from qingyu.domain.neighbourhood import Household, Resident
from qingyu.domain.place import Place
from qingyu.domain.voices import Said, Voices
from qingyu.services import Store, barometer_month, feedback, intake, neighbourhood
from tests.printing.readers import pages, squeezed

LEAK = "3幢2单元501张桂芳说厨房顶上漏水，滴到灶台了，电话13867412358"


def said(store: Store, text: str, at: datetime, name: str = "") -> None:
    draft = intake.understood(text)
    told = FeedbackDraft(
        text,
        draft.place,
        name or draft.name,
        draft.phone,
        draft.kind,
        draft.category,
        draft.matter,
        received_at=at,
    )
    feedback.record_and_open(store, told, by=1)


def printed(store: Store, month: int = 11) -> str:
    sheet = barometer_month.monthly(store, Month(2026, month))
    return squeezed("".join(pages(barometer_month.pdf(sheet))))


def test_the_sheet_counts_people_once_and_compares_the_same_days(founded: Store) -> None:
    now = founded.now()
    for days in (1, 2, 3):
        said(founded, LEAK, now - timedelta(days=days))
    said(founded, "楼道灯不亮 3幢1单元", now - timedelta(days=30))
    said(founded, "楼道灯不亮 3幢1单元", now - timedelta(days=25))
    sheet = barometer_month.monthly(founded, Month(2026, 11))
    counts = {each.label: (each.now, each.before) for each in sheet.counts}
    # 25 days ago was the 29th of October, after the days that are compared.
    assert counts["来件"] == (3, 0) and counts["反映的人"] == (1, 0)
    assert sheet.running and sheet.compared == "10月1日至23日"
    october = barometer_month.monthly(founded, Month(2026, 10))
    assert not october.running
    assert {each.label: each.now for each in october.counts}["来件"] == 2
    assert october.whole.facts.open_issues == 2


def test_the_print_names_concerns_with_their_words_and_hides_everybody(founded: Store) -> None:
    said(founded, LEAK, founded.now() - timedelta(days=1))
    text = printed(founded)
    for words in (
        "民情月报",
        "2026年11月",
        "居民最关心的事",
        "“漏水”",
        "典型事例",
        "自评办法",
        "3幢",
    ):
        assert words in text, words
    for secret in ("张桂芳", "13867412358", "501"):
        assert secret not in text
    assert "138****2358" in text


def test_a_resident_who_is_only_mentioned_is_hidden_too(founded: Store) -> None:
    home = Household(0, 4, 1, "302")
    neighbourhood.add_resident(founded, Resident(0, home, "欧阳建国", "13900001111"), by=1)
    said(founded, "4幢楼下漏水严重，是欧阳建国家装修弄坏的管道", founded.now(), name="李小妹")
    text = printed(founded)
    assert "欧阳建国" not in text and "欧阳**" in text


def test_a_month_without_anything_says_so(founded: Store) -> None:
    text = printed(founded, 2)
    assert "这个月没有来件" in text and "没有未办结的工单" in text


def test_a_month_to_come_is_refused(founded: Store) -> None:
    with pytest.raises(RuleError, match="还没有到"):
        barometer_month.monthly(founded, Month(2026, 12))


def test_the_print_lies_ready_under_its_month(founded: Store) -> None:
    path = barometer_month.printed(founded, Month(2026, 11))
    assert path.name == "民情月报2026-11.pdf" and path.read_bytes().startswith(b"%PDF")


NAMES = st.text("张王李赵欧阳建国桂芳秀英", min_size=2, max_size=4)
PHONES = st.from_regex(r"1[3-9]\d{9}", fullmatch=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NAMES, PHONES, st.integers(1, 30), st.integers(1, 6), st.integers(101, 999))
def test_no_case_tells_who_it_was(
    name: str, phone: str, building: int, unit: int, room: int
) -> None:
    text = f"{building}幢{unit}单元{room}室{name}说家里漏水，电话{phone}，请快来"
    piece = Said(1, "water", text, Place(building, unit, str(room)), name, issue_id=1)
    case = masked_case(piece, "办结", [name])
    told = f"{case.place}{case.words}{case.done}"
    assert name not in told and phone not in told and f"{room}室" not in told


@pytest.mark.parametrize(
    "text",
    [
        "3幢2单元501张桂芳说厨房顶上漏水",
        "王建国反映楼道灯不亮，请来看看",
        "屋面漏水，是楼上欧阳文家装修弄的",
        "楼道灯不亮。来电人徐丽华，057188882533",
    ],
)
def test_a_name_no_list_holds_is_hidden_where_it_speaks(text: str) -> None:
    words = masked_case(Said(1, "water", text, Place(3), issue_id=1), "", ()).words
    assert not any(name in words for name in ("张桂芳", "王建国", "欧阳文", "徐丽华"))
    assert "**" in words or "阳*" in words


def test_one_person_who_wrote_ten_times_is_one() -> None:
    pieces = [Said(at, "water", "漏水", Place(1), "张三", "13800000000") for at in range(10)]
    assert voices_of(pieces, "water") == Voices(10, 1, 0)


def test_moods_are_counted_apart_with_the_words_they_rest_on(founded: Store) -> None:
    for text in ("3-2-501又漏了，没人管", "3-2-501没人管", "5-1-101没人管", "1幢楼道灯不亮"):
        feedback.record(founded, intake.understood(text), by=1)
    newest = feedback.newest(founded, limit=4)
    feedback.confirm_mood(founded, newest[0].id, Mood.URGENT, by=1)
    sheet = barometer_month.monthly(founded, Month(2026, 11))
    told = {each.mood: each for each in sheet.moods}
    assert told[Mood.UPSET].voices.pieces == 3
    assert told[Mood.UPSET].voices.households == 2
    assert told[Mood.UPSET].confirmed == 0
    assert told[Mood.UPSET].words[0] == "没人管"
    assert told[Mood.URGENT].confirmed == 1
    assert told[Mood.URGENT].words == ()
