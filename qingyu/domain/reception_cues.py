"""How a message came and whether its speaker may be called back, as far as the words tell."""

import re

from qingyu.domain.feedback import Channel
from qingyu.domain.intake import Guess
from qingyu.domain.pattern import pattern

_CHANNELS = (
    (Channel.HOTLINE, r"(?<!\d)12345(?!\d)|市长热线|市民热线|热线(?:转办|转来|派单|工单)"),
    (Channel.PATROL, r"巡查(?:时|中|发现|看到|到)|巡逻(?:时|中|发现|看到)|巡楼|我们?巡"),
    (Channel.BOX, r"意见箱|信箱里收到|投(?:了|来)(?:一)?[张封](?:纸条|信)"),
    (Channel.MEETING, r"(?:会上|议事会|座谈会|周例会|开会时|坊会)(?:有人)?(?:说|提|反映|讲)?"),
    (Channel.WECHAT, r"微信(?!支付|付款|转账)|群里(?:说|发|有人)|业主群|楼道群"),
    (Channel.PHONE, r"来电|打(?:来|进来)?电话(?:来|反映|说|讲)|电话(?:里|反映|中)说?"),
)
# 张阿姨 2026/11/22 9:14, or 9:14 alone behind a name: the head that WeChat copies.
_CHAT_HEAD = pattern(
    r"^[^\n:：]{1,24}[ \t]+(?:\d{2,4}[/年\-.]\d{1,2}[/月\-.]\d{1,2}日?[ \t]+)?\d{1,2}[:：]\d{2}",
    re.MULTILINE,
)
_NO_CALL = pattern(
    r"(?:不要|不用|不必|别|勿|请勿|不想|不愿意?|拒绝)(?:再|给我|来)?"
    r"(?:回访|回电话?|打电话|联系|回复|留名|留姓名|署名)|匿名|不留名"
)


def guess_channel(text: str) -> Guess[Channel]:
    """The channel that the words name, 微信 for a copied chat, otherwise 上门 without words."""
    for channel, words in _CHANNELS:
        found = re.search(words, text)
        if found:
            return Guess(channel, text, (found.span(),))
    head = _CHAT_HEAD.search(text)
    return Guess(Channel.WECHAT, text, (head.span(),)) if head else Guess(Channel.VISIT, text)


def guess_may_contact(text: str) -> Guess[bool]:
    """False with the words that ask not to be called back, otherwise True without words."""
    found = _NO_CALL.search(text)
    return Guess(False, text, (found.span(),)) if found else Guess(True, text)
