"""The week on paper, read back: the file has everything, the board nothing of a resident."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pypdfium2
import pytest

from qingyu.domain.issue import MoveDetails
from qingyu.domain.review import Decision, DecisionKind, MeetingFacts
from qingyu.domain.vote import Tally, Totals, Vote
from qingyu.domain.week import Week
from qingyu.paths import DataFolder
from qingyu.services import Store, issue, neighbourhood, review, review_minutes
from qingyu.services.demo import generator
from qingyu.storage.tables import Feedback
from tests.conftest import NOON
from tests.services.issue_book import LEAD, open_issue, reported

WEEK = Week(date(2026, 11, 23))
FACTS = MeetingFacts(
    date(2026, 11, 23), time(14), time(15, 30), "活动室", "陆建芬", "赵文斌", ("陆建芬", "赵文斌")
)
NOTED = Decision(DecisionKind.NOTED, "先看现场")


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return "".join("".join(pages).split())


def smallest(pdf: bytes) -> float:
    """The smallest type on any page, in pt."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sizes = [
            pypdfium2.raw.FPDFText_GetFontSize(text.raw, number)
            for text in (page.get_textpage() for page in document)
            for number in range(text.count_chars())
            if chr(pypdfium2.raw.FPDFText_GetUnicode(text.raw, number)).strip()
        ]
    finally:
        document.close()
    return float(min(sizes))


def printed(store: Store, *, public: bool) -> bytes:
    return review_minutes.minutes_pdf(store, WEEK, public=public)


def met(store: Store) -> int:
    """A meeting that talked about one issue, saying everything that may not be public."""
    ident = reported(store, "屋面漏水")
    open_issue(store, "楼道灯不亮")
    issue.promise(store, ident, "张桂芳家周五修好", date(2026, 11, 27), by=LEAD)
    review.add_topic(store, "3幢屋面大修", by=LEAD)
    review.set_voters(store, Totals(96, 7800), by=LEAD)
    review.hold(store, WEEK, FACTS, by=LEAD)
    key = f"issue:{ident}"
    review.discuss(store, WEEK, key, "张桂芳（13867412358）说三天了", by=LEAD)
    words = "请501那户张桂芳开门，电话 138 6741 2358，住3-2-501"
    decision = Decision(DecisionKind.ASSIGN, words, MoveDetails(handler_id=2))
    review.decide(store, WEEK, key, decision, by=LEAD)
    review.add_action(store, WEEK, key, "约张桂芳", "张桂芳", date(2026, 11, 27), by=LEAD)
    vote = Vote("动用维修资金吗", Tally(66, 4, 2), Tally(60, 4, 2), Tally(5300, 300), True)
    review.vote(store, WEEK, "topic:1", vote, by=LEAD)
    return ident


def test_the_file_keeps_every_word(founded: Store) -> None:
    met(founded)
    review.finalize(founded, WEEK, by=LEAD)
    told = text_of(printed(founded, public=False))
    for words in (
        "周例会记录", "定稿第1版", "14:00–15:30", "陆建芬、赵文斌", "张桂芳（13867412358）说三天了",
        "派单（承办：赵文斌）：请501那户张桂芳开门", "约张桂芳（张桂芳，11月27日前）",
        "赞成66、反对4、弃权2（人）", "业主共96人、7800平方米", "都过半数，通过", "没有议到的（1项",
        "楼道灯不亮", "还没到期1件", "陆建芬张桂芳家周五修好0001", "11月27日还没到期",
    ):  # fmt: skip
        assert "".join(words.split()) in told, words


def test_the_board_shows_what_was_decided_in_big_type_and_nobody(founded: Store) -> None:
    met(founded)
    pdf = printed(founded, public=True)
    told = text_of(pdf)
    for words in (
        "周例会公示",
        "屋面漏水",
        "派单",
        "开门",
        "都过半数，通过",
        "另有1项没有议到",
        "陆**",
    ):
        assert words in told, words
    for secret in ("张桂芳", "501", "13867412358", "说三天了", "赵文斌"):
        assert secret not in told, secret
    assert "1.3幢*单元*室屋面漏水议定" in told
    assert smallest(pdf) >= 16


def test_who_came_or_took_something_on_is_hidden_wherever_they_are_named(founded: Store) -> None:
    review.add_topic(founded, "加装电梯", by=LEAD)
    review.hold(founded, WEEK, replace(FACTS, guests=("周国强", "社区")), by=LEAD)
    said = "户主周国强不同意，由钱多多去说，社区不出面"
    review.decide(founded, WEEK, "topic:1", Decision(DecisionKind.NOTED, said), by=LEAD)
    day = date(2026, 11, 27)
    review.add_action(founded, WEEK, "topic:1", "陪钱多多上门", "钱多多", day, by=LEAD)
    told = text_of(printed(founded, public=True))
    assert "周国强" not in told and "钱多多" not in told
    assert "户主周**不同意，由钱**去说，社区不出面" in told.replace("\n", "")


def test_a_question_put_to_the_vote_keeps_one_mark(founded: Store) -> None:
    review.add_topic(founded, "修车棚", by=LEAD)
    review.hold(founded, WEEK, FACTS, by=LEAD)
    review.vote(founded, WEEK, "topic:1", Vote("修不修车棚？", Tally(5, 1)), by=LEAD)
    assert "修不修车棚：赞成" in text_of(printed(founded, public=False)).replace("\n", "")


def test_before_the_meeting_the_agenda_is_printed(founded: Store) -> None:
    reported(founded, "屋面漏水")
    assert "周例会议程" in text_of(printed(founded, public=False))
    public = printed(founded, public=True)
    assert "本周要议的事" in text_of(public)
    assert smallest(public) >= 16


def test_an_empty_week_says_so(founded: Store) -> None:
    for public in (False, True):
        assert "这一周没有要议的事" in text_of(printed(founded, public=public))
    review.hold(founded, WEEK, FACTS, by=LEAD)
    assert "没有议定的事" in text_of(printed(founded, public=True))


def test_what_does_not_fit_the_board_goes_overleaf_at_the_same_size(founded: Store) -> None:
    for number in range(12):
        review.add_topic(founded, f"第{number}件", by=LEAD)
    review.hold(founded, WEEK, FACTS, by=LEAD)
    for number in range(12):
        decision = Decision(DecisionKind.NOTED, "大家都同意这样办。" * 12 + f"完{number}")
        review.decide(founded, WEEK, f"topic:{number + 1}", decision, by=LEAD)
    pdf = printed(founded, public=True)
    told = text_of(pdf)
    assert all(f"完{number}" in told for number in range(12))
    assert "（第2页）" in told
    assert smallest(pdf) >= 16


def test_a_long_agenda_on_the_board_counts_what_is_left_out(founded: Store) -> None:
    for number in range(40):
        review.add_topic(founded, f"第{number}件", by=LEAD)
    pdf = printed(founded, public=True)
    found = re.search(r"另有(\d+)项", text_of(pdf))
    assert found is not None
    shown = sum(f"第{number}件" in text_of(pdf) for number in range(40))
    assert shown + int(found[1]) == 40
    assert len(pypdfium2.PdfDocument(pdf)) == 1


@pytest.mark.parametrize(
    "words", ["长" * 30_000, "好🙂\u202e<b>%s'; DROP TABLE\x07", "一\n\n二\t三", "𬱖䶮㸃𠮷"]
)
def test_any_words_are_printed(founded: Store, words: str) -> None:
    review.add_topic(founded, words[:150], by=LEAD)
    review.hold(founded, WEEK, replace(FACTS, place=words[:60], guests=(words[:60],)), by=LEAD)
    review.discuss(founded, WEEK, "topic:1", words, by=LEAD)
    review.decide(founded, WEEK, "topic:1", replace(NOTED, words=words), by=LEAD)
    whole = text_of(printed(founded, public=False))
    assert whole.count("长") >= words.count("长") * 2
    assert words[0] in whole
    assert words[0] in text_of(printed(founded, public=True))


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated book with a year of work."""
    folder = DataFolder(tmp_path_factory.mktemp("demo") / "资料")
    store = Store.open(folder, clock=lambda: NOON)
    generator.generate(store, seed=5, buildings=4, households=64, issues=150, feedback=220, years=1)
    store.close()
    return folder.root


@pytest.fixture
def demo(lived_in: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(lived_in, tmp_path / "资料")
    store = Store.open(DataFolder(tmp_path / "资料"), clock=lambda: datetime(2026, 11, 23, 16))
    yield store
    store.close()


def test_no_resident_of_a_generated_book_is_on_its_board(demo: Store) -> None:
    people = neighbourhood.residents(demo)
    before = text_of(printed(demo, public=True))
    review.hold(demo, WEEK, replace(FACTS, present=("甲",)), by=LEAD)
    for number, item in enumerate(review.agenda(demo, WEEK).items):
        who = people[number * 7 % len(people)]
        home = who.household
        said = (
            f"{who.name}（{who.phone}）住{home.building}幢{home.unit}单元{home.room}室，"
            f"{home.room}那户，{home.building}-{home.unit}-{home.room}的{who.name}说要快"
        )
        review.discuss(demo, WEEK, item.key, said, by=LEAD)
        review.decide(demo, WEEK, item.key, Decision(DecisionKind.NOTED, said), by=LEAD)
        review.add_action(demo, WEEK, item.key, said, who.name, date(2026, 11, 27), by=LEAD)
    after = text_of(printed(demo, public=True))
    names = {who.name for who in people} | {row.name for row in Feedback.select()}
    rooms = {who.household.room for who in people}
    assert len(after) > len(before)
    for told in (before, after):
        assert not [name for name in names if len(name) > 1 and name in told]
        assert not [who.phone for who in people if who.phone and who.phone in told]
        found = set(re.findall(r"(?<![\d.:])\d{3,4}(?![\d.:年平])", told))
        assert not found & rooms, found & rooms
