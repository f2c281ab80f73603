import re
import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qingyu.printing.linebreak import CLOSING, OPENING, Line, break_lines

WHOLE = [
    "13812345678",
    "138 1234 5678",
    "0571-87654321",
    "0571-8765 4321",
    "2026年11月25日",
    "2026-11-25",
    "11月3日",
    "08:30",
    "8:00–12:00",
    "9时30分",
    "3,250.50元",
    "¥1,200",
    "96.5%",
    "3幢",
    "3幢2单元501室",
    "3-2-501",
    "〔2026〕12号",
    "WeChat",
    "三幢二单元",
]
words = st.one_of(
    st.sampled_from(WHOLE).map("{}户".format),
    st.text(
        st.sampled_from("的一是在不了有和人这中大为上个国我以要他时来用们"), min_size=1, max_size=9
    ),
    st.sampled_from([*"，。、；：！？”’」』）〕》", *"“‘「『（〔《", "——", "……", " ", "·"]),
)
paragraphs = st.lists(words, min_size=1, max_size=60).map("".join)


def widths(text: str) -> list[float]:
    return [1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.55 for char in text]


def lines_of(text: str, width: float = 28, indent: float = 2) -> list[Line]:
    return break_lines(text, widths(text), 1.0, width - indent, width)


def shown(text: str, lines: list[Line]) -> list[str]:
    return [text[line.start : line.shown] for line in lines]


@given(st.one_of(paragraphs, st.text(max_size=200)), st.integers(4, 40))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    text = text.replace("\n", "")
    lines = lines_of(text, width)
    assert "".join(text[line.start : line.end] for line in lines) == text
    assert all(text[line.shown : line.end].strip(" ") == "" for line in lines)
    for number, line in enumerate(lines):
        assert line.width <= width - (0 if number else 2) + 1e-6
        assert len(line.advances) == line.shown - line.start
        assert all(advance >= 0.05 for advance in line.advances)


@given(paragraphs)
def test_no_line_starts_with_closing_or_ends_with_opening_punctuation(text: str) -> None:
    text = re.sub(rf"([{re.escape(''.join(CLOSING | OPENING))}])\1+", r"\1", text)
    text = re.sub(r"[，。、；：！？”’」』）〕》“‘「『（〔《—…· ]{6,}", "，", text)
    lines = shown(text, lines_of(text))
    for before, after in pairwise(lines):
        assert before[-1:] not in OPENING, lines
        assert after[:1] not in CLOSING, lines


@given(st.lists(words, min_size=1, max_size=40), st.sampled_from(WHOLE))
def test_numbers_places_and_words_are_never_split(before: list[str], whole: str) -> None:
    text = "".join(before) + "请" + whole + "好"
    start = text.rindex("请" + whole) + 1
    lines = lines_of(text, 24)
    inside = range(start + 1, start + len(whole))
    assert not any(line.start in inside for line in lines), shown(text, lines)


def test_a_thousand_paragraphs_split_no_telephone_and_no_date() -> None:
    filler = "因主管改造需要停水请提前储水并关好龙头"
    for at in range(1000):
        phone, date = f"1{at % 7 + 3}{at:09d}", f"2026年{at % 12 + 1}月{at % 28 + 1}日"
        text = (filler * 2)[: at % 31] + phone + filler[: at % 17] + date + "，" + phone + "。"
        lines = shown(text, lines_of(text))
        assert sum(line.count(phone) for line in lines) == 2
        assert sum(line.count(date) for line in lines) == 1


def test_plain_chinese_stands_on_the_grid() -> None:
    text = "国" * 26 + "人" * 28 + "民" * 5
    lines = lines_of(text)
    assert [len(line) for line in shown(text, lines)] == [26, 28, 5]
    assert all(advance == 1.0 for line in lines for advance in line.advances)


def test_a_stop_that_would_begin_a_line_is_squeezed_in() -> None:
    text = "国" * 14 + "，" + "国" * 11 + "。" + "好" * 10
    first = lines_of(text)[0]
    assert shown(text, [first]) == ["国" * 14 + "，" + "国" * 11 + "。"]
    assert abs(first.width - 26) < 1e-6


def test_without_punctuation_to_squeeze_the_last_character_goes_along() -> None:
    text = "国" * 26 + "！？" + "好" * 10
    first, second, *_ = lines_of(text)
    assert first.shown == 25
    assert text[second.start : second.start + 3] == "国！？"
    assert abs(first.width - 26) < 1e-6


def test_punctuation_standing_together_is_squeezed() -> None:
    (line,) = break_lines("他说：“（好）。”完", widths("他说：“（好）。”完"), 1.0, 40, 40)
    assert line.width == 10 - 4 * 0.5


def test_a_telephone_longer_than_the_line_is_cut_rather_than_lost() -> None:
    text = "1" * 100
    lines = break_lines(text, widths(text), 1.0, 10, 10)
    assert len(lines) == 6
    assert "".join(shown(text, lines)) == text


def test_a_hundred_thousand_characters_break_in_one_pass() -> None:
    for text in ("（" * 100_000, "1" * 100_000, "a " * 50_000, " " * 100_000, "！国" * 50_000):
        lines = lines_of(text)
        assert lines[-1].end == len(text)
