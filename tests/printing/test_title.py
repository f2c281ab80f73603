from hypothesis import given
from hypothesis import strategies as st

from qingyu.printing.title import break_title


def broken(title: str, limit: float = 20) -> list[str] | None:
    return break_title(title, [1.0] * len(title), limit)


def test_a_title_that_fits_stays_on_one_line() -> None:
    assert broken("停水通知") == ["停水通知"]


def test_long_titles_break_between_words_and_evenly() -> None:
    assert broken("关于清理楼道堆物、禁止电动车进楼充电的通知") == [
        "关于清理楼道堆物、",
        "禁止电动车进楼充电的通知",
    ]
    assert broken("关于公开征求老旧小区加装电梯及屋面维修方案意见的公告") == [
        "关于公开征求老旧小区加装电梯",
        "及屋面维修方案意见的公告",
    ]


def test_no_known_word_is_torn() -> None:
    title = "关于2026年11月25日至26日湖滨小区自来水主管抢修临时停水以及恢复供水时间安排的温馨提示"
    lines = broken(title)
    assert lines is not None and "".join(lines) == title
    for word in ("自来水", "2026年11月25日", "停水", "供水", "温馨提示", "安排", "抢修"):
        assert any(word in line for line in lines), lines


def test_a_word_wider_than_the_line_is_left_to_the_line_breaker() -> None:
    assert broken("https://example.com/a-very-long-address", 10) is None


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=200))
def test_nothing_is_lost_and_no_line_is_too_wide(title: str) -> None:
    lines = broken(title)
    assert lines is not None
    assert "".join(lines) == title
    assert all(len(line) <= 20 for line in lines)


def test_words_of_the_neighbourhood_are_not_torn() -> None:
    text = "关于岳王路劝业里一带停水的通知"
    for limit in range(5, 15):
        for line in break_title(text, [1.0] * len(text), limit, ("岳王路", "劝业里")) or ():
            assert not line.endswith(("岳", "岳王", "劝", "劝业"))
