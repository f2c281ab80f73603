"""A pasted text taken apart into messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.intake import split_messages, understand


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", []),
        ("3幢灯坏了", ["3幢灯坏了"]),
        ("3幢2单元501漏水严重\n张阿姨 13867412358", ["3幢2单元501漏水严重\n张阿姨 13867412358"]),
        (
            "张阿姨 2026/11/22 9:14\n3幢2单元灯坏了\n王建国 2026/11/22 9:20\n5-1-502漏水\n",
            ["张阿姨：3幢2单元灯坏了", "王建国：5-1-502漏水"],
        ),
        ("王建国: 3幢灯坏了\n李阿姨：楼上漏水", ["王建国：3幢灯坏了", "李阿姨：楼上漏水"]),
        ("3幢2单元501漏水\n\n5幢路灯坏了", ["3幢2单元501漏水", "5幢路灯坏了"]),
        ("1. 3幢灯坏\n2. 5幢电梯停了\n3、垃圾没人收", ["3幢灯坏", "5幢电梯停了", "垃圾没人收"]),
        ("3幢灯坏了\n5幢电梯停了\n7幢下水道堵", ["3幢灯坏了", "5幢电梯停了", "7幢下水道堵"]),
        ("3幢灯坏了\n\n谢谢，王阿姨", ["3幢灯坏了\n谢谢，王阿姨"]),
        ("姓名：龚玉兰\n地址：11幢\n需求：陪同", ["姓名：龚玉兰\n地址：11幢\n需求：陪同"]),
        ("李姐 昨天 21:05\n[图片]\n李姐 昨天 21:06\n楼上又漏了", ["李姐：楼上又漏了"]),
    ],
)  # fmt: skip
def test_messages_are_taken_apart_and_signatures_stay(text: str, messages: list[str]) -> None:
    assert split_messages(text) == messages


def test_the_chat_name_gives_name_and_place_when_the_words_have_none() -> None:
    (message,) = split_messages("3-2-501张阿姨 昨天 21:05\n楼上又漏了，快来看看")
    understood = understand(message)
    assert understood.name is not None and understood.name.value == "张阿姨"
    assert understood.place is not None and understood.place.value.code == "3-2-501"


@given(st.text(alphabet="灯坏了漏水张阿姨，。 \n\r幢"))
def test_without_headers_no_word_is_lost(text: str) -> None:
    heap = "".join(split_messages(text))
    assert [char for char in heap if char.strip()] == [char for char in text if char.strip()]


@given(st.text(alphabet="3幢灯坏了漏水张阿姨：: 0914\n1.、2\r[]"))
def test_any_heap_of_headers_gives_messages_that_say_something(text: str) -> None:
    assert all(message.strip() for message in split_messages(text))
