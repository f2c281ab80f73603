import re
import unicodedata
from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.masking import (
    Masked,
    mask_name,
    mask_phone,
    mask_plate,
    mask_room,
    mask_text,
)
from tests.domain.ordinary_words import messages

_ROWS = [row["text"] for row in messages()]
SURNAMES = ["张", "王", "李", "陈", "欧阳", "诸葛", "𬱖"]
GIVEN = ["建国", "小明", "秀英", "一", "𠮷", "淑芬"]
names = st.builds(str.__add__, st.sampled_from(SURNAMES), st.sampled_from(GIVEN))
mobiles = st.builds("1{}{:09d}".format, st.integers(3, 9), st.integers(0, 999_999_999))
plates = st.builds(
    "{}{}{:05d}".format,
    st.sampled_from("浙苏沪"),
    st.sampled_from(["A", "BD", "CF"]),
    st.integers(0, 99_999),
)
rooms = st.builds(
    lambda form, building, unit, room: form.format(building, unit, room),
    st.sampled_from(["{0}幢{1}单元{2}室", "{0}-{1}-{2}", "{0}号楼{1}单元{2}", "{0}#{1}-{2}"]),
    st.integers(1, 40),
    st.integers(1, 6),
    st.integers(1, 30).map(lambda floor: f"{floor}0{floor % 4 + 1}"),
)
filler = st.sampled_from(
    ["，", "家漏水，", "说，", "反映楼道灯不亮；", "来电：", "和", "（", "）", " "]
)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张建国", "张**"),
        ("张三", "张*"),
        ("欧阳修文", "欧阳**"),
        ("欧阳锋", "欧阳*"),
        ("𠮷𬱖", "𠮷*"),
        ("张", "张"),
        ("", ""),
        ("买买提·阿布", "买**"),
    ],
)
def test_names_keep_only_the_surname(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812341234", "138****1234"),
        ("138 1234 1234", "138****1234"),
        ("+86 138-1234-1234", "138****1234"),
        ("0571-87654321", "0571-****4321"),
        ("010-12345678", "010-****5678"),
        ("87654321", "****4321"),
        ("12345", "12345"),
    ],
)
def test_telephones_keep_their_ends(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("2幢3单元501室", "2幢*单元*室"),
        ("2-3-501", "2幢*单元*室"),
        ("3-501", "3幢*单元*室"),
        ("501室", "*室"),
        ("叁幢二单元五零一室", "叁幢*单元*室"),
        ("３幢２单元５０１", "３幢*单元*室"),
        ("3幢", "3幢"),
        ("3幢 屋面", "3幢 屋面"),
    ],
)
def test_rooms_keep_only_the_building(place: str, shown: str) -> None:
    assert mask_room(place) == shown


def test_plates_keep_two_characters_at_each_end() -> None:
    assert mask_plate("浙A88812") == mask_plate("浙A·88812") == "浙A***12"


def test_dates_amounts_counts_and_hotlines_stay() -> None:
    text = "2026年11月30日18时前，3幢东侧，住户3人，300-500元，8:00-22:00，请打12345。"
    assert mask_text(text).text == text
    assert mask_text(text).spans == ()


def test_the_office_number_stays_where_it_is_asked_to() -> None:
    text = "请打0571-87654321，或13812341234。"
    assert mask_text(text, keep=["0571 87654321"]).text == "请打0571-87654321，或138****1234。"


def test_an_id_number_never_shows_a_digit() -> None:
    shown = mask_text("身份证330102199001011234、33010219900101123X")
    assert not re.search(r"\d", shown.text)
    assert {span.what for span in shown.spans} == {Masked.NUMBER}


def test_spans_stand_on_what_was_masked() -> None:
    shown = mask_text("业主：李四电话13812341234，浙A88812", names=["李四"])
    parts = [(shown.text[span.start : span.end], span.what) for span in shown.spans]
    assert parts == [
        ("李*", Masked.NAME),
        ("138****1234", Masked.PHONE),
        ("浙A***12", Masked.PLATE),
    ]


@given(st.lists(st.tuples(filler, names, filler, mobiles, filler, plates, filler), max_size=4))
def test_nothing_personal_leaks(parts: list[tuple[str, ...]]) -> None:
    text = "".join("".join(part) for part in parts)
    known = {part[1] for part in parts}
    shown = mask_text(text, names=known).text
    for _, name, _, phone, _, plate, _ in parts:
        assert name not in shown
        assert phone not in shown
        assert phone[3:7] + phone[7:] not in shown
        assert plate not in shown


@given(filler, rooms, filler, rooms)
def test_no_room_leaks(before: str, room: str, between: str, other: str) -> None:
    shown = mask_text(f"{before}{room}{between}；{other}").text
    assert re.search(r"\d{3}", shown) is None, shown


@given(st.lists(st.one_of(filler, names, mobiles, plates, rooms), max_size=12).map("，".join))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask_text(text).text
    assert mask_text(once).text == once


def _torn(words: str, marks: list[str]) -> str:
    """The words with a mark between their characters, as far as there are marks."""
    return "".join(char + mark for char, mark in zip_longest(words, marks, fillvalue=""))[
        : len(words) + sum(map(len, marks))
    ]


def _wide(words: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in words)


torn = st.lists(st.sampled_from(["", "", "", " ", "-", "\n", "\u3000", "\u200b"]), max_size=6)


@given(names, torn, mobiles, torn, st.booleans(), filler)
def test_nothing_known_survives_torn_apart_or_wide(
    name: str, gaps: list[str], phone: str, others: list[str], wide: bool, between: str
) -> None:
    number = _torn(phone, others)
    text = f"反映人{_torn(name, gaps)}{between}{_wide(number) if wide else number}，请回"
    shown = mask_text(text, names=[name]).text
    plain = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", shown))
    assert name not in plain
    assert re.search(r"\d{5}", plain) is None, shown


@given(st.lists(st.sampled_from(_ROWS), min_size=1, max_size=3), st.sampled_from("，\n 。"))
def test_masking_messages_twice_changes_nothing_more(texts: list[str], joint: str) -> None:
    once = mask_text(joint.join(texts)).text
    assert mask_text(once).text == once


@pytest.mark.parametrize(
    "written",
    [
        "身份证号 330102 19900101 1234",
        "身份证：３３０１０２１９９００１０１１２３４",
        "330102-19900101-123x",
        "身份证330102\n19900101\n1234",
        "330102********1234",
        "身份证后四位123X",
        "330102900101123",
    ],
)
def test_an_id_number_is_hidden_however_it_is_written(written: str) -> None:
    shown = unicodedata.normalize("NFKC", mask_text(f"他的{written}，请核对").text)
    assert not re.search(r"\d", shown), shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("浙A·12345", "浙A***45"),
        ("浙a d12345", "浙A***45"),
        ("浙 A 88 812", "浙A***12"),
        ("沪ＡＤ１２３４５", "沪A***45"),
        ("车牌：A88812", "车牌：***12"),
    ],
)
def test_plates_are_hidden_however_they_are_written(written: str, shown: str) -> None:
    assert mask_text(f"{written}挡住通道").text == f"{shown}挡住通道"


def test_what_is_open_on_purpose_stays() -> None:
    text = "联系人：赵文斌 13712341234"
    assert mask_text(text, keep=["赵文斌", "137 1234 1234"]).text == text


def test_spans_stay_true_where_masking_takes_several_rounds() -> None:
    text = "501张桂芳说，502李国庆说，浙A88812，张桂芳，李国庆"
    shown = mask_text(text)
    parts = {shown.text[span.start : span.end] for span in shown.spans}
    assert parts == {"*室", "张**", "李**", "浙A***12"}


@given(st.text(max_size=200), st.lists(st.text(max_size=8), max_size=3))
def test_any_text_is_masked_without_a_crash(text: str, known: list[str]) -> None:
    shown = mask_text(text, names=known)
    assert all(0 <= span.start < span.end <= len(shown.text) for span in shown.spans)
    mask_name(text)
    mask_phone(text)
    mask_plate(text)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("微信号 zhang_gf88，晚上打", "微信号 ***，晚上打"),
        ("ＶＸ：lgy1988", "ＶＸ：***"),
        ("加微信 wxid_abc123", "加微信 ***"),
        ("QQ 12345678", "QQ ***"),
        ("邮箱 zhang.gf@163.com", "邮箱 ***"),
        ("微信群里说了 3 次", "微信群里说了 3 次"),
        ("在微信上报修 5 件", "在微信上报修 5 件"),
    ],
)
def test_accounts_are_hidden(said: str, shown: str) -> None:
    assert mask_text(said).text == shown
