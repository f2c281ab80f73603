"""One message understood: whose words, how urgent, on which words each guess rests."""

from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.domain.category import find
from qingyu.domain.feedback import Kind
from qingyu.domain.intake import Understanding, as_record, understand

VOICE = (
    "三幢二单元五零一的张阿姨说她家厨房顶上漏水电话幺三八六七四一二三五八已经说了两次了"
)  # fmt: skip
PIECES = st.sampled_from(
    ["3幢2单元501", "13867412358", "张阿姨", "漏水", "谢谢", "\u200f", "😅", "<b>", "%s", "\x07",
     "；", "\n", "３", "请问", "没有", "着火", "'; DROP TABLE", "——", "12345", "(", "两天"]
)  # fmt: skip


def check_whole(understood: Understanding, text: str) -> None:
    guesses = [
        understood.place, understood.name, understood.phone, understood.kind,
        understood.category, understood.matter, understood.dangerous, understood.urgency,
    ]  # fmt: skip
    for guess in guesses:
        for start, end in guess.spans if guess else ():
            assert 0 <= start < end <= len(text)
    assert understood.text == text
    category = find(understood.category.value)
    assert category is not None
    assert understood.matter is None or category.matter(understood.matter.value)
    assert isinstance(understood.kind.value, Kind)
    assert understood.urgency.value in ("紧急", "较急", "一般", "长期")


@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join)))
@settings(max_examples=300)
def test_any_text_is_understood_somehow_and_spans_lie_inside_it(text: str) -> None:
    understood = understand(text)
    check_whole(understood, text)
    assert asdict(as_record(understood))["text"] == text


@pytest.mark.parametrize(
    "piece",
    [
        "漏",
        "3-2-501 ",
        "1",
        "一",
        "楼上",
        "13867412358",
        "王阿姨",
        "没有",
        " ",
        "\u200f",
        "幢",
        "1-",
    ],
)
def test_a_hundred_thousand_characters_are_understood(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    check_whole(understand(text), text)


def test_voice_input_without_any_mark_is_understood() -> None:
    record = as_record(understand(VOICE))
    assert (record.building, record.unit, record.room) == (3, 2, "501")
    assert (record.name, record.phone, record.category) == ("张阿姨", "13867412358", "house")


def test_the_record_has_the_keys_of_the_sample_messages_in_their_order() -> None:
    keys = list(asdict(as_record(understand(""))))
    assert " ".join(keys) == "text building unit room name phone category dangerous kind"


def test_each_guess_shows_the_words_it_rests_on() -> None:
    understood = understand("6-3-402 楼上漏水到我家客厅，吴师傅 13588000022")
    assert understood.place is not None and understood.place.words == ("6-3-402",)
    assert understood.name is not None and understood.name.words == ("吴师傅",)
    assert understood.phone is not None and understood.phone.words == ("13588000022",)
    assert "楼上" in "".join(understood.category.words)
    assert understood.title == "6-3-402 漏到楼下"


def test_unseen_marks_do_not_tear_words_and_spans_stay_true() -> None:
    text = "3\u200b幢2单元5\u200f01漏\u200b水 138\u200e6741\u200f2358"
    understood = understand(text)
    assert understood.phone is not None and understood.phone.value == "13867412358"
    assert understood.phone.words == ("138\u200e6741\u200f2358",)
    assert understood.place is not None and understood.place.value.code == "3-2-501"


def test_an_empty_text_is_no_danger_and_falls_back() -> None:
    understood = understand("  \n")
    assert understood.category.value == "policy" and not understood.dangerous.value
    assert understood.place is None and understood.name is None
    assert understood.phone is None and understood.matter is None


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("3幢2单元闻到煤气味", "紧急"),
        ("厨房下水道又堵了，已经反映过两次，老人没法用", "较急"),
        ("信报箱锁锈了", "一般"),
        ("水表井阀门漏水，不急，有空来修", "一般"),
        ("希望早点加装电梯", "长期"),
    ],
)
def test_urgency_follows_danger_and_pressing_words(text: str, urgency: str) -> None:
    assert understand(text).urgency.value == urgency


@pytest.mark.parametrize(
    ("text", "dangerous"),
    [
        ("电表箱冒烟了", True), ("电表箱没有冒烟", False), ("外墙砖掉下来了", True),
        ("怕外墙砖以后掉下来", False), ("玻璃裂了要掉下来", False), ("建议搞一次消防演习", False),
        ("昨天的火灾讲座很好", False), ("灭火器过期了", False), ("井盖被偷了", True),
        ("有人在敲承重墙", True), ("他们说不是承重墙", False), ("我爸摔倒了起不来", True),
        ("去年水管爆过一次，已经修好", False), ("救护车被堵在门口进不来", True),
        ("他家电瓶车又推到楼上去充了", True), ("花坛边躺着个人，叫不醒", True),
        ("保险丝烧断了，屋里黑", False), ("井盖缺了一角", False), ("饭菜倒在楼道里", False),
        ("电梯坏了，里面没人", False), ("楼道灯不亮", False), ("栏杆松动", False),
    ],
)  # fmt: skip
def test_danger_is_what_may_hurt_somebody_now(text: str, dangerous: bool) -> None:
    assert understand(text).dangerous.value is dangerous


def test_what_is_no_danger_is_not_headed_by_the_name_of_one() -> None:
    calm = understand("7幢2单元302王老师 厨房水龙头漏水")
    assert (calm.category.value, calm.dangerous.value, calm.matter) == ("water", False, None)
    assert calm.title == "7-2-302 厨房水龙头漏水"
    burst = understand("3幢2单元501水管爆了，水往楼下冲")
    assert burst.dangerous.value and burst.title == "3-2-501 水管爆裂"


def test_a_title_in_own_words_begins_where_the_matter_is_told() -> None:
    told = understand("您好，我想反映3-1-101厨房水管滴水好几天了，谢谢")
    assert told.title == "3-1-101 厨房水管滴水好几天了"
