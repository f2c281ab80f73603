import importlib
import inspect
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from qingyu import services
from qingyu.domain.barometer import Formula
from qingyu.domain.changes import Changes, Noun
from qingyu.domain.duty import Shift
from qingyu.domain.duty_month import Proposal
from qingyu.domain.duty_person import DutyFacts, PairKind, Wish, WishKind
from qingyu.domain.duty_weather import ExtraPair, WeatherAlarm
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft, Mood
from qingyu.domain.followup import FollowUpDraft, Satisfaction
from qingyu.domain.handover import Counted
from qingyu.domain.issue import (
    Funding,
    IssueDraft,
    MoveDetails,
    Outcome,
    State,
    Urgency,
    moves_from,
)
from qingyu.domain.month import Month
from qingyu.domain.neighbourhood import Household, PublicPlace, Resident
from qingyu.domain.place import Place
from qingyu.domain.posting import PostingMark, PostingPlace
from qingyu.domain.publicity import Publicity
from qingyu.domain.retention import RetentionRules
from qingyu.domain.review import Decision, DecisionKind, MeetingFacts
from qingyu.domain.right import Right
from qingyu.domain.roster import Duty, Slot
from qingyu.domain.round import LineDraft, RoundKind, Tick
from qingyu.domain.steward import Contact, Role, Steward
from qingyu.domain.vote import Tally, Totals, Vote
from qingyu.domain.week import Week
from qingyu.paths import DataFolder
from qingyu.services import (
    Store,
    backup,
    barometer,
    blank_form,
    check,
    duty,
    duty_absence,
    duty_exchange,
    duty_ledger,
    duty_month,
    duty_moved,
    duty_people,
    duty_seat,
    duty_swap,
    duty_weather,
    duty_wish,
    feedback,
    followup,
    handover,
    identity,
    issue,
    issue_photo,
    issue_reading,
    issue_waiting,
    journal,
    neighbourhood,
    notice,
    objection,
    personal,
    posting,
    posting_place,
    print_faces,
    resident_import,
    retention,
    return_slip,
    reveal,
    review,
    search,
)
from qingyu.services import round as rounds
from qingyu.services import steward as stewards
from qingyu.storage import tables
from qingyu.storage.tables import JOURNALED
from tests.conftest import NOON
from tests.services.issue_book import LEAD, STEWARD, bring_to, open_issue, reported
from tests.services.workbooks import residents

HOME = Household(0, 3, 2, "501")
SAID = FeedbackDraft("灯又不亮了", Place(3, 2, "501"), "张桂芳", category="power")
DAY = date(2026, 11, 24)
# The issues of the book, in the order they are opened.
FRESH, TALKED, WORKING, SUSPENDED, REFERRED, ACCEPTANCE, WAITING, CLOSED, ASKED, DECLINED, RICH = (
    range(1, 12)
)
_IN_STATE = {
    State.REGISTERED: FRESH,
    State.VERIFIED: TALKED,
    State.WORKING: WORKING,
    State.SUSPENDED: SUSPENDED,
    State.REFERRED: REFERRED,
    State.ACCEPTANCE: ACCEPTANCE,
    State.FOLLOWUP: WAITING,
    State.CLOSED: CLOSED,
    State.REOPEN_ASKED: ASKED,
    State.DECLINED: DECLINED,
}
WHOLE = MoveDetails(
    reason="等报价",
    handler_id=STEWARD,
    look_again_on=DAY,
    referred_to="供电公司",
    chase_on=DAY,
    target_id=RICH,
    accepted_by="陆建芬",
    outcome=Outcome.FIXED,
)
MORNING, NEW_YEAR = 1, date(2027, 1, 4)
AWAY = Wish(0, 3, WishKind.LEAVE, date(2026, 12, 24), date(2026, 12, 26))
PROPOSED = Proposal(
    Month(2027, 1),
    tuple(Duty(Slot(NEW_YEAR + timedelta(days=n), shift), who) for n, shift, who in
          ((0, "1", "1"), (0, "1", "2"), (2, "1", "2"), (3, "2", "3"))),
    "每个位置都有人", (), True,
)  # fmt: skip
NOTICE = {"title": "停水通知", "body": "明天停水。"}
MISSED = FollowUpDraft(reached=False)
WEEK, LAST_WEEK = Week(date(2026, 11, 23)), Week(date(2026, 11, 16))
FACTS = MeetingFacts(NOON.date(), chair="陆建芬", note_taker="赵文斌", present=("陆建芬",))
Action = Callable[[Store], Changes]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with something of everything that an operation can change; to be copied."""
    folder = tmp_path_factory.mktemp("book")
    store = Store.open(DataFolder(folder / "资料"), clock=lambda: NOON)
    units = dict.fromkeys(range(1, 7), 3)
    neighbourhood.found(store, "青年路社区", units, Steward(0, "陆建芬", Role.LEAD))
    stewards.add(store, Steward(0, "赵文斌"), by=LEAD)
    _fill(store, folder)
    store.close()
    return folder / "资料"


@pytest.fixture
def book(written: Path, tmp_path: Path) -> Iterator[Store]:
    """That book, open."""
    shutil.copytree(written, tmp_path / "资料 夹")
    store = Store.open(DataFolder(tmp_path / "资料 夹"), clock=lambda: NOON)
    yield store
    store.close()


def _fill(store: Store, folder: Path) -> None:
    stewards.add_contact(store, Contact(0, "湖滨水电", "水电"), by=LEAD)
    stewards.add(store, Steward(0, "何秀英"), by=LEAD)
    neighbourhood.add_resident(store, Resident(0, HOME, "张桂芳", "13867412358"), by=LEAD)
    neighbourhood.add_public_place(store, PublicPlace(0, "屋面", 3), by=LEAD)
    neighbourhood.add_building(store, 9, 2, by=LEAD)
    open_issue(store)
    reported(store, "屋面漏水")
    issue.move(store, TALKED, State.VERIFIED, by=LEAD)
    for state in (State.WORKING, State.SUSPENDED, State.REFERRED, State.ACCEPTANCE,
                  State.FOLLOWUP, State.CLOSED):
        bring_to(store, open_issue(store), state)
    bring_to(store, open_issue(store), State.CLOSED)
    issue.move(store, ASKED, State.REOPEN_ASKED, MoveDetails(reason="又坏了"), by=LEAD)
    declined = open_issue(store)
    issue.move(store, declined, State.DECLINED, MoveDetails(reason="不属于本小区"), by=LEAD)
    _enrich(store, open_issue(store, urgency=Urgency.EMERGENCY, dangerous=True), folder)
    feedback.record(store, SAID, by=LEAD)
    feedback.record_and_attach(store, SAID, TALKED, by=LEAD)
    feedback.record(store, SAID, by=LEAD)
    feedback.need_no_issue(store, 4, by=LEAD)
    duty.set_shift(store, DAY, "早", [LEAD, STEWARD], LEAD, by=LEAD)
    notice.publish(store, "free", {**NOTICE, "posted_until": "2026-11-30"}, by=LEAD)
    _post(store)
    _meet(store)
    rounds.make(store, RoundKind.FOLLOWUP, [LineDraft("灯", issue_id=WAITING)], by=LEAD)
    rounds.make(store, RoundKind.PATROL, [LineDraft("屋面"), LineDraft("大门")], by=LEAD)
    blank_form.reserve(store, 2, by=LEAD)
    _serve(store)


def _serve(store: Store) -> None:
    """Hand-made duty in November, December published, January a draft, a record to confirm."""
    duty.set_shift(store, NOON.date(), "早", [STEWARD], by=LEAD)
    duty.set_shift(store, date(2026, 11, 20), "早", [3], by=LEAD)
    duty_swap.no_show(store, 4, by=LEAD)
    duty_seat.put(store, date(2026, 12, 1), MORNING, LEAD, by=LEAD)
    duty_seat.put(store, date(2026, 12, 2), 2, STEWARD, by=LEAD)
    duty_month.publish(store, Month(2026, 12), by=LEAD)
    duty_seat.put(store, NEW_YEAR, MORNING, LEAD, by=LEAD)
    duty_seat.put(store, NEW_YEAR, MORNING, STEWARD, by=LEAD)
    duty_seat.put(store, date(2027, 1, 7), 2, 3, by=LEAD)
    duty_people.add_pair(store, PairKind.TOGETHER, LEAD, STEWARD, by=LEAD)
    duty_people.add_wish(store, AWAY, by=LEAD)
    record = handover.prefilled(store, NOON.date(), MORNING)
    handover.give(store, replace(record, weather="晴"), by=STEWARD)


def _post(store: Store) -> None:
    for name in ("北门", "南门"):
        posting_place.add(store, PostingPlace(0, name), by=LEAD)
    posting.put_up(store, 1, [1], by=LEAD)
    objection.record(store, 1, "不同意", by=LEAD)
    return_slip.enter(store, 1, "3-2-501", "1", by=LEAD)


def _enrich(store: Store, ident: int, folder: Path) -> None:
    assert ident == RICH
    issue.promise(store, ident, "换好灯", DAY, by=LEAD)
    issue.add_cost(store, ident, "灯", 3550, by=LEAD)
    picture = folder / "灯.png"
    Image.new("RGB", (40, 30), (90, 90, 10)).save(picture)
    issue_photo.add(store, ident, [picture], by=LEAD)


def _meet(store: Store) -> None:
    for title in ("加装电梯", "车棚"):
        review.add_topic(store, title, by=LEAD)
    review.hold(store, LAST_WEEK, replace(FACTS, held_on=LAST_WEEK.sunday), by=LEAD)
    review.finalize(store, LAST_WEEK, by=LEAD)
    review.hold(store, WEEK, FACTS, by=LEAD)
    review.add_action(store, WEEK, "topic:1", "挨家问", "赵文斌", DAY, by=LEAD)


def edited(store: Store, ident: int, **values: Any) -> Changes:
    changed = replace(issue_reading.find(store, ident), **values)
    return issue.edit(store, changed, by=LEAD)


def photographed(store: Store) -> Changes:
    picture = store.folder.root / "后.png"
    Image.new("RGB", (30, 30), (10, 10, 90)).save(picture)
    return issue_photo.add(store, FRESH, [picture], stage="后", by=LEAD)


def imported(store: Store) -> Changes:
    file = residents(
        store.folder.root / "名单.xlsx",
        (3, 2, "501", "张桂芳", "13999999999", "业主", "", "换了号码"),
        (8, 1, "101", "俞国华", "", "租客", "", ""),
    )
    return resident_import.apply(store, file, by=LEAD)


def resident(store: Store) -> Resident:
    return neighbourhood.residents(store)[0]


def steward(store: Store) -> Steward:
    return stewards.find(store, "何秀英")


def empty_building(store: Store) -> int:
    return next(each.id for each in neighbourhood.buildings(store) if each.number == 9)


def move_to(ident: int, target: State) -> Action:
    return lambda store: issue.move(store, ident, target, WHOLE, by=LEAD)


ACTIONS: dict[str, Action] = {
    "issue.open_new": lambda s: issue.open_new(s, IssueDraft("车棚灯坏"), by=LEAD),
    "issue.open_from": lambda s: issue.open_from(s, 2, by=LEAD),
    "issue.assign": lambda s: issue.assign(s, [FRESH, WORKING], handler_contact_id=1, by=LEAD),
    "issue.edit words": lambda s: edited(s, FRESH, title="别的", place=Place(5), category="water"),
    "issue.edit urgency": lambda s: edited(s, WORKING, urgency=Urgency.EMERGENCY, lead_id=LEAD),
    "issue.remark": lambda s: issue.remark(s, FRESH, "看过了", by=LEAD),
    "issue.mark_safe": lambda s: issue.mark_safe(s, RICH, "断了电", by=LEAD),
    "issue.promise": lambda s: issue.promise(s, FRESH, "周五前", DAY, by=LEAD),
    "issue.keep_promise": lambda s: issue.keep_promise(s, RICH, 1, by=LEAD),
    "issue.add_cost": lambda s: issue.add_cost(s, FRESH, "人工", 5000, by=LEAD),
    "issue.remove_cost": lambda s: issue.remove_cost(s, RICH, 1, by=LEAD),
    "issue.set_funding": lambda s: issue.set_funding(s, FRESH, Funding.STREET, by=LEAD),
    "issue_waiting chase": lambda s: issue_waiting.wait_until(s, REFERRED, DAY, "催了", by=LEAD),
    "issue_waiting wait": lambda s: issue_waiting.wait_until(s, SUSPENDED, DAY, by=LEAD),
    "issue_photo.add": photographed,
    "issue_photo.remove": lambda s: issue_photo.remove(s, RICH, 1, by=LEAD),
    "followup content": lambda s: followup.record(
        s, WAITING, FollowUpDraft(satisfaction=Satisfaction.SATISFIED), by=LEAD
    ),
    "followup discontent": lambda s: followup.record(
        s, WAITING, FollowUpDraft(satisfaction=Satisfaction.DISSATISFIED), by=LEAD
    ),
    "followup in vain": lambda s: followup.record(s, WAITING, MISSED, by=LEAD),
    "feedback.record": lambda s: feedback.record(s, SAID, by=LEAD),
    "feedback.record_and_open": lambda s: feedback.record_and_open(s, SAID, by=LEAD),
    "feedback.record_and_attach": lambda s: feedback.record_and_attach(s, SAID, WORKING, by=LEAD),
    "feedback.record_all": lambda s: feedback.record_all(s, [(SAID, True), (SAID, False)], by=LEAD),
    "feedback.attach": lambda s: feedback.attach(s, 2, WORKING, by=LEAD),
    "feedback.detach": lambda s: feedback.detach(s, 3, by=LEAD),
    "feedback.need_no_issue": lambda s: feedback.need_no_issue(s, 2, by=LEAD),
    "feedback.need_issue": lambda s: feedback.need_issue(s, 4, by=LEAD),
    "feedback.edit": lambda s: feedback.edit(s, 1, replace(SAID, text="改过"), by=LEAD),
    "feedback.reply": lambda s: feedback.reply(s, 1, "收到了", "微信", by=LEAD),
    "feedback.confirm_mood": lambda s: feedback.confirm_mood(s, 1, Mood.URGENT, by=LEAD),
    "neighbourhood.rename": lambda s: neighbourhood.rename(s, "新名", "0571", by=LEAD),
    "neighbourhood.add_building": lambda s: neighbourhood.add_building(s, 12, 3, by=LEAD),
    "neighbourhood.edit_building": lambda s: neighbourhood.edit_building(
        s, empty_building(s), 4, "加装电梯", by=LEAD
    ),
    "neighbourhood.remove_building": lambda s: neighbourhood.remove_building(
        s, empty_building(s), by=LEAD
    ),
    "neighbourhood.add_resident": lambda s: neighbourhood.add_resident(
        s, Resident(0, Household(0, 5, 1, "101"), "李明"), by=LEAD
    ),
    "neighbourhood.save_resident": lambda s: neighbourhood.save_resident(
        s, replace(resident(s), name="张桂花", household=Household(0, 5, 1, "202")), by=LEAD
    ),
    "neighbourhood.remove_resident": lambda s: neighbourhood.remove_resident(
        s, resident(s).id, by=LEAD
    ),
    "neighbourhood.add_public_place": lambda s: neighbourhood.add_public_place(
        s, PublicPlace(0, "车棚"), by=LEAD
    ),
    "neighbourhood.save_public_place": lambda s: neighbourhood.save_public_place(
        s, PublicPlace(1, "大门", None), by=LEAD
    ),
    "neighbourhood.remove_public_place": lambda s: neighbourhood.remove_public_place(s, 1, by=LEAD),
    "steward.add": lambda s: stewards.add(s, Steward(0, "俞国华"), by=LEAD),
    "steward.save": lambda s: stewards.save(s, replace(steward(s), phone="138"), by=LEAD),
    "steward.retire": lambda s: stewards.retire(s, steward(s).id, by=LEAD),
    "steward.add_contact": lambda s: stewards.add_contact(s, Contact(0, "王师傅"), by=LEAD),
    "steward.save_contact": lambda s: stewards.save_contact(s, Contact(1, "湖滨", "水"), by=LEAD),
    "steward.remove_contact": lambda s: stewards.remove_contact(s, 1, by=LEAD),
    "duty.set_shift new": lambda s: duty.set_shift(s, DAY, "晚", [STEWARD], by=LEAD),
    "duty.set_shift other": lambda s: duty.set_shift(s, DAY, "早", [3], 3, by=LEAD),
    "duty.save_shift new": lambda s: duty.save_shift(
        s, Shift(0, "夜巡", time(21), time(23), evening=True), by=LEAD
    ),
    "duty.save_shift places": lambda s: duty.save_shift(
        s, Shift(MORNING, "早", time(8), time(12), 3), by=LEAD
    ),
    "duty.save_shift hours": lambda s: duty.save_shift(
        s, Shift(MORNING, "早", time(7), time(12)), by=LEAD
    ),
    "duty.remove_shift": lambda s: duty.remove_shift(s, 3, by=LEAD),
    "duty_people.save_facts": lambda s: duty_people.save_facts(
        s, DutyFacts(STEWARD, frail=True, max_shifts=6), by=LEAD
    ),
    "duty_people.add_pair": lambda s: duty_people.add_pair(s, PairKind.APART, LEAD, 3, by=LEAD),
    "duty_people.remove_pair": lambda s: duty_people.remove_pair(s, 1, by=LEAD),
    "duty_people.add_wish": lambda s: duty_people.add_wish(
        s, replace(AWAY, kind=WishKind.UNWANTED, shift_id=3, weekday=2), by=LEAD
    ),
    "duty_people.save_wish": lambda s: duty_people.save_wish(
        s, replace(AWAY, id=1, words="体检"), by=LEAD
    ),
    "duty_people.remove_wish": lambda s: duty_people.remove_wish(s, 1, by=LEAD),
    "duty_wish.mark_days": lambda s: duty_wish.mark_days(
        s, 3, [date(2026, 12, 25), date(2026, 12, 28)], None, by=LEAD
    ),
    "duty_seat.put": lambda s: duty_seat.put(s, date(2027, 1, 6), MORNING, STEWARD, by=LEAD),
    "duty_exchange.exchange": lambda s: duty_exchange.exchange(s, 7, 9, by=LEAD),
    "duty_seat.take": lambda s: duty_seat.take(s, NEW_YEAR, MORNING, LEAD, by=LEAD),
    "duty_seat.move": lambda s: duty_seat.move(s, 7, date(2027, 1, 6), 2, by=LEAD),
    "duty_seat.replace": lambda s: duty_seat.replace(s, 8, 3, by=LEAD),
    "duty_seat.pin": lambda s: duty_seat.pin(s, 7, False, by=LEAD),
    "duty_seat.set_lead": lambda s: duty_seat.set_lead(s, 8, by=LEAD),
    "duty_month.keep_proposal": lambda s: duty_month.keep_proposal(s, PROPOSED, by=LEAD),
    "duty_month.publish": lambda s: duty_month.publish(s, Month(2027, 1), by=LEAD),
    "duty_month.reopen": lambda s: duty_month.reopen(s, Month(2026, 12), by=LEAD),
    "duty_swap.swap one way": lambda s: duty_swap.swap(s, 5, 3, agreed="两人", by=LEAD),
    "duty_swap.swap both ways": lambda s: duty_swap.swap(
        s, 5, STEWARD, agreed="两人", back_id=6, by=LEAD
    ),
    "duty_absence.nobody_came": lambda s: duty_absence.nobody_came(
        s, NOON.date(), MORNING, by=LEAD
    ),
    "duty_swap.no_show": lambda s: duty_swap.no_show(s, 3, words="没来", by=LEAD),
    "duty_swap.came_after_all": lambda s: duty_swap.came_after_all(s, 4, by=LEAD),
    "duty_swap.stand_in": lambda s: duty_swap.stand_in(
        s, date(2026, 11, 20), MORNING, STEWARD, instead_of=3, by=LEAD
    ),
    "duty_swap.extra": lambda s: duty_swap.extra(
        s, date(2026, 12, 1), MORNING, [STEWARD, 3], by=LEAD
    ),
    "duty_swap.withdraw": lambda s: duty_swap.withdraw(s, 5, by=LEAD),
    "duty_moved.move": lambda s: duty_moved.move(
        s, 5, date(2026, 12, 4), MORNING, agreed="本人", by=LEAD
    ),
    "duty_ledger.set_most_carried": lambda s: duty_ledger.set_most_carried(s, 5, by=LEAD),
    "duty_weather.add_pairs": lambda s: duty_weather.add_pairs(
        s, WeatherAlarm.COLD, [ExtraPair(date(2026, 12, 1), 2, "午", (3,), ("何秀英",))], by=LEAD
    ),
    "handover.give": lambda s: handover.give(
        s, replace(handover.prefilled(s, NOON.date(), MORNING), words="改"), by=LEAD
    ),
    "handover.confirm": lambda s: handover.confirm(s, 1, "都在", by=LEAD),
    "handover.set_lists": lambda s: handover.set_lists(
        s, [Counted("钥匙", 5)], ["大门", "河边"], by=LEAD
    ),
    "notice.publish": lambda s: notice.publish(s, "free", NOTICE, by=LEAD),
    "notice.withdraw": lambda s: notice.withdraw(s, 1, "写错了", by=LEAD),
    "posting.put_up": lambda s: posting.put_up(s, 1, [1, 2], by=LEAD),
    "posting.take_down": lambda s: posting.take_down(s, 1, by=LEAD),
    "posting.mark": lambda s: posting.mark(s, 1, [1], PostingMark.TORN, by=LEAD),
    "posting.set_period": lambda s: posting.set_period(s, 1, Publicity(NOON.date()), by=LEAD),
    "posting_place.add": lambda s: posting_place.add(s, PostingPlace(0, "西门"), by=LEAD),
    "posting_place.add_proposed": lambda s: posting_place.add_proposed(s, by=LEAD),
    "posting_place.save": lambda s: posting_place.save(s, PostingPlace(2, "东门"), by=LEAD),
    "posting_place.retire": lambda s: posting_place.retire(s, 2, by=LEAD),
    "objection.record": lambda s: objection.record(s, 1, "太吵", feedback_id=1, by=LEAD),
    "objection.answer": lambda s: objection.answer(s, 1, "说明了", by=LEAD),
    "return_slip.enter": lambda s: return_slip.enter(s, 1, "3-2-502", "1", by=LEAD),
    "return_slip.enter again": lambda s: return_slip.enter(
        s, 1, "3-2-501", "2", replacing=True, by=LEAD
    ),
    "personal.correct": lambda s: personal.correct(s, 1, name="改名", phone="", by=LEAD),
    "retention.set_rules": lambda s: retention.set_rules(s, RetentionRules(3, 2, 30), by=LEAD),
    "retention.keep": lambda s: retention.keep(s, "工单", 1, "打官司", by=LEAD),
    "reveal.set_hiding": lambda s: reveal.set_hiding(s, True, by=LEAD),
    "backup.keep": lambda s: backup.keep(s, 9, 5, 3, by=LEAD),
    "identity.set_idle_minutes": lambda s: identity.set_idle_minutes(s, 5, by=LEAD),
    "print_faces.choose": lambda s: print_faces.choose(s, "office", by=LEAD),
    "return_slip.remove": lambda s: return_slip.remove(s, 1, HOME.place, by=LEAD),
    "barometer.set_formula": lambda s: barometer.set_formula(s, Formula(overdue=3), by=LEAD),
    "round.make": lambda s: rounds.make(
        s, RoundKind.LOOK, [LineDraft("灯", HOME.place, FRESH)], by=LEAD
    ),
    "round.enter follow-up": lambda s: rounds.enter(s, 1, 1, Tick.DISSATISFIED, "坏", by=LEAD),
    "round.enter trouble": lambda s: rounds.enter(s, 2, 2, Tick.TROUBLE, "门坏了", by=LEAD),
    "round.give_up": lambda s: rounds.give_up(s, 2, by=LEAD),
    "blank_form.reserve": lambda s: blank_form.reserve(s, 3, by=LEAD),
    "blank_form.record": lambda s: blank_form.record(s, 5, SAID, by=LEAD),
    "blank_form.lose": lambda s: blank_form.lose(s, 6, "丢了", by=LEAD),
    "resident_import.apply": imported,
    "review.hold new": lambda s: review.hold(
        s, Week(date(2026, 11, 9)), replace(FACTS, held_on=date(2026, 11, 12)), by=LEAD
    ),
    "review.hold again": lambda s: review.hold(s, WEEK, replace(FACTS, place="院子"), by=LEAD),
    "review.discuss": lambda s: review.discuss(s, WEEK, f"issue:{RICH}", "先断电", by=LEAD),
    "review.write_down": lambda s: review.write_down(s, WEEK, f"issue:{RICH}", "先", by=LEAD),
    "review.decide": lambda s: review.decide(
        s, WEEK, f"issue:{ASKED}", Decision(DecisionKind.REOPEN, "再修一次"), by=LEAD
    ),
    "review.vote": lambda s: review.vote(s, WEEK, "topic:2", Vote("同意吗", Tally(3)), by=LEAD),
    "review.set_voters": lambda s: review.set_voters(s, Totals(96, 7800), by=LEAD),
    "review.add_action": lambda s: review.add_action(
        s, WEEK, "topic:2", "问价", "赵文斌", DAY, by=LEAD
    ),
    "review.finish_action": lambda s: review.finish_action(s, 1, by=LEAD),
    "review.add_topic": lambda s: review.add_topic(s, "路灯", by=LEAD),
    "review.end_topic": lambda s: review.end_topic(s, 2, by=LEAD),
    "review.finalize": lambda s: review.finalize(s, WEEK, by=LEAD),
    "review.unfreeze": lambda s: review.unfreeze(s, LAST_WEEK, by=LEAD),
}
for _state, _ident in _IN_STATE.items():
    for _move in moves_from(_state):
        ACTIONS[f"issue.move {_state}→{_move.target}"] = move_to(_ident, _move.target)


def rows_of(store: Store) -> dict[str, list[object]]:
    """Every row of every table that the journal knows, and every search text."""
    texts = store.database.execute_sql("SELECT rowid, body FROM search_text ORDER BY rowid")
    rows = {
        table._meta.table_name: [*table.select().order_by(table.id).tuples()]
        for table in JOURNALED
    }
    return {**rows, "search_text": texts.fetchall()}


@pytest.fixture
def reopened() -> Iterator[Callable[[Store], Store]]:
    """Closes a book and opens it again, as the next start of the program does."""
    opened: list[Store] = []

    def again(store: Store) -> Store:
        store.close()
        opened.append(Store.open(store.folder, clock=lambda: NOON))
        return opened[-1]

    yield again
    for each in opened:
        each.close()


def test_the_actions_above_are_all_there_are() -> None:
    missing = {
        f"{module}.{name}"
        for module, name in _changing_functions()
        if not any(action.split()[0] in (f"{module}.{name}", module) for action in ACTIONS)
    }
    # An undo is not undone; `add` is `attach` with the files kept first; see below for `found`;
    # paper does not go back into the printer.
    printed = {"print_log.note", "return_slip.note_printed", "recovery_sheet.note"}
    # What locks and unlocks is changed again, not undone; files that are gone do not come back.
    pins = {"identity.set_pin", "identity.remove_pin", "identity.recover"}
    kept = {
        "aside.discard", "encryption.change_passphrase", "plain_copies.replace",
        "recycle.bring_back",
    }  # fmt: skip
    # What was blanked is gone on purpose; a look, a copy, a week skipped change nothing.
    private = {"retention.run", "retention.skip", "retention.let_go", "personal.save",
               "reveal.show", "print_log.note_taken"}  # fmt: skip
    printed |= private
    told = {"journal.undo", *pins, *kept, "issue_photo.attach", "neighbourhood.found", *printed}
    assert missing == told


def _changing_functions() -> Iterator[tuple[str, str]]:
    for module in pkgutil.iter_modules(services.__path__):
        room = importlib.import_module(f"qingyu.services.{module.name}")
        for name, function in inspect.getmembers(room, inspect.isfunction):
            own = function.__module__ == room.__name__ and not name.startswith("_")
            if own and inspect.signature(function).return_annotation is Changes:
                yield module.name, name


@pytest.mark.parametrize("name", list(ACTIONS))
def test_every_operation_can_be_taken_back_after_a_restart(
    book: Store, reopened: Callable[[Store], Store], name: str
) -> None:
    before = rows_of(book)
    changes = ACTIONS[name](book)
    assert changes
    assert rows_of(book) != before
    store = reopened(book)
    entry = journal.last(store)
    assert entry is not None
    assert (entry.id, entry.verb, entry.by) == (changes.operation, changes.verb, LEAD)
    other = LEAD if entry.needs is Right.MANAGE else STEWARD
    undone = journal.undo(store, by=other)
    assert rows_of(store) == before
    assert undone.touched == changes.touched
    assert check.faults(store, thorough=True) == ()
    newest = journal.entries(store, 1)[0]
    assert (newest.verb, newest.by) == (f"撤销：{changes.verb}", other)
    assert store.check() == ()


def test_the_first_start_can_be_taken_back(store: Store) -> None:
    before = rows_of(store)
    neighbourhood.found(store, "青年路社区", {1: 3}, Steward(0, "陆建芬", Role.LEAD))
    journal.undo(store, by=None)
    assert rows_of(store) == before


def test_undo_goes_back_step_by_step(book: Store) -> None:
    before = rows_of(book)
    for name in ("issue.remark", "issue.promise", "feedback.record_and_open", "steward.add"):
        ACTIONS[name](book)
    for _ in range(4):
        journal.undo(book, by=LEAD)
    assert rows_of(book) == before


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("issue.open_new", lambda s: issue.remark(s, 12, "字", by=LEAD)),
        ("issue.open_new", lambda s: issue.move(s, 12, State.VERIFIED, by=LEAD)),
        ("issue.move 登记→已核实", lambda s: issue.assign(s, [FRESH], handler_id=3, by=LEAD)),
        ("issue.assign", lambda s: edited(s, FRESH, title="改过")),
        ("issue.promise", lambda s: issue.keep_promise(s, FRESH, 2, by=LEAD)),
        ("issue.add_cost", lambda s: issue.remove_cost(s, FRESH, 2, by=LEAD)),
        ("issue.move 待回访→申请重开", lambda s: issue.move(s, WAITING, State.WORKING, by=LEAD)),
        ("followup content", lambda s: issue.move(
            s, WAITING, State.REOPEN_ASKED, MoveDetails(reason="又坏了"), by=LEAD
        )),
        ("feedback.record", lambda s: feedback.attach(s, 5, WORKING, by=LEAD)),
        ("feedback.record_and_open", lambda s: feedback.record_and_attach(s, SAID, 12, by=LEAD)),
        ("steward.add", lambda s: issue.assign(s, [FRESH], handler_id=4, by=LEAD)),
        ("steward.add_contact", lambda s: issue.assign(s, [FRESH], handler_contact_id=2, by=LEAD)),
        ("neighbourhood.add_building", lambda s: neighbourhood.add_resident(
            s, Resident(0, Household(0, 12, 1, "101"), "李明"), by=LEAD
        )),
        ("neighbourhood.add_resident", lambda s: feedback.record(
            s, replace(SAID, resident_id=2), by=LEAD
        )),
        ("duty.set_shift new", lambda s: duty.set_shift(s, DAY, "晚", [LEAD], by=LEAD)),
        ("duty_month.publish", lambda s: duty_swap.swap(s, 7, 3, agreed="两人", by=LEAD)),
        ("duty_swap.swap one way", lambda s: duty_swap.withdraw(s, 5, by=LEAD)),
        ("duty.save_shift new", lambda s: duty_seat.put(
            s, date(2027, 1, 8), 4, STEWARD, by=LEAD
        )),
    ],
)
def test_a_step_that_later_work_rests_on_is_not_taken_back(
    book: Store, first: str, later: Action
) -> None:
    early = ACTIONS[first](book)
    assert later(book)
    rows = rows_of(book)
    with pytest.raises(RuleError, match="不能") as refused:
        journal.undo(book, early.operation, by=LEAD)
    assert refused.value.hint
    assert rows_of(book) == rows
    journal.undo(book, by=LEAD)
    journal.undo(book, early.operation, by=LEAD)


def test_a_step_beside_later_work_can_be_taken_back(book: Store) -> None:
    remark = ACTIONS["issue.remark"](book)
    ACTIONS["issue.promise"](book)
    journal.undo(book, remark.operation, by=LEAD)
    assert [event.verb for event in issue_reading.story(book, FRESH).events] == ["答应", "登记"]


def test_nothing_is_taken_back_twice(book: Store) -> None:
    remark = ACTIONS["issue.remark"](book)
    journal.undo(book, remark.operation, by=LEAD)
    with pytest.raises(RuleError, match="已经撤销过了"):
        journal.undo(book, remark.operation, by=LEAD)
    with pytest.raises(RuleError, match="没有可以撤销的事"):
        journal.undo(book, 99_999, by=LEAD)


def test_an_empty_book_has_nothing_to_take_back(store: Store) -> None:
    assert journal.last(store) is None
    with pytest.raises(RuleError, match="没有可以撤销的事"):
        journal.undo(store, by=None)


def test_search_follows_undo(book: Store) -> None:
    edited(book, FRESH, title="樟树倒伏")
    assert [found.id for found in search.find(book, "樟树")] == [FRESH]
    journal.undo(book, by=LEAD)
    assert search.find(book, "樟树") == ()
    assert FRESH in [found.id for found in search.find(book, "楼道灯") if found.noun is Noun.ISSUE]


def test_a_number_once_given_is_not_given_again_after_undo(book: Store) -> None:
    first = ACTIONS["issue.open_new"](book)
    number = issue_reading.find(book, first.ids(Noun.ISSUE)[0]).number
    journal.undo(book, by=LEAD)
    again = ACTIONS["issue.open_new"](book)
    assert issue_reading.find(book, again.ids(Noun.ISSUE)[0]).number == number + 1
    assert tables.Issue.select().where(tables.Issue.number == number).count() == 0
