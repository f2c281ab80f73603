import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.domain.place import Place
from qingyu.domain.search_query import (
    LONGEST,
    MOST_WORDS,
    Query,
    match_expression,
    read_query,
    tokens,
)

RARE = "㛃𬱖䶮㸃𠮷喆祎垚犇骉燚頔玥甯堃\U000323af\ue863龦"


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE search_text USING fts5(body, tokenize='unicode61')")
    yield connection
    connection.close()


def found(index: sqlite3.Connection, query: Query, *bodies: str) -> list[int]:
    """Which of the bodies (from 1) the query finds in a real FTS5 table."""
    index.execute("DELETE FROM search_text")
    rows = ((at, body) for at, body in enumerate(bodies, 1))
    index.executemany("INSERT INTO search_text (rowid, body) VALUES (?, ?)", rows)
    expression = match_expression(query)
    if not expression:
        return []
    sql = "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid"
    return [row for (row,) in index.execute(sql, (expression,))]


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("漏水", Query(words=("漏水",))),
        ("  漏水　阿姨 ", Query(words=("漏水", "阿姨"))),
        ("电线，飞线", Query(words=("电线", "飞线"))),
        ("3-2-501", Query(place=Place(3, 2, "501"))),
        ("三号楼2单元501", Query(place=Place(3, 2, "501"))),
        ("3#2-501", Query(place=Place(3, 2, "501"))),
        ("3 2 501", Query(place=Place(3, 2, "501"))),
        ("３幢漏水", Query(words=("漏水",), place=Place(3))),
        ("屋面 3-2-501", Query(words=("屋面",), place=Place(3, 2, "501"))),
        ("13857100001", Query(words=("13857100001",), phone="13857100001")),
        ("138 5710-0001", Query(words=("13857100001",), phone="13857100001")),
        ("尾号2358", Query(words=("2358",), phone="2358", issue=2358)),
        ("0231", Query(words=("0231",), phone="0231", issue=231)),
        ("501", Query(words=("501",), issue=501)),
        ("#231", Query(issue=231)),
        ("工单0231", Query(issue=231)),
        ("工单 0231 漏水", Query(words=("漏水",), issue=231)),
        ("QY-I-0231\r\n", Query(issue=231)),
        ("ｑｙ—ｉ—０２３１", Query(issue=231)),
        ("ZAY", Query(words=("zay",), pinyin="zay")),
        ("zhang ayi", Query(words=("zhang", "ayi"), pinyin="zhangayi")),
    ],
)
def test_one_box_reads_what_is_typed(typed: str, query: Query) -> None:
    assert read_query(typed) == query


@pytest.mark.parametrize("typed", ["", "  \n\t", "\x00\x1b\u202e\u200f", "，。！", '"*"', "🙂"])
def test_nothing_to_look_for_is_an_empty_query(typed: str) -> None:
    query = read_query(typed)
    assert not query
    assert match_expression(query) == ""


def test_a_very_long_text_is_cut() -> None:
    query = read_query("漏水 楼道 " * 20_000 + "a" * 100_000)
    assert sum(map(len, query.words)) <= LONGEST
    assert len(read_query(" ".join("甲乙丙丁戊己庚辛壬癸")).words) == MOST_WORDS


@pytest.mark.parametrize("name", RARE)
def test_a_rare_character_is_found_and_told_from_others(
    index: sqlite3.Connection, name: str
) -> None:
    bodies = [tokens(f"陈{other}先生") for other in RARE]
    assert found(index, read_query(name), *bodies) == [RARE.index(name) + 1]
    assert found(index, read_query(f"陈{name}"), *bodies) == [RARE.index(name) + 1]


def test_a_place_is_exact_where_a_word_is_not(index: sqlite3.Connection) -> None:
    bodies = [tokens(f"漏水\n{place}") for place in ("3幢2单元501室", "13幢2单元501室", "3幢 屋面")]
    bodies.append(tokens("3幢2单元1501室"))
    assert found(index, read_query("3幢"), *bodies) == [1, 3, 4]
    assert found(index, read_query("3-2-501"), *bodies) == [1]
    assert found(index, read_query("3-501"), *bodies) == [1]
    assert found(index, read_query("3-2"), *bodies) == [1, 4]
    assert found(index, read_query("漏水3幢"), *bodies) == [1, 3]
    assert found(index, Query(place=Place(3, spot="屋面")), *bodies) == [3]
    assert found(index, read_query("501"), *bodies) == [1, 2, 4]


def test_a_phone_is_found_whole_and_by_its_last_digits(index: sqlite3.Connection) -> None:
    bodies = [tokens("张阿姨\n13857102358"), tokens("李师傅\n13857102359"), tokens("138")]
    assert found(index, read_query("138-5710-2358"), *bodies) == [1]
    assert found(index, read_query("2358"), *bodies) == [1]
    assert found(index, read_query("尾号2359"), *bodies) == [2]
    assert found(index, read_query("138"), *bodies) == [1, 2, 3]


def test_spellings_are_found_by_their_beginning(index: sqlite3.Connection) -> None:
    bodies = [f"{tokens('张阿姨')} zhangayi zay", f"{tokens('3幢')} 3zhuang 3z", tokens("iphone")]
    for typed in ("zay", "zhangayi", "zhang", "Zhang Ayi", "zhang a yi"):
        assert found(index, read_query(typed), *bodies) == [1]
    assert found(index, read_query("3zhuang"), *bodies) == [2]
    assert found(index, read_query("phon"), *bodies) == [3]


def test_all_words_must_be_there(index: sqlite3.Connection) -> None:
    bodies = [tokens("楼道灯不亮"), tokens("楼道漏水"), tokens("漏水")]
    assert found(index, read_query("漏水 楼道"), *bodies) == [2]


def test_a_word_does_not_reach_over_punctuation(index: sqlite3.Connection) -> None:
    assert found(index, read_query("漏水"), tokens("屋面漏，水管坏"), tokens("漏\u200b水")) == [2]


def test_the_invented_tokens_cannot_be_typed(index: sqlite3.Connection) -> None:
    body = tokens("陈𬱖，13857102358，3幢2单元")
    for typed in ("u0", "u02cc56", "n138", "u", "n1", "p3", "p0u2"):
        assert found(index, read_query(typed), body) == []


def test_full_width_accents_and_case_do_not_matter(index: sqlite3.Connection) -> None:
    body = tokens("ＡＢＣ１２ Café ①")
    for typed in ("abc12", "ABC", "cafe", "café", "1"):
        assert found(index, read_query(typed), body) == [1]


pieces = st.text(
    st.one_of(
        st.sampled_from("漏水楼道灯张阿姨" + RARE + "0123456789abzＡ３é，。-　\u200b'\"*"),
        st.characters(),
    ),
    max_size=30,
)


@settings(deadline=None)
@given(pieces, st.data())
def test_any_part_of_a_word_is_found(
    index: sqlite3.Connection, text: str, data: st.DataObject
) -> None:
    words = [run for run in "".join(c if c.isalnum() else " " for c in text).split() if run]
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    start = data.draw(st.integers(0, len(word) - 1))
    end = data.draw(st.integers(start + 1, len(word)))
    part = word[start:end]
    if tokens(part):
        assert found(index, Query(words=(part,)), tokens(text)) == [1]


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), pieces, st.from_regex(r"[\"'*()^:+\-A-Z漏 ]{0,30}")))
def test_whatever_is_typed_is_a_query_sqlite_understands(
    index: sqlite3.Connection, typed: str
) -> None:
    query = read_query(typed)
    found(index, query, tokens(typed))
    assert tokens(typed).isprintable()
    assert all(len(token) <= 24 for token in tokens(typed).split())


@settings(deadline=None)
@given(pieces, pieces)
def test_fields_never_flow_into_each_other(index: sqlite3.Connection, one: str, two: str) -> None:
    apart = tokens(f"{one}漏\n水{two}")
    if "漏 水" not in tokens(one) and "漏 水" not in tokens(two):
        assert found(index, Query(words=("漏水",)), apart) == []
