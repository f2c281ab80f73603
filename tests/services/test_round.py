from datetime import date, datetime

import pytest

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import Channel
from qingyu.domain.issue import State
from qingyu.domain.neighbourhood import PublicPlace
from qingyu.domain.place import Place
from qingyu.domain.round import LineDraft, RoundKind, Tick, Visit
from qingyu.domain.steward import Steward
from qingyu.services import Store, call, feedback, issue_reading, journal, neighbourhood
from qingyu.services import round as rounds
from qingyu.services import steward as stewards
from tests.conftest import NOON
from tests.services.issue_book import LEAD, STEWARD, bring_to, open_issue, reported, state_of


def made(store: Store, kind: RoundKind) -> int:
    """The id of a round of everything that could be on it."""
    return rounds.make(store, kind, rounds.suggested(store, kind), by=LEAD).ids(Noun.ROUND)[0]


@pytest.fixture
def waiting(founded: Store) -> list[int]:
    """Three issues whose residents are to be called; 赵文斌 did the work."""
    idents = [reported(founded, words) for words in ("屋面漏水", "落水管破了", "楼道灯不亮")]
    for ident in idents:
        bring_to(founded, ident, State.FOLLOWUP)
    return idents


def test_the_calls_due_become_numbered_lines_that_stay_as_printed(
    founded: Store, waiting: list[int]
) -> None:
    round_ = rounds.find(founded, made(founded, RoundKind.FOLLOWUP))
    assert [line.no for line in round_.lines] == [1, 2, 3]
    assert [line.issue_id for line in round_.lines] == waiting
    assert (round_.name, round_.made_at) == ("回访单 0001", NOON)
    assert [each.id for each in rounds.out(founded)] == [round_.id]
    notes = rounds.sheet(founded, round_.id).notes
    assert notes[0] == "工单 0001　张桂芳　13867412358"


def test_what_is_out_on_paper_is_not_put_on_a_second_round(
    founded: Store, waiting: list[int]
) -> None:
    made(founded, RoundKind.FOLLOWUP)
    assert rounds.suggested(founded, RoundKind.FOLLOWUP) == ()


def test_a_tick_is_a_follow_up_and_the_two_days_are_kept_apart(
    founded: Store, waiting: list[int]
) -> None:
    ident = made(founded, RoundKind.FOLLOWUP)
    founded._clock = lambda: datetime(2026, 11, 25, 9, 30)
    paper = date(2026, 11, 24)
    rounds.enter(founded, ident, 2, Tick.SATISFIED, "谢谢  小赵", paper, by=LEAD)
    story = issue_reading.story(founded, waiting[1])
    assert story.issue.state is State.CLOSED
    assert story.events[1].words == (
        "上门，满意：谢谢 小赵（回访单 0001 第 2 行，纸上写 11月24日）"
    )
    line = rounds.find(founded, ident).line(2)
    assert (line.tick, line.words, line.on_paper, line.entered_at) == (
        Tick.SATISFIED, "谢谢 小赵", paper, datetime(2026, 11, 25, 9, 30),
    )
    assert [each.no for each in rounds.find(founded, ident).open_lines] == [1, 3]


def test_undo_opens_the_line_and_the_issue_again(founded: Store, waiting: list[int]) -> None:
    ident = made(founded, RoundKind.FOLLOWUP)
    rounds.enter(founded, ident, 1, Tick.DISSATISFIED, "还漏", by=LEAD)
    assert state_of(founded, waiting[0]) is State.REOPEN_ASKED
    journal.undo(founded, by=LEAD)
    assert state_of(founded, waiting[0]) is State.FOLLOWUP
    assert rounds.find(founded, ident).line(1).is_open
    journal.undo(founded, by=LEAD)
    assert rounds.out(founded) == ()


def test_who_did_the_work_cannot_type_in_its_follow_up_either(
    founded: Store, waiting: list[int]
) -> None:
    ident = made(founded, RoundKind.FOLLOWUP)
    with pytest.raises(RuleError, match="不能回访自己办的事"):
        rounds.enter(founded, ident, 1, Tick.SATISFIED, by=STEWARD)
    assert rounds.find(founded, ident).line(1).is_open


def test_who_called_and_who_types_it_in_are_kept_apart(
    founded: Store, waiting: list[int]
) -> None:
    other = stewards.add(founded, Steward(0, "何秀英"), by=LEAD).ids(Noun.STEWARD)[0]
    ident = made(founded, RoundKind.FOLLOWUP)
    founded._clock = lambda: datetime(2026, 11, 25, 9, 30)
    visit = Visit("电话", truthful=True, timely=False, walker_id=other)
    paper = date(2026, 11, 24)
    # 赵文斌 did the work; he may type in what 何秀英 was told.
    rounds.enter(founded, ident, 1, Tick.MOSTLY, "慢了点", paper, visit=visit, by=STEWARD)
    (tried,) = issue_reading.story(founded, waiting[0]).followups
    assert (tried.by, tried.entered_by, tried.how, tried.truthful, tried.timely) == (
        "何秀英", "赵文斌", "电话", True, False,
    )
    assert (tried.day, tried.at) == (paper, datetime(2026, 11, 25, 9, 30))
    round_ = rounds.find(founded, ident)
    assert (round_.line(1).visit, round_.walker_id) == (visit, other)
    assert "何秀英去的" in issue_reading.story(founded, waiting[0]).events[1].words
    rounds.enter(founded, ident, 2, Tick.SATISFIED, by=STEWARD)
    assert issue_reading.story(founded, waiting[1]).followups[0].by == "何秀英"
    journal.undo(founded, by=LEAD)
    journal.undo(founded, by=LEAD)
    assert rounds.find(founded, ident).walker_id is None
    assert issue_reading.story(founded, waiting[0]).followups == ()


def test_who_did_the_work_cannot_have_made_the_call_whoever_types_it_in(
    founded: Store, waiting: list[int]
) -> None:
    ident = made(founded, RoundKind.FOLLOWUP)
    with pytest.raises(RuleError, match="不能回访自己办的事"):
        visit = Visit(walker_id=STEWARD)
        rounds.enter(founded, ident, 1, Tick.SATISFIED, visit=visit, by=LEAD)
    assert rounds.find(founded, ident).walker_id is None


def test_the_walker_named_when_it_was_printed_made_the_calls(
    founded: Store, waiting: list[int]
) -> None:
    lines = rounds.suggested(founded, RoundKind.FOLLOWUP)
    changes = rounds.make(founded, RoundKind.FOLLOWUP, lines, walker=LEAD, by=STEWARD)
    ident = changes.ids(Noun.ROUND)[0]
    assert rounds.sheet(founded, ident).walker == "陆建芬"
    rounds.enter(founded, ident, 1, Tick.SATISFIED, by=STEWARD)
    assert issue_reading.story(founded, waiting[0]).followups[0].by == "陆建芬"


@pytest.mark.parametrize("tick", [Tick.UNREACHED, Tick.NOT_DONE])
def test_nobody_who_was_not_met_judged_anything(
    founded: Store, waiting: list[int], tick: Tick
) -> None:
    ident = made(founded, RoundKind.FOLLOWUP)
    rounds.enter(founded, ident, 1, tick, visit=Visit(truthful=True, timely=True), by=LEAD)
    visit = rounds.find(founded, ident).line(1).visit
    assert (visit.truthful, visit.timely) == (None, None)


def test_a_try_of_an_earlier_day_on_paper_is_none_of_today(
    founded: Store, waiting: list[int]
) -> None:
    ident = made(founded, RoundKind.FOLLOWUP)
    founded._clock = lambda: datetime(2026, 11, 25, 9, 30)
    rounds.enter(founded, ident, 1, Tick.UNREACHED, "", date(2026, 11, 24), by=LEAD)
    calls = call.to_call(founded, 9).shown
    assert [each.issue.id for each in calls] == waiting
    assert not calls[0].tried_on(date(2026, 11, 25))


def test_a_line_is_typed_in_once(founded: Store, waiting: list[int]) -> None:
    ident = made(founded, RoundKind.FOLLOWUP)
    rounds.enter(founded, ident, 1, Tick.UNREACHED, by=LEAD)
    assert not issue_reading.story(founded, waiting[0]).followups[0].reached
    with pytest.raises(RuleError, match="第 1 行已经录过了") as refused:
        rounds.enter(founded, ident, 1, Tick.SATISFIED, by=LEAD)
    assert "撤销" in refused.value.hint


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 11, 24)])
def test_a_day_that_cannot_stand_on_the_paper_is_refused(
    founded: Store, waiting: list[int], day: date
) -> None:
    ident = made(founded, RoundKind.FOLLOWUP)
    with pytest.raises(RuleError, match="纸上的日子"):
        rounds.enter(founded, ident, 1, Tick.SATISFIED, "", day, by=LEAD)


def test_a_line_or_a_box_that_is_not_there_is_refused(founded: Store, waiting: list[int]) -> None:
    ident = made(founded, RoundKind.FOLLOWUP)
    with pytest.raises(RuleError, match="没有第 4 行"):
        rounds.enter(founded, ident, 4, Tick.SATISFIED, by=LEAD)
    with pytest.raises(RuleError, match="没有「正常」这个结果"):
        rounds.enter(founded, ident, 1, Tick.FINE, by=LEAD)


def test_an_issue_followed_up_meanwhile_is_told_and_its_line_can_be_finished(
    founded: Store, waiting: list[int]
) -> None:
    ident = made(founded, RoundKind.FOLLOWUP)
    bring = issue_reading.find(founded, waiting[0])
    assert bring.state is State.FOLLOWUP
    other = made_by_hand(founded, waiting[0])
    rounds.enter(founded, other, 1, Tick.SATISFIED, by=LEAD)
    with pytest.raises(RuleError, match="现在不用回访"):
        rounds.enter(founded, ident, 1, Tick.SATISFIED, by=LEAD)
    rounds.enter(founded, ident, 1, Tick.NOT_DONE, by=LEAD)
    assert not rounds.find(founded, ident).line(1).is_open


def made_by_hand(store: Store, issue_id: int) -> int:
    lines = [LineDraft("再看", Place(3), issue_id)]
    return rounds.make(store, RoundKind.FOLLOWUP, lines, by=LEAD).ids(Noun.ROUND)[0]


def test_open_issues_of_chosen_buildings_are_looked_at(founded: Store) -> None:
    here = open_issue(founded, "灯坏", place=Place(3, 1))
    open_issue(founded, "门坏", place=Place(5, 1))
    lines = rounds.suggested(founded, RoundKind.LOOK, [3])
    assert [line.issue_id for line in lines] == [here]
    ident = rounds.make(founded, RoundKind.LOOK, lines, by=LEAD).ids(Noun.ROUND)[0]
    rounds.enter(founded, ident, 1, Tick.WORSE, "冒火花", by=LEAD)
    event = issue_reading.story(founded, here).events[0]
    assert (event.verb, event.words) == (
        "巡查", "更严重：冒火花（查看单 0001 第 1 行，纸上写 11月23日）",
    )
    journal.undo(founded, by=LEAD)
    assert [each.verb for each in issue_reading.story(founded, here).events] == ["登记"]


def test_trouble_on_patrol_is_new_feedback_of_the_day_on_the_paper(founded: Store) -> None:
    neighbourhood.add_public_place(founded, PublicPlace(0, "车棚", 2), by=LEAD)
    neighbourhood.add_public_place(founded, PublicPlace(0, "车棚", 5), by=LEAD)
    ident = made(founded, RoundKind.PATROL)
    founded._clock = lambda: datetime(2026, 11, 25, 9, 30)
    with pytest.raises(RuleError, match="还没写是什么问题"):
        rounds.enter(founded, ident, 1, Tick.TROUBLE, " ", by=LEAD)
    rounds.enter(founded, ident, 1, Tick.TROUBLE, "顶灯不亮", date(2026, 11, 24), by=LEAD)
    line = rounds.find(founded, ident).line(1)
    piece = feedback.find(founded, line.feedback_id or 0)
    assert (piece.text, piece.place, piece.channel, piece.received_at.date()) == (
        "顶灯不亮", Place(2, spot="车棚"), Channel.PATROL, date(2026, 11, 24),
    )
    rounds.enter(founded, ident, 2, Tick.FINE, by=LEAD)
    assert rounds.out(founded) == ()
    journal.undo(founded, by=LEAD)
    journal.undo(founded, by=LEAD)
    assert feedback.newest(founded) == ()


def test_a_lost_paper_is_waited_for_no_longer_until_that_is_undone(
    founded: Store, waiting: list[int]
) -> None:
    ident = made(founded, RoundKind.FOLLOWUP)
    rounds.enter(founded, ident, 1, Tick.SATISFIED, by=LEAD)
    rounds.give_up(founded, ident, by=LEAD)
    assert rounds.out(founded) == ()
    assert [each.issue_id for each in rounds.suggested(founded, RoundKind.FOLLOWUP)] == waiting[1:]
    with pytest.raises(RuleError, match="每一行都回来了"):
        rounds.give_up(founded, ident, by=LEAD)
    journal.undo(founded, by=LEAD)
    assert [line.no for line in rounds.out(founded)[0].open_lines] == [2, 3]


def test_an_empty_or_endless_round_is_refused(founded: Store) -> None:
    with pytest.raises(RuleError, match="一行也没有"):
        rounds.make(founded, RoundKind.PATROL, [], by=LEAD)
    with pytest.raises(RuleError, match="最多 200 行"):
        rounds.make(founded, RoundKind.PATROL, [LineDraft("门")] * 201, by=LEAD)
    with pytest.raises(RuleError, match="都要有工单"):
        rounds.make(founded, RoundKind.LOOK, [LineDraft("门")], by=LEAD)
