"""The posting ledger: put up, torn, taken down, objected to."""

from datetime import date

import pytest

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.posting import LedgerState, PlaceKind, PostingMark, PostingPlace
from qingyu.domain.publicity import Publicity
from qingyu.domain.review import Reason
from qingyu.domain.week import week_of
from qingyu.services import (
    Store,
    feedback,
    journal,
    notice,
    objection,
    posting,
    posting_place,
    review_agenda,
    today,
)

TODAY = date(2026, 11, 23)
LEAD = 1


def published(store: Store, **fields: str) -> int:
    told = {"title": "清理楼道", "body": "请清理。", "date": "2026-11-23", **fields}
    return notice.publish(store, "free", told, by=LEAD).ids(Noun.NOTICE)[0]


def boards(store: Store) -> list[int]:
    for name in ("北门公告栏", "南门公告栏"):
        posting_place.add(store, PostingPlace(0, name), by=LEAD)
    return [place.id for place in posting_place.places(store)]


def state(store: Store) -> LedgerState:
    return posting.ledger(store)[0].state(TODAY)


def test_a_stairwell_a_unit_is_proposed_and_taken_over_once(founded: Store) -> None:
    assert len(posting_place.proposed(founded)) == 18
    posting_place.add_proposed(founded, by=LEAD)
    places = posting_place.places(founded)
    assert places[4].name == "2幢2单元楼道"
    assert posting_place.proposed(founded) == ()
    with pytest.raises(RuleError):
        posting_place.add_proposed(founded, by=LEAD)
    journal.undo(founded, by=LEAD)
    assert posting_place.places(founded) == ()


def test_places_are_edited_and_never_doubled(founded: Store) -> None:
    north, south = boards(founded)
    with pytest.raises(RuleError, match="已经有叫"):
        posting_place.save(founded, PostingPlace(north, "南门公告栏"), by=LEAD)
    posting_place.save(founded, PostingPlace(north, "东门橱窗", PlaceKind.WINDOW), by=LEAD)
    assert [place.name for place in posting_place.places(founded)] == ["南门公告栏", "东门橱窗"]
    posting_place.retire(founded, south, by=LEAD)
    assert [place.id for place in posting_place.places(founded)] == [north]
    assert len(posting_place.places(founded, everything=True)) == 2


def test_a_notice_goes_up_everywhere_and_comes_down_one_by_one(founded: Store) -> None:
    ident, places = published(founded, posted_until="2026-11-30"), boards(founded)
    assert state(founded) is LedgerState.NOT_UP
    changes = posting.put_up(founded, ident, places, up_on=TODAY, up_by="周大爷", by=LEAD)
    assert changes.verb == "张贴 晴雨管家〔2026〕1号（2 处）"
    (first, second) = posting.entry(founded, ident).hanging
    assert (first.up_by, first.until, state(founded)) == (
        "周大爷", date(2026, 11, 30), LedgerState.UP,
    )  # fmt: skip
    with pytest.raises(RuleError, match="还贴着通知"):
        posting_place.retire(founded, first.place.id, by=LEAD)
    posting.take_down(founded, ident, [first.id], down_by="周大爷", by=LEAD)
    posting.take_down(founded, ident, by=LEAD)
    assert state(founded) is LedgerState.DOWN
    assert [p.down_by for p in posting.entry(founded, ident).postings] == ["周大爷", "陆建芬"]
    with pytest.raises(RuleError, match="没有在张贴"):
        posting.take_down(founded, ident, [second.id], by=LEAD)
    journal.undo(founded, by=LEAD)
    assert state(founded) is LedgerState.UP


def test_it_is_put_up_twice_nowhere(founded: Store) -> None:
    ident, (north, south) = published(founded), boards(founded)
    posting.put_up(founded, ident, [north], by=LEAD)
    posting.put_up(founded, ident, [north, south], by=LEAD)
    assert len(posting.entry(founded, ident).hanging) == 2
    with pytest.raises(RuleError, match="都已经贴着"):
        posting.put_up(founded, ident, [north], by=LEAD)
    with pytest.raises(RuleError, match="还没有选"):
        posting.put_up(founded, ident, [], by=LEAD)


def test_a_torn_copy_is_noted_and_replaced(founded: Store) -> None:
    ident, (north, south) = published(founded), boards(founded)
    posting.put_up(founded, ident, [north, south], by=LEAD)
    (first, _) = posting.entry(founded, ident).hanging
    posting.mark(founded, ident, [first.id], PostingMark.TORN, words="被雨淋坏", by=LEAD)
    assert posting.ledger(founded)[0].torn == 1
    with pytest.raises(RuleError, match="已经记过"):
        posting.mark(founded, ident, [first.id], PostingMark.TORN, by=LEAD)
    posting.mark(founded, ident, [first.id], PostingMark.REPLACED, by=LEAD)
    assert posting.ledger(founded)[0].torn == 0
    told = posting.entry(founded, ident).hanging[0].events
    assert [(e.mark, e.words) for e in told] == [(PostingMark.TORN, "被雨淋坏"),
                                                 (PostingMark.REPLACED, "")]  # fmt: skip


def test_what_hangs_too_long_is_on_today_and_on_the_agenda(founded: Store) -> None:
    ident, places = published(founded), boards(founded)
    posting.put_up(founded, ident, places, until=TODAY, by=LEAD)
    objection.record(founded, ident, "太吵", by=LEAD)
    (due,) = today.today(founded).notices.shown
    assert (due.id, due.words) == (ident, "还贴着 2 处，有 1 条异议没答复")
    (item,) = [
        each
        for each in review_agenda.live(founded, week_of(TODAY))
        if each.reason is Reason.NOTICE_DOWN
    ]
    assert item.why == "公示到 11月23日，该撤下了；还贴着 2 处，有 1 条异议没答复"
    posting.take_down(founded, ident, by=LEAD)
    assert today.today(founded).notices.total == 0


def test_the_period_moves_what_hangs_and_warns(founded: Store) -> None:
    ident, places = published(founded), boards(founded)
    posting.put_up(founded, ident, places, by=LEAD)
    posting.set_period(founded, ident, Publicity(TODAY, 7, day_one_counts=True), by=LEAD)
    seen = posting.entry(founded, ident)
    assert {copy.until for copy in seen.hanging} == {date(2026, 11, 29)}
    assert "星期日" in seen.warning
    assert seen.line.days_left(TODAY) == 6


def test_objections_stay_open_until_they_are_answered(founded: Store) -> None:
    ident = published(founded)
    piece = feedback.record(founded, FeedbackDraft("电梯费太贵"), by=LEAD).ids(Noun.FEEDBACK)[0]
    objection.record(founded, ident, "我不同意", who="张阿姨", feedback_id=piece, by=LEAD)
    objection.record(founded, ident, "匿名的话", by=LEAD)
    assert posting.ledger(founded)[0].open_objections == 2
    first, second = objection.of_notice(founded, ident)
    assert (first.who, first.feedback_id, second.who) == ("张阿姨", piece, "")
    objection.answer(founded, first.id, "已当面说明", by=LEAD)
    assert [each.is_open for each in objection.of_notice(founded, ident)] == [True, False]
    with pytest.raises(RuleError, match="已经答复过"):
        objection.answer(founded, first.id, "再说一次", by=LEAD)
    with pytest.raises(RuleError, match="还没有写"):
        objection.record(founded, ident, "  ", by=LEAD)


def test_the_map_tells_what_hangs_where(founded: Store) -> None:
    (north, south) = boards(founded)
    first, second = published(founded), published(founded, title="停水")
    posting.put_up(founded, first, [north], by=LEAD)
    posting.put_up(founded, second, [north], by=LEAD)
    (one, here), (other, there) = posting.board_map(founded).places
    assert (one.id, [copy.line.title for copy in here]) == (north, ["清理楼道", "停水"])
    assert (other.id, there) == (south, ())


def test_a_void_notice_is_not_put_up(founded: Store) -> None:
    ident, places = published(founded), boards(founded)
    notice.withdraw(founded, ident, "写错了", by=LEAD)
    with pytest.raises(RuleError, match="作废"):
        posting.put_up(founded, ident, places, by=LEAD)
