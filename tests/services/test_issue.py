from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.issue import (
    MOVES,
    Funding,
    IssueDraft,
    Move,
    MoveDetails,
    Outcome,
    State,
    Urgency,
    moves_from,
)
from qingyu.domain.place import Place
from qingyu.domain.steward import Contact
from qingyu.services import Store, feedback, issue, issue_reading, issue_waiting
from qingyu.services import steward as stewards
from tests.services.issue_book import LEAD, STEWARD, bring_to, open_issue, reported, state_of


def whole(store: Store, target: int) -> MoveDetails:
    """Details that answer every need."""
    today = store.now().date()
    return MoveDetails(
        reason="等报价",
        handler_id=STEWARD,
        look_again_on=today + timedelta(days=3),
        referred_to="供电公司",
        their_number="D-221",
        chase_on=today + timedelta(days=7),
        target_id=target,
        accepted_by="陆建芬",
        outcome=Outcome.PARTLY,
    )


def reach(store: Store, state: State, other: int) -> int:
    """The id of a new issue brought to this state by moves alone, the shortest way."""
    ident = open_issue(store)
    ways: dict[State, list[Move]] = {State.REGISTERED: []}
    frontier = [State.REGISTERED]
    while state not in ways:
        frontier = [_extend(ways, move) for at in frontier for move in moves_from(at)]
    for move in ways[state]:
        issue.move(store, ident, move.target, whole(store, other), by=LEAD)
    return ident


def _extend(ways: dict[State, list[Move]], move: Move) -> State:
    ways.setdefault(move.target, [*ways[move.source], move])
    return move.target


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_reached_and_every_move_of_it_is_told_on_the_timeline(
    founded: Store, state: State
) -> None:
    other = open_issue(founded, "屋面漏水")
    for move in moves_from(state):
        ident = reach(founded, state, other)
        issue.move(founded, ident, move.target, whole(founded, other), by=LEAD)
        story = issue_reading.story(founded, ident)
        assert story.issue.state is move.target
        event = story.events[0]
        assert (event.verb, event.source, event.target) == (move.verb, move.source, move.target)
        assert event.by == "陆建芬"
        assert event.at == founded.now()
    assert reach(founded, state, other)


def test_a_forbidden_move_changes_nothing(founded: Store) -> None:
    ident = open_issue(founded)
    before = issue_reading.story(founded, ident)
    with pytest.raises(RuleError, match="不能直接变成"):
        issue.move(founded, ident, State.CLOSED, whole(founded, 99), by=LEAD)
    with pytest.raises(RuleError, match="还缺原因"):
        issue.move(founded, ident, State.VOID, by=LEAD)
    assert issue_reading.story(founded, ident) == before


def test_the_words_of_a_move_stand_on_the_timeline(founded: Store) -> None:
    ident = open_issue(founded)
    details = MoveDetails(
        referred_to="供电公司", their_number="D-221", chase_on=date(2026, 11, 30)
    )
    issue.move(founded, ident, State.REFERRED, details, by=LEAD)
    words = issue_reading.story(founded, ident).events[0].words
    assert words == "转给供电公司（D-221）；11月30日催办"


def test_an_issue_opened_from_feedback_loses_nothing(founded: Store) -> None:
    draft = FeedbackDraft(
        "厨房顶上漏水，滴到灶台了", Place(3, 2, "501"), "张桂芳", "13867412358",
        category="house", matter="屋面漏水", urgency="较急", title="厨房漏水",
        received_at=datetime(2026, 11, 20, 9, 0),
    )
    piece = feedback.record(founded, draft, by=LEAD).ids(Noun.FEEDBACK)[0]
    ident = issue.open_from(founded, piece, by=LEAD).ids(Noun.ISSUE)[0]
    story = issue_reading.story(founded, ident)
    opened = story.issue
    assert (opened.title, opened.place, opened.category, opened.matter) == (
        "厨房漏水", draft.place, "house", "屋面漏水",
    )
    assert (opened.urgency, opened.detail) == (Urgency.PRESSING, draft.text)
    assert opened.reported_at == draft.received_at
    assert story.feedback == (feedback.find(founded, piece),)
    assert story.emergency_fund
    with pytest.raises(RuleError, match="已经有工单了"):
        issue.open_from(founded, piece, by=LEAD)


def test_numbers_are_never_given_twice(founded: Store) -> None:
    assert [issue_reading.find(founded, open_issue(founded)).number for _ in range(3)] == [1, 2, 3]


def test_one_step_gives_many_to_somebody(founded: Store) -> None:
    stewards.add_contact(founded, Contact(0, "湖滨水电", "水电"), by=LEAD)
    fresh, working = open_issue(founded), open_issue(founded)
    bring_to(founded, working, State.WORKING)
    changes = issue.assign(founded, [fresh, working, fresh], handler_contact_id=1, by=LEAD)
    assert changes.verb == "派单 2 件工单"
    assert state_of(founded, fresh) is State.ASSIGNED
    again = issue_reading.story(founded, working)
    assert again.issue.state is State.WORKING
    assert (again.handler, again.issue.handler_id) == ("湖滨水电", None)
    assert again.events[0].verb == "改派"


def test_one_that_cannot_be_assigned_keeps_all_as_they_are(founded: Store) -> None:
    fresh, waiting = open_issue(founded), open_issue(founded)
    bring_to(founded, waiting, State.FOLLOWUP)
    with pytest.raises(RuleError, match="不能派单"):
        issue.assign(founded, [fresh, waiting], handler_id=STEWARD, by=LEAD)
    assert state_of(founded, fresh) is State.REGISTERED
    with pytest.raises(RuleError, match="还没有选工单"):
        issue.assign(founded, [], handler_id=STEWARD, by=LEAD)


def test_nobody_is_no_handler(founded: Store) -> None:
    ident = open_issue(founded)
    bring_to(founded, ident, State.WORKING)
    with pytest.raises(RuleError, match="承办人"):
        issue.assign(founded, [ident], by=LEAD)
    assert issue_reading.find(founded, ident).handler_id == STEWARD


def test_merging_moves_what_residents_said(founded: Store) -> None:
    main, other = reported(founded, "屋面漏水"), reported(founded, "又漏水了")
    issue.move(founded, other, State.MERGED, MoveDetails(target_id=main), by=LEAD)
    assert [piece.text for piece in issue_reading.story(founded, main).feedback] != []
    assert len(issue_reading.story(founded, main).feedback) == 2
    assert issue_reading.story(founded, main).events[0].verb == "并入"
    assert issue_reading.story(founded, other).merged_into == "0001"


def test_merging_passes_on_promises_not_yet_kept(founded: Store) -> None:
    main, other = open_issue(founded), open_issue(founded)
    for what in ("换灯", "回话"):
        issue.promise(founded, other, what, date(2026, 11, 27), by=LEAD)
    issue.keep_promise(founded, other, 1, by=LEAD)
    issue.move(founded, other, State.MERGED, MoveDetails(target_id=main), by=LEAD)
    assert [each.what for each in issue_reading.story(founded, main).promises] == ["回话"]
    assert [each.what for each in issue_reading.story(founded, other).promises] == ["换灯"]


def test_merging_passes_on_a_danger_that_nobody_made_safe(founded: Store) -> None:
    main = open_issue(founded, days_ago=5)
    other = open_issue(founded, urgency=Urgency.EMERGENCY, dangerous=True)
    limits = issue_reading.find(founded, other).clocks
    issue.move(founded, other, State.MERGED, MoveDetails(target_id=main), by=LEAD)
    story = issue_reading.story(founded, main)
    assert story.issue.dangerous and story.issue.urgency is Urgency.EMERGENCY
    assert story.issue.clocks.safe_at == limits.safe_at
    assert story.issue.clocks.finish_at == limits.finish_at
    assert "没有危险 → 有危险" in story.events[0].words
    safe = open_issue(founded, urgency=Urgency.EMERGENCY, dangerous=True)
    issue.mark_safe(founded, safe, by=LEAD)
    calm = open_issue(founded)
    issue.move(founded, safe, State.MERGED, MoveDetails(target_id=calm), by=LEAD)
    assert not issue_reading.find(founded, calm).dangerous


def test_merging_into_itself_an_ended_or_a_missing_one_is_refused(founded: Store) -> None:
    ident, ended = open_issue(founded), open_issue(founded)
    bring_to(founded, ended, State.CLOSED)
    for target, why in ((ident, "不能并入自己"), (ended, "已经结束"), (999, "不在了")):
        with pytest.raises(RuleError, match=why):
            issue.move(founded, ident, State.MERGED, MoveDetails(target_id=target), by=LEAD)
    assert state_of(founded, ident) is State.REGISTERED


def test_an_edit_is_told_and_cannot_put_an_old_state_back(founded: Store) -> None:
    ident = open_issue(founded)
    stale = issue_reading.find(founded, ident)
    bring_to(founded, ident, State.WORKING)
    edited = replace(
        stale,
        title="  二楼的\n灯 ",
        urgency=Urgency.EMERGENCY,
        lead_id=LEAD,
        handler_id=STEWARD,
        obstacle=" 要开门 ",
    )
    issue.edit(founded, edited, by=LEAD)
    story = issue_reading.story(founded, ident)
    assert story.issue.state is State.WORKING
    assert (story.issue.title, story.issue.obstacle) == ("二楼的 灯", "要开门")
    assert story.issue.clocks.responded_at is not None
    assert story.issue.due_at == founded.now() + timedelta(hours=2)
    assert story.events[0].words == (
        "事项 楼道灯不亮 → 二楼的 灯；急缓 一般 → 紧急；牵头人 无 → 陆建芬"
    )


def test_an_edit_that_changes_nothing_leaves_no_trace(founded: Store) -> None:
    ident = open_issue(founded)
    assert not issue.edit(founded, issue_reading.find(founded, ident), by=LEAD)
    assert len(issue_reading.story(founded, ident).events) == 1


def test_a_danger_is_made_safe_once(founded: Store) -> None:
    ident = open_issue(founded, urgency=Urgency.EMERGENCY, dangerous=True)
    issue.mark_safe(founded, ident, " 断了电 ", by=LEAD)
    stored = issue_reading.find(founded, ident)
    assert stored.clocks.made_safe_at == stored.clocks.responded_at == founded.now()
    assert stored.due_at == stored.clocks.finish_at
    with pytest.raises(RuleError, match="已经记过"):
        issue.mark_safe(founded, ident, by=LEAD)


def test_an_ended_issue_takes_no_promise_and_no_safe_keeping(founded: Store) -> None:
    ident = open_issue(founded, dangerous=True)
    issue.move(founded, ident, State.VOID, MoveDetails(reason="重复"), by=LEAD)
    with pytest.raises(RuleError, match="已经结束"):
        issue.promise(founded, ident, "换灯", date(2026, 11, 27), by=LEAD)
    with pytest.raises(RuleError, match="已经结束"):
        issue.mark_safe(founded, ident, by=LEAD)


def test_a_promise_tells_who_gave_it_else_who_wrote_it_down(founded: Store) -> None:
    ident, day = open_issue(founded), date(2026, 11, 27)
    issue.promise(founded, ident, "换灯", day, by=STEWARD)
    issue.promise(founded, ident, "送电", day, " 供电公司 ", by=STEWARD)
    issue.promise(founded, ident, "来看", day, "赵文斌", by=STEWARD)
    story = issue_reading.story(founded, ident)
    assert sorted((each.what, each.who) for each in story.promises) == [
        ("换灯", "赵文斌"), ("来看", "赵文斌"), ("送电", "供电公司"),
    ]  # fmt: skip
    assert [each.words for each in story.events[:3]] == [
        "来看（11月27日前）", "送电（11月27日前，供电公司答应的）", "换灯（11月27日前）",
    ]  # fmt: skip


def test_promises_are_given_for_days_to_come_and_kept(founded: Store) -> None:
    ident = open_issue(founded)
    issue.promise(founded, ident, "换好门禁", date(2026, 11, 27), by=LEAD)
    promise = issue_reading.story(founded, ident).promises[0]
    issue.keep_promise(founded, ident, promise.id, by=LEAD)
    story = issue_reading.story(founded, ident)
    assert story.promises[0].kept_at == founded.now()
    for gone in (promise.id, 99):
        with pytest.raises(RuleError, match="已经兑现"):
            issue.keep_promise(founded, ident, gone, by=LEAD)
    assert story.events[1].words == "换好门禁（11月27日前）"
    for what, day in (("", date(2026, 11, 27)), ("换", date(2026, 11, 22))):
        with pytest.raises(RuleError):
            issue.promise(founded, ident, what, day, by=LEAD)


def test_costs_add_up_and_can_be_taken_out(founded: Store) -> None:
    ident = open_issue(founded)
    issue.add_cost(founded, ident, "换灯", 3550, "0021", by=LEAD)
    issue.add_cost(founded, ident, "人工", 5000, by=LEAD)
    story = issue_reading.story(founded, ident)
    assert story.total_fen == 8550
    issue.remove_cost(founded, ident, story.costs[0].id, by=LEAD)
    story = issue_reading.story(founded, ident)
    assert story.total_fen == 5000
    assert story.events[0].words == "换灯 35.50 元"
    with pytest.raises(RuleError, match="已经不在了"):
        issue.remove_cost(founded, ident, 99, by=LEAD)
    with pytest.raises(RuleError, match="用途和金额"):
        issue.add_cost(founded, ident, "换灯", 0, by=LEAD)


def test_who_pays_is_kept(founded: Store) -> None:
    ident = open_issue(founded)
    issue.set_funding(founded, ident, Funding.MAINTENANCE_FUND, by=LEAD)
    assert issue_reading.find(founded, ident).funding is Funding.MAINTENANCE_FUND


def test_an_empty_remark_is_refused_and_a_strange_one_kept_as_typed(founded: Store) -> None:
    ident = open_issue(founded)
    with pytest.raises(RuleError, match="还没有写字"):
        issue.remark(founded, ident, " \n", by=LEAD)
    strange = "'; DROP TABLE issue; -- <b>%s</b> 😀 \u202e倒"
    issue.remark(founded, ident, strange, by=LEAD)
    assert issue_reading.story(founded, ident).events[0].words == strange


@pytest.mark.parametrize(
    "action",
    [
        lambda store: issue.move(store, 99, State.VERIFIED, by=LEAD),
        lambda store: issue.remark(store, 99, "字", by=LEAD),
        lambda store: issue.mark_safe(store, 99, by=LEAD),
        lambda store: issue.assign(store, [99], handler_id=STEWARD, by=LEAD),
        lambda store: issue_waiting.wait_until(store, 99, date(2026, 12, 1), by=LEAD),
        lambda store: issue_reading.story(store, 99),
    ],
)
def test_an_issue_that_is_gone_is_refused_in_words(
    founded: Store, action: Callable[[Store], object]
) -> None:
    with pytest.raises(RuleError, match="已经不在了"):
        action(founded)


def test_suspended_time_is_given_back(founded: Store) -> None:
    ident = open_issue(founded, urgency=Urgency.PRESSING)
    working = bring_to(founded, ident, State.WORKING)
    details = MoveDetails(reason="等报价", look_again_on=date(2026, 11, 30))
    issue.move(founded, ident, State.SUSPENDED, details, by=LEAD)
    assert issue_reading.find(founded, ident).due_at is None
    later = Store(founded.folder, founded.database, lambda: datetime(2026, 12, 3, 12, 0))
    issue.move(later, ident, State.WORKING, by=LEAD)
    again = issue_reading.find(founded, ident)
    limit = working.clocks.finish_at
    assert limit is not None
    # From Monday the 23rd to Thursday the 3rd eight working days went by.
    assert again.clocks.finish_at == limit + timedelta(days=12)
    assert again.look_again_on is None


def test_the_time_with_others_is_given_back(founded: Store) -> None:
    ident = open_issue(founded, urgency=Urgency.PRESSING)
    limit = bring_to(founded, ident, State.REFERRED).clocks.finish_at
    later = Store(founded.folder, founded.database, lambda: datetime(2026, 12, 3, 12, 0))
    issue.move(later, ident, State.WORKING, MoveDetails(reason="他们不来"), by=LEAD)
    again = issue_reading.find(founded, ident)
    assert limit is not None
    assert again.due_at == again.clocks.finish_at == limit + timedelta(days=12)
    assert not again.overdue(later.now())


def test_waiting_longer_moves_the_day_and_says_so(founded: Store) -> None:
    referred = open_issue(founded)
    bring_to(founded, referred, State.REFERRED)
    issue_waiting.wait_until(
        founded, referred, date(2026, 12, 7), "说下周来", "D-9", by=LEAD
    )
    story = issue_reading.story(founded, referred)
    assert (story.issue.look_again_on, story.issue.their_number) == (date(2026, 12, 7), "D-9")
    assert (story.events[0].verb, story.events[0].words) == ("催办", "说下周来；12月7日再催")
    with pytest.raises(RuleError, match="不能早于今天"):
        issue_waiting.wait_until(founded, referred, date(2026, 11, 22), by=LEAD)
    with pytest.raises(RuleError, match="没有在等"):
        issue_waiting.wait_until(founded, open_issue(founded), date(2026, 12, 7), by=LEAD)


def test_the_table_has_no_move_that_the_services_cannot_make(founded: Store) -> None:
    assert {move.verb for move in MOVES} >= {"核实", "派单", "挂起", "转办", "合并", "重开"}
    with pytest.raises(RuleError, match="还没有写事项"):
        issue.open_new(founded, IssueDraft(" "), by=LEAD)
