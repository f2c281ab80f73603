import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingyu.domain.duty_change import ChangeKind
from qingyu.domain.duty_person import DutyFacts, PairKind, Wish, WishKind
from qingyu.domain.errors import RuleError
from qingyu.domain.roster_rules import faults
from qingyu.paths import DataFolder
from qingyu.services import (
    Store,
    duty,
    duty_ledger,
    duty_month,
    duty_people,
    duty_problem,
    duty_swap,
    journal,
)
from tests.conftest import NOON
from tests.services.duty_book import (
    DECEMBER,
    EVENING,
    HE,
    LEAD,
    MORNING,
    NOON_SHIFT,
    STEWARD,
    ZHU,
    crew,
    day,
    duty_of,
    planned,
    seat,
    who,
)


@pytest.fixture
def published(founded: Store) -> Store:
    """December: 1日早 陆建芬 何秀英, 2日晚 朱宝芬 赵文斌, 5日午 朱宝芬 徐涛."""
    _publish(founded)
    return founded


def _publish(store: Store) -> None:
    crew(store)
    planned(
        store,
        duty_of(1, MORNING, LEAD),
        duty_of(1, MORNING, HE),
        duty_of(2, EVENING, ZHU),
        duty_of(2, EVENING, STEWARD),
        duty_of(5, NOON_SHIFT, ZHU),
        duty_of(5, NOON_SHIFT, 6),
    )


def test_one_way_the_other_serves_instead(published: Store) -> None:
    given_up = seat(published, 1, MORNING, HE)
    changes = duty_swap.swap(published, given_up, 5, agreed=" 两人电话 ", words="看病", by=LEAD)
    assert changes.verb == "何秀英和金慧琴换班 12月1日早班"
    assert who(published, 1, MORNING) == ["陆建芬*", "金慧琴"]
    (change,) = duty_swap.changes(published, DECEMBER)
    assert (change.kind, change.giver_id, change.taker_id) == (ChangeKind.SWAP, HE, 5)
    assert change.agreed is not None
    assert (change.agreed.who, change.agreed.at, change.by) == ("两人电话", NOON, "陆建芬")
    journal.undo(published, by=LEAD)
    assert who(published, 1, MORNING) == ["陆建芬*", "何秀英"]
    assert duty_swap.changes(published, DECEMBER) == ()


def test_both_ways_each_takes_the_others_duty_and_the_lead_follows(published: Store) -> None:
    duty_swap.swap(
        published, seat(published, 1, MORNING, LEAD), ZHU,
        back_id=seat(published, 5, NOON_SHIFT, ZHU), agreed="两人", by=LEAD,
    )  # fmt: skip
    assert who(published, 1, MORNING) == ["朱宝芬*", "何秀英"]
    assert who(published, 5, NOON_SHIFT) == ["陆建芬*", "徐涛"]


def test_a_swap_that_breaks_a_rule_is_refused_unless_done_knowingly(published: Store) -> None:
    duty_people.save_facts(published, DutyFacts(5, no_evening=True), by=LEAD)
    given_up = seat(published, 2, EVENING, STEWARD)
    with pytest.raises(RuleError, match="金慧琴不排晚班"):
        duty_swap.swap(published, given_up, 5, agreed="两人", by=LEAD)
    duty_swap.swap(published, given_up, 5, agreed="两人", knowingly=True, by=LEAD)
    (change,) = duty_swap.changes(published, DECEMBER)
    assert change.kept == "金慧琴不排晚班，却排了12月2日晚班"


def test_senseless_swaps_are_refused(published: Store) -> None:
    first = seat(published, 1, MORNING, HE)
    for arguments, why in (
        ({"taker_id": HE, "agreed": "两人"}, "不一样"),
        ({"taker_id": 5, "agreed": " "}, "谁同意"),
        ({"taker_id": LEAD, "agreed": "两人"}, "已经在"),
        ({"taker_id": 5, "agreed": "两人", "back_id": first}, "不是对方的"),
        ({"taker_id": LEAD, "agreed": "两人", "back_id": seat(published, 1, MORNING, LEAD)},
         "本来就在同一班"),
    ):  # fmt: skip
        with pytest.raises(RuleError, match=why):
            duty_swap.swap(published, first, by=LEAD, **arguments)  # type: ignore[arg-type]
    duty_month.reopen(published, DECEMBER, by=LEAD)
    with pytest.raises(RuleError, match="还没有公布"):
        duty_swap.swap(published, first, 5, agreed="两人", by=LEAD)


def test_stand_ins_are_ranked_legal_first_then_by_load(published: Store) -> None:
    leave = Wish(0, 5, WishKind.LEAVE, day(1), day(1))
    duty_people.add_wish(published, leave, by=LEAD)
    unwanted = Wish(0, 7, WishKind.UNWANTED, day(1), day(1))
    duty_people.add_wish(published, unwanted, by=LEAD)
    found = duty_swap.stand_ins(published, day(1), MORNING, instead_of=HE)
    assert [each.name for each in found] == [
        "张玉菊", "林松坤", "赵文斌", "徐涛", "朱宝芬", "毛忠林", "金慧琴",
    ]  # fmt: skip
    assert [each.legal for each in found] == [True] * 6 + [False]
    assert found[-1].broken == ("金慧琴12月1日早班请了假",)
    for_lead = duty_swap.stand_ins(published, day(1), MORNING, instead_of=LEAD)
    assert for_lead[0].name == "朱宝芬"


def test_a_no_show_does_not_count_and_a_stand_in_does(founded: Store) -> None:
    crew(founded)
    duty.set_shift(founded, NOON.date(), "早", [LEAD, HE], LEAD, by=LEAD)
    duty_swap.no_show(founded, 1, words="没接电话", by=LEAD)
    with pytest.raises(RuleError, match="已经记过缺岗"):
        duty_swap.no_show(founded, 1, by=LEAD)
    duty_swap.stand_in(founded, NOON.date(), MORNING, ZHU, instead_of=LEAD, by=LEAD)
    served = duty.on_day(founded, NOON.date())[0]
    assert ([p.name for p in served.people], served.lead) == (
        ["朱宝芬", "何秀英"],
        served.people[0],
    )
    november = duty_ledger.ledger(founded, DECEMBER.before, DECEMBER.before)
    lines = {line.name: line for line in november.lines}
    assert (lines["陆建芬"].times, lines["陆建芬"].absent) == (0, 1)
    assert (lines["朱宝芬"].times, lines["朱宝芬"].extra) == (1, 1)
    duty_swap.came_after_all(founded, 1, by=LEAD)
    assert len(duty.on_day(founded, NOON.date())[0].people) == 3


def test_nobody_is_missed_before_the_shift_has_begun(published: Store) -> None:
    with pytest.raises(RuleError, match="还没有开始"):
        duty_swap.no_show(published, seat(published, 1, MORNING, HE), by=LEAD)


def test_extra_duty_takes_no_place_but_is_one_a_day(published: Store) -> None:
    duty_swap.extra(published, day(1), MORNING, [5, ZHU], words="台风", by=LEAD)
    assert who(published, 1, MORNING) == ["陆建芬*", "何秀英", "金慧琴", "朱宝芬"]
    chart = duty_month.month_roster(published, DECEMBER)
    assert chart.cells[0].empty == 0
    with pytest.raises(RuleError, match="排了2班"):
        duty_swap.extra(published, day(1), EVENING, [5], by=LEAD)
    with pytest.raises(RuleError, match="还没有选人"):
        duty_swap.extra(published, day(1), EVENING, [], by=LEAD)


def test_whoever_is_taken_out_leaves_a_gap_that_is_marked(published: Store) -> None:
    duty_swap.withdraw(published, seat(published, 1, MORNING, LEAD), words="搬走了", by=LEAD)
    cell = duty_month.month_roster(published, DECEMBER).cells[0]
    assert (cell.gap, cell.changed) == ("缺1人，缺值班长", True)
    (change,) = duty_swap.changes(published, DECEMBER)
    assert (change.kind, change.words) == (ChangeKind.EMPTIED, "搬走了")


@pytest.fixture(scope="module")
def prepared(founded_book: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with December published, a pair apart, a frail couple and somebody on leave."""
    folder = tmp_path_factory.mktemp("swaps") / "资料"
    shutil.copytree(founded_book.root, folder)
    store = Store.open(DataFolder(folder), clock=lambda: NOON)
    _publish(store)
    duty_people.add_pair(store, PairKind.APART, STEWARD, 5, by=LEAD)
    for frail in (HE, 6, 7):
        duty_people.save_facts(store, DutyFacts(frail, frail=True, max_shifts=2), by=LEAD)
    duty_people.add_wish(store, Wish(0, 8, WishKind.LEAVE, day(1), day(3)), by=LEAD)
    store.close()
    return folder


@contextmanager
def copy_of(folder: Path) -> Iterator[Store]:
    with TemporaryDirectory() as room:
        shutil.copytree(folder, Path(room) / "资料")
        store = Store.open(DataFolder(Path(room) / "资料"), clock=lambda: NOON)
        try:
            yield store
        finally:
            store.close()


steps = st.lists(
    st.tuples(
        st.sampled_from(["one way", "both ways", "stand in", "extra"]),
        st.integers(0, 9), st.integers(0, 9), st.integers(1, 9),
    ),
    min_size=3, max_size=8,
)  # fmt: skip


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_no_row_of_changes_ever_breaks_a_rule_unless_knowingly(
    prepared: Path, moves: list[tuple[str, int, int, int]]
) -> None:
    with copy_of(prepared) as store:
        done = 0
        for kind, first, second, person in moves:
            try:
                done += _change(store, kind, first, second, person)
            except RuleError as refused:
                assert refused.title and refused.hint
        book = duty_problem.read(store, DECEMBER)
        planned_ones = [d for d in book.duties if d not in _extra(store)]
        assert faults(book.problem, planned_ones) == []
        carried = duty_ledger.carried(store, DECEMBER.after)
        assert abs(sum(carried.values())) < 1e-6
        for _ in range(done):
            journal.undo(store, by=LEAD)
        assert not duty_month.month_roster(store, DECEMBER).changed
        assert duty_swap.changes(store, DECEMBER) == ()


def _change(store: Store, kind: str, first: int, second: int, person: int) -> bool:
    every = duty_problem.read(store, DECEMBER).assignments
    one, other = every[first % len(every)], every[second % len(every)]
    if kind == "one way":
        return bool(duty_swap.swap(store, one.id, person, agreed="两人", by=LEAD))
    if kind == "both ways":
        return bool(
            duty_swap.swap(
                store, one.id, other.steward_id, back_id=other.id, agreed="两人", by=LEAD
            )
        )
    if kind == "stand in":
        return bool(duty_swap.stand_in(store, one.on, 1 + second % 3, person, by=LEAD))
    return bool(duty_swap.extra(store, one.on, one.shift_id, [person], by=LEAD))


def _extra(store: Store) -> set[object]:
    every = duty_problem.read(store, DECEMBER).assignments
    return {duty_problem.duty_of(each) for each in every if each.standing == "加班"}
