"""The duty papers of a real book: December of nine stewards, published, then changed."""

from datetime import date

import pytest

from qingyu.domain.duty_weather import WeatherAlarm
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month
from qingyu.domain.roster_sheet import DutyPaper, Paper, PaperOrder
from qingyu.services import Store, duty, duty_month, duty_swap, neighbourhood, roster_paper
from tests.printing.readers import pages, squeezed

DECEMBER = Month(2026, 12)
EVERY_DAY = tuple(date(2026, 12, number) for number in range(1, 32))


@pytest.fixture
def published(founded: Store) -> Store:
    """December with 陆建芬 leading every morning and 赵文斌 beside her on the 5th, published."""
    neighbourhood.rename(founded, "青年路社区", "0571-87005521", by=1)
    for day in EVERY_DAY[:9]:
        duty.set_shift(founded, day, "早", [1, 2] if day.day == 5 else [1], 1, by=1)
    duty_month.publish(founded, DECEMBER, by=1)
    return founded


def give_away(store: Store) -> None:
    """赵文斌 takes the morning of the 7th."""
    roster = duty_month.month_roster(store, DECEMBER)
    seat = roster.days[6].cells[0].seats[0]
    duty_swap.swap(
        store, seat.assignment_id, 2, agreed="赵文斌", words="腰疼住院", knowingly=True, by=1
    )


def read(store: Store, what: DutyPaper, **more: object) -> str:
    order = PaperOrder(what, DECEMBER, **more)  # type: ignore[arg-type]
    return squeezed("".join(pages(roster_paper.pdf(store, order))))


def test_the_chart_has_who_serves_and_what_lacks(published: Store) -> None:
    text = read(published, DutyPaper.CHART, paper=Paper.A3)
    assert text.count("陆建芬") >= 9 and "青年路社区2026年12月值班表" in text
    assert "第1版，11月23日公布" in text and "缺2人" in text and "大雪" in text
    assert "已换班" not in text


def test_a_swap_marks_the_chart_without_its_reason(published: Store) -> None:
    give_away(published)
    text = read(published, DutyPaper.CHART)
    assert "【已换班】改到11月23日" in text and "12月7日早班：陆建芬换给赵文斌" in text
    assert "赵文斌11月23日同意" in text and "腰疼" not in text


def test_only_changed_slips_are_printed_again(published: Store) -> None:
    with pytest.raises(RuleError, match="没有人换过班"):
        read(published, DutyPaper.SLIPS, changed=True)
    give_away(published)
    text = read(published, DutyPaper.SLIPS, changed=True)
    assert "不用来了：12月7日早班" in text and "（新换）" in text
    assert "赵文斌" in read(published, DutyPaper.SLIPS, changed=True, person="赵文斌")
    assert "陆建芬" not in read(published, DutyPaper.SLIPS, person="赵文斌", changed=True).replace(
        "和陆建芬", ""
    )


def test_a_draft_has_no_changed_slips(founded: Store) -> None:
    duty.set_shift(founded, EVERY_DAY[0], "早", [1], 1, by=1)
    with pytest.raises(RuleError, match="还没有公布"):
        read(founded, DutyPaper.SLIPS, changed=True)
    assert "草稿，还没有公布" in read(founded, DutyPaper.SLIPS)


def test_a_month_without_duty_has_no_slips(founded: Store) -> None:
    with pytest.raises(RuleError, match="还没有排班"):
        read(founded, DutyPaper.SLIPS)


def test_a_month_without_duty_is_a_chart_to_fill_in_by_hand(founded: Store) -> None:
    for what in (DutyPaper.CHART, DutyPaper.WEEK):
        text = read(founded, what)
        assert "还没有排班" in text and "缺" not in text and "早班" in text


def test_a_week_may_lie_in_two_months(published: Store) -> None:
    text = read(published, DutyPaper.WEEK, day=date(2027, 1, 1))
    assert "12月28日至1月3日" in text and "周五1/1" in text and "元旦（法定）" in text
    assert "2027年放假安排尚未录入（仅法定节日）" in text


def test_a_handover_is_empty_or_of_a_shift(published: Store) -> None:
    assert "接班人签名" in read(published, DutyPaper.HANDOVER)
    text = read(published, DutyPaper.HANDOVER, day=EVERY_DAY[4], shift="早班")
    assert "12月5日周六" in text and "陆建芬、赵文斌" in text
    with pytest.raises(RuleError, match="没有「夜」班"):
        read(published, DutyPaper.HANDOVER, day=EVERY_DAY[4], shift="夜")


def test_a_patrol_has_points_and_the_weather_has_advice(published: Store) -> None:
    text = read(published, DutyPaper.PATROL)
    assert "消防通道" in text and "有问题" in text
    assert "暴雨巡查单" in read(published, DutyPaper.PATROL, alarm=WeatherAlarm.RAINSTORM)


def test_a_certificate_counts_what_is_over(founded: Store) -> None:
    with pytest.raises(RuleError, match="还没有值过班"):
        read(founded, DutyPaper.CERTIFICATE)
    duty.set_shift(founded, date(2026, 11, 20), "早", [2], by=1)
    text = read(founded, DutyPaper.CERTIFICATE, person="赵文斌")
    assert "赵文斌同志于2026年在青年路社区" in text and "1班" in text and "4小时" in text


def test_no_paper_is_saved_over_another(published: Store) -> None:
    orders = [PaperOrder(what, DECEMBER) for what in DutyPaper if what is not DutyPaper.CERTIFICATE]
    orders += [
        PaperOrder(DutyPaper.CHART, DECEMBER, Paper.A3),
        PaperOrder(DutyPaper.WEEK, DECEMBER, day=EVERY_DAY[20]),
        PaperOrder(DutyPaper.SLIPS, DECEMBER, person="陆建芬"),
        PaperOrder(DutyPaper.HANDOVER, DECEMBER, day=EVERY_DAY[2], shift="早"),
        PaperOrder(DutyPaper.HANDOVER, DECEMBER, day=EVERY_DAY[2], shift="晚"),
        PaperOrder(DutyPaper.PATROL, DECEMBER, alarm=WeatherAlarm.RAINSTORM),
    ]
    paths = {roster_paper.printed(published, order) for order in orders}
    assert len(paths) == len(orders) and all(path.exists() for path in paths)


@pytest.mark.parametrize("what", DutyPaper)
def test_every_paper_is_saved_for_the_printer(published: Store, what: DutyPaper) -> None:
    duty.set_shift(published, date(2026, 11, 20), "早", [2], by=1)
    path = roster_paper.printed(published, PaperOrder(what, DECEMBER))
    assert path.read_bytes().startswith(b"%PDF") and what.words in path.name

