"""How a message came, and whether to call back."""

import pytest

from qingyu.domain.feedback import Channel
from qingyu.domain.reception_cues import guess_channel, guess_may_contact


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("12345转来：3幢屋面漏水", Channel.HOTLINE),
        ("巡查时发现5幢消火栓没水", Channel.PATROL),
        ("意见箱里的，建议多放几个垃圾桶", Channel.BOX),
        ("周例会上有人提车棚太挤", Channel.MEETING),
        ("微信群里说水压低", Channel.WECHAT),
        ("张阿姨来电说漏水", Channel.PHONE),
        ("张阿姨 2026/11/22 9:14\n漏水了", Channel.WECHAT),
        ("3幢2单元501漏水", Channel.VISIT),
        ("电话13867412345", Channel.VISIT),
    ],
)
def test_channels(text: str, channel: Channel) -> None:
    assert guess_channel(text).value is channel


@pytest.mark.parametrize("text", ["不要给我打电话", "匿名反映一下", "请勿回访", "我不想留名"])
def test_those_who_do_not_want_to_be_called(text: str) -> None:
    guess = guess_may_contact(text)
    assert guess.value is False
    assert guess.words


@pytest.mark.parametrize("text", ["", "请回电话", "漏水了，电话13867412358"])
def test_others_may_be_called(text: str) -> None:
    assert guess_may_contact(text).value is True
