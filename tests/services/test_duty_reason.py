import pytest

from qingyu.domain.duty_person import DutyFacts, Wish, WishKind
from qingyu.domain.roster import Slot
from qingyu.services import Store, duty_across, duty_people, duty_reason, duty_seat, duty_swap
from tests.services.duty_book import (
    EVENING,
    HE,
    LEAD,
    MORNING,
    STEWARD,
    ZHU,
    crew,
    day,
    duty_of,
    planned,
    seat,
)


@pytest.fixture
def drafted(founded: Store) -> Store:
    crew(founded)
    planned(
        founded,
        duty_of(1, MORNING, LEAD),
        duty_of(1, MORNING, HE),
        duty_of(1, EVENING, STEWARD),
        duty_of(8, MORNING, 5),
        publish=False,
    )
    return founded


def why(store: Store, steward: int) -> str:
    return "\n".join(duty_reason.why(store, day(1), MORNING, steward))


def test_the_only_lead_is_told_so_and_who_else_could_lead(drafted: Store) -> None:
    told = why(drafted, LEAD)
    assert "陆建芬这个月一共 1 分，合计 1 分；全组平均 0.5 分" in told
    assert "每班要有一名值班长，这一班只有陆建芬能当。" in told
    assert "赵文斌当天已有别的班。" in told
    assert "有空，但当不了值班长" in told
    assert "也能来的朱宝芬（已有 0 分），都不比这时的 0 分少" in told


def test_others_are_told_by_what_keeps_them_away(drafted: Store) -> None:
    leave = Wish(0, ZHU, WishKind.LEAVE, day(1), day(1))
    duty_people.add_wish(drafted, leave, by=LEAD)
    told = why(drafted, HE)
    assert "朱宝芬请了假。" in told
    assert "金慧琴（已有 1 分）" in told
    assert "值班长" not in told


def test_hands_swaps_and_broken_rules_are_told_first(drafted: Store) -> None:
    duty_people.save_facts(drafted, DutyFacts(6, no_evening=True), by=LEAD)
    duty_seat.put(drafted, day(1), EVENING, 6, by=LEAD, knowingly=True)
    told = duty_reason.why(drafted, day(1), EVENING, 6)
    assert told[0] == "这一班是人工定的，电脑没有改动。"
    assert told[1] == "已知道并同意：徐涛不排晚班，却排了12月1日晚班。"


def test_a_swap_is_the_reason(founded: Store) -> None:
    crew(founded)
    planned(founded, duty_of(1, MORNING, HE))
    duty_swap.swap(founded, seat(founded, 1, MORNING, HE), 5, agreed="何秀英", by=LEAD)
    assert duty_reason.why(founded, day(1), MORNING, 5)[0] == (
        "11月23日何秀英和金慧琴换的班，何秀英同意。"
    )


def test_nobody_there_has_no_reason(drafted: Store) -> None:
    assert duty_reason.why(drafted, day(1), MORNING, 7) == ()


def test_a_gap_is_explained_in_one_sentence(drafted: Store) -> None:
    assert duty_reason.why_gap(drafted, day(1), MORNING) == ""
    told = duty_reason.why_gap(drafted, day(1), EVENING)
    assert told.startswith("12月1日晚班缺一名值班长")
    assert told.endswith("。")


def test_the_cost_of_a_put_and_a_move(drafted: Store) -> None:
    other = duty_reason.cost_of_put(drafted, day(1), MORNING, 5, instead_of=HE)
    assert other.words == "何秀英 −1，金慧琴 +1；全组不公平值 5.2→7.2（没有原来公平）"
    held = seat(drafted, 8, MORNING, 5)
    later = duty_across.price_of_move(drafted, held, Slot(day(12), str(EVENING)))
    assert later.words.startswith("金慧琴 +1；")
    broken = duty_across.price_of_move(drafted, held, Slot(day(1), str(EVENING)))
    assert broken.broken == ()
    assert duty_reason.cost_of_put(drafted, day(1), EVENING, HE).broken == ("何秀英12月1日排了2班",)
