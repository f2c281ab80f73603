import re

import pytest

from qingyu.domain.masking import Masked, mask_text
from qingyu.domain.masking_names import name_spans
from qingyu.domain.masking_shapes import listed
from tests.domain.ordinary_words import EXAMPLES, beginnings, messages, whole, wording

ORDINARY = (
    "来电 车棚 高空 马桶 水管 白蚁 黄色 金属 石头 方便 万一 常常 "
    "和平 平时 安全 成本 时间 温度 路面 党员 江边 花坛 雷雨 毛病 "
    "包裹 全部 单元 解决 任何 管道 门禁 房东 公共 明天 应急 施工 "
    "严重 管家 林荫 石板 马路 杜绝 许多 向上 乐园 边上 沙坑 谢谢 "
)
FRAMES = (
    "{}",
    "3-2-501{}",
    "3幢501室{}来电反映",
    "，{}反映不好",
    "{} 13812341234",
    "楼道里{}说",
    "4幢2单元 {}，请派人",
    "张阿姨说{}",
)
# Somebody with a title or called 老李: seen at once to be a person.
TITLED = re.compile(
    "[老小]?.(?:阿姨|阿婆|师傅|奶奶|爷爷|大妈|大爷|主任|大哥|大姐|老师|姑娘|先生|女士|伯伯|伯)|[老小阿].|.家"
)
# Told by nothing around them: only the book knows that these are residents.
UNTOLD = {"顾问渠", "华工", "老严"}


@pytest.mark.parametrize("word", ORDINARY.split())
@pytest.mark.parametrize("frame", FRAMES)
def test_an_ordinary_word_is_no_name(word: str, frame: str) -> None:
    hidden = [span for span in mask_text(frame.format(word)).spans if span.what is Masked.NAME]
    known = 1 if "张阿姨" in frame else 0
    assert len(hidden) == known


@pytest.mark.soak
def test_no_listed_word_is_taken_for_a_name() -> None:
    wrong = [
        frame.format(word)
        for word in [*beginnings(), *whole()]
        for frame in FRAMES[:-1]
        if next(iter(name_spans(frame.format(word))), None)
    ]
    assert wrong == []


def test_the_list_holds_what_the_messages_say() -> None:
    missing = set(beginnings()) - listed()[0]
    assert not missing, "python -m tests.domain.ordinary_words"


def test_every_planted_name_telephone_and_room_is_hidden() -> None:
    leaks = []
    for row in messages():
        shown = mask_text(row["text"])
        name, phone = row.get("name") or "", row.get("phone") or ""
        digits = "".join(char for char in shown.text if char.isdigit())
        if len(name) > 1 and name not in UNTOLD and name in shown.text:
            leaks.append(shown.text)
        if phone and phone in digits:
            leaks.append(shown.text)
        if row.get("room") and re.search(rf"{row['room']} ?(?:室|号房)", shown.text):
            leaks.append(shown.text)
    assert leaks == []


def test_a_name_of_the_book_is_hidden_in_every_message() -> None:
    for row in messages():
        name = row.get("name") or ""
        if len(name) > 1:
            assert name not in mask_text(row["text"], names=[name]).text


def test_nothing_but_people_is_hidden_in_the_messages() -> None:
    wrong = []
    for row in messages():
        text, name = row["text"], row.get("name") or ""
        for start, end in name_spans(text):
            said = text[start:end]
            planted = name and (said in name or name in said)
            if not planted and not TITLED.fullmatch(said):
                wrong.append((said, text))
    assert wrong == []


def test_nothing_but_people_is_hidden_in_what_the_program_writes() -> None:
    said = {text[start:end] for text in wording() for start, end in name_spans(text)}
    assert {name for name in said if not TITLED.fullmatch(name)} == EXAMPLES


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张阿姨、老李和小王都来了", "张**、李*和王*都来了"),
        ("装修师傅、园林师傅和师傅们", "装修师傅、园林师傅和师傅们"),
        ("门卫大爷和邻居阿姨", "门卫大爷和邻居阿姨"),
        ("501张桂芳来电说楼道灯不亮", "*室张**来电说楼道灯不亮"),
        ("姓名：高兴", "姓名：高*"),
        ("联系人：水务公司", "联系人：水务公司"),
        ("业主：漏水了", "业主：漏水了"),
        ("我是3幢2单元的欧阳文文，电话没有", "我是3幢2单元的欧阳**，电话没有"),
        ("孤老陆伯想要收音机", "孤老陆*想要收音机"),
        ("储存一天的水，关好家中水龙头", "储存一天的水，关好家中水龙头"),
        ("关祖德家漏水", "关**家漏水"),
    ],
)
def test_names_are_told_by_what_stands_around_them(text: str, shown: str) -> None:
    assert mask_text(text).text == shown


def test_the_given_name_of_a_resident_is_known_before_a_title() -> None:
    assert "桂芳" not in mask_text("桂芳阿姨帮忙开的门", names=["张桂芳"]).text
