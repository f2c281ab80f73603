from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.issue import (
    ENDED,
    Clocks,
    Issue,
    Outcome,
    Promise,
    State,
    Urgency,
)
from qingyu.domain.issue_story import Event, IssueStory
from qingyu.domain.issue_wording import (
    due_tone,
    due_words,
    state_tone,
    state_words,
    summary,
    unsafe,
    unsafe_words,
)
from qingyu.domain.place import Place
from qingyu.domain.recurrence import Recurrence

NOW = datetime(2026, 11, 23, 12, 0)
ISSUE = Issue(
    id=1,
    number=198,
    title="屋面漏水",
    place=Place(3, 2, "501"),
    category="house",
    matter="屋面漏水",
    urgency=Urgency.PRESSING,
    dangerous=False,
    detail="",
    state=State.WORKING,
    reported_at=datetime(2026, 11, 20, 9, 0),
    due_at=datetime(2026, 11, 23, 18, 0),
    clocks=Clocks(),
)


def test_a_running_clock_is_told_by_its_limit() -> None:
    assert due_words(ISSUE, NOW) == "今天 18:00"
    assert due_words(ISSUE, NOW + timedelta(days=2, hours=7)) == "超 2 天"


def test_a_suspended_issue_says_when_to_look_again() -> None:
    waiting = replace(ISSUE, state=State.SUSPENDED, due_at=None, look_again_on=date(2026, 11, 26))
    assert due_words(waiting, NOW) == "周四再看"
    assert due_words(waiting, datetime(2026, 11, 28, 8, 0)) == "再看超 2 天"
    assert state_words(waiting, NOW) == "挂起 · 周四再看"
    assert state_tone(waiting, NOW) == "warn"


def test_a_referred_issue_says_when_to_chase() -> None:
    referred = replace(ISSUE, state=State.REFERRED, due_at=None, look_again_on=date(2026, 12, 3))
    assert due_words(referred, NOW) == "催办 12月3日"
    assert due_tone(referred, NOW) == ""
    assert due_tone(referred, datetime(2026, 12, 3, 9, 0)) == "warn"
    assert due_tone(referred, datetime(2026, 12, 4, 9, 0)) == "danger"


def test_a_long_term_issue_says_when_it_is_talked_about_again() -> None:
    slow = replace(ISSUE, urgency=Urgency.LONG_TERM, due_at=None, review_on=date(2026, 12, 2))
    assert due_words(slow, NOW) == "12月2日再议"
    assert due_words(replace(slow, review_on=None), NOW) == "—"


def test_an_ended_issue_awaits_nothing_and_tells_its_outcome() -> None:
    closed = replace(ISSUE, state=State.CLOSED, due_at=None, outcome=Outcome.PARTLY)
    assert due_words(closed, NOW) == "—"
    assert state_words(closed, NOW) == "办结 · 部分解决"
    assert state_tone(closed, NOW) == "good"


def test_a_danger_is_open_until_it_is_made_safe() -> None:
    danger = replace(ISSUE, dangerous=True, clocks=Clocks(safe_at=datetime(2026, 11, 23, 14, 5)))
    assert unsafe(danger)
    assert unsafe_words(danger, NOW) == "还没做安全处置，限 14:05 前"
    assert unsafe_words(danger, datetime(2026, 11, 22, 23, 0)) == "还没做安全处置，限明天 14:05 前"
    assert unsafe_words(danger, datetime(2026, 11, 23, 16, 5)) == "还没做安全处置，已经超 2 小时"
    assert unsafe_words(replace(danger, clocks=Clocks()), NOW) == "有危险，还没做安全处置"
    assert not unsafe(replace(danger, clocks=Clocks(made_safe_at=NOW)))
    assert not unsafe(replace(danger, state=State.VOID))


@given(st.sampled_from(State), st.none() | st.dates(), st.none() | st.datetimes())
def test_every_state_has_words_and_ended_ones_no_date(
    state: State, day: date | None, limit: datetime | None
) -> None:
    issue = replace(ISSUE, state=state, look_again_on=day, due_at=limit, review_on=day)
    assert due_words(issue, NOW)
    assert state_words(issue, NOW).startswith(state)
    if state in ENDED:
        assert due_words(issue, NOW) == "—"


def test_the_summary_tells_the_work_and_no_resident() -> None:
    story = IssueStory(
        issue=ISSUE,
        category="房屋本体",
        handler="王师傅",
        lead="赵文斌",
        supervisor="",
        events=(Event(NOW - timedelta(days=1), "陆建芬", "记录", "天沟堵了"),),
        feedback=(),
        promises=(Promise(1, 1, "周五前给报价", date(2026, 11, 27)),),
        costs=(),
        photos=(),
        followups=(),
        recurrence=Recurrence(1, (), False, 180),
    )
    assert summary(story, NOW, "青年路社区").splitlines() == [
        "【青年路社区】工单 0198　屋面漏水",
        "3幢2单元501室 · 房屋本体 屋面漏水 · 较急",
        "现在：处理中 · 今天 18:00",
        "承办 王师傅　牵头 赵文斌",
        "答应：周五前给报价（11月27日前）",
        "最近：昨天 12:00 记录 天沟堵了",
    ]
