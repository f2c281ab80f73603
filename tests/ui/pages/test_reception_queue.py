"""The messages that wait on the reception desk."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.feedback import Kind
from qingyu.domain.reception import Corrections
from qingyu.ui.pages.reception_queue import Message, Queue, is_other


def three() -> Queue:
    queue = Queue()
    queue.put(Message("一\n\n二\n\n三"))
    queue.split("一\n\n二\n\n三", ["一", "二", "三"])
    return queue


def texts(queue: Queue) -> list[str]:
    return [message.text for message in queue.messages]


def test_there_is_always_a_message_on_the_desk() -> None:
    queue = Queue()
    assert queue.current == Message()
    queue.drop()
    assert queue.current.is_blank
    assert not queue.is_several


def test_recorded_messages_go_and_the_next_comes() -> None:
    queue = three()
    queue.drop()
    assert (queue.current.text, texts(queue)) == ("二", ["二", "三"])
    queue.step(1)
    queue.drop()
    assert queue.current.text == "二"


def test_one_cannot_step_out_of_the_queue() -> None:
    queue = three()
    assert not queue.step(-1)
    assert queue.step(1)
    assert queue.step(1)
    assert not queue.step(1)
    assert queue.current.text == "三"


def test_skipped_messages_wait_no_more_but_are_kept() -> None:
    queue = three()
    queue.skip()
    assert queue.current.text == "二"
    assert [message.text for message in queue.waiting] == ["二", "三"]
    assert texts(queue) == ["一", "二", "三"]
    queue.step(-1)
    queue.skip()
    assert len(queue.waiting) == 3


def test_unchanged_messages_join_to_the_very_text_that_was_pasted() -> None:
    queue = three()
    queue.join()
    assert texts(queue) == ["一\n\n二\n\n三"]


def test_changed_messages_join_as_they_are_now() -> None:
    queue = three()
    queue.put(Message("一改"))
    queue.join()
    assert texts(queue) == ["一改\n\n二\n\n三"]


def test_a_paste_into_one_of_several_splits_that_one() -> None:
    queue = three()
    queue.step(1)
    queue.split("甲\n\n乙", ["甲", "乙"])
    assert texts(queue) == ["一", "甲", "乙", "三"]


@given(st.lists(st.sampled_from(["drop", "skip", "next", "back"]), max_size=30))
def test_no_message_is_lost_but_those_recorded(steps: list[str]) -> None:
    queue, recorded = three(), list[str]()
    for step in steps:
        if step == "drop":
            recorded.append(queue.current.text)
            queue.drop()
        elif step == "skip":
            queue.skip()
        else:
            queue.step(1 if step == "next" else -1)
        assert 0 <= queue.at < len(queue.messages)
    assert sorted([*filter(None, recorded), *filter(None, texts(queue))]) == ["一", "三", "二"]


def test_typing_on_is_the_same_message_and_other_words_are_another() -> None:
    assert not is_other("3幢漏", "3幢漏水")
    assert not is_other("幢漏水", "3幢漏水")
    assert not is_other("", "3幢")
    assert is_other("3幢漏水", "表扬赵师傅")
    assert is_other("3幢漏水", " ")


def test_changes_belong_to_their_message() -> None:
    queue = three()
    queue.put(replace(queue.current, by_hand=Corrections(kind=Kind.HELP)))
    queue.step(1)
    assert not queue.current.by_hand
    queue.step(-1)
    assert queue.current.by_hand.kind is Kind.HELP
