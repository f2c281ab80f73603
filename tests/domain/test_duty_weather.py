from datetime import datetime, time
from pathlib import Path

import pytest

from qingyu.domain.category import categories
from qingyu.domain.duty import Shift
from qingyu.domain.duty_weather import (
    Trouble,
    WeatherAlarm,
    in_walking_order,
    known_spots,
    read_weather,
)
from qingyu.domain.errors import RuleError
from qingyu.domain.place import Place
from qingyu.paths import resource

RULES = read_weather(resource("weather.toml"))
ROOF, GATE = Place(3, spot="屋面"), Place(spot="大门")


def at(day: int) -> datetime:
    return datetime(2026, 8, day, 9)


def test_every_matter_of_the_table_is_one_of_the_categories() -> None:
    known = {matter.name for category in categories() for matter in category.matters}
    for alarm in WeatherAlarm:
        assert set(RULES[alarm].matters) <= known
        assert RULES[alarm].advice


def test_troubles_of_one_place_and_matter_are_one_spot() -> None:
    spots = known_spots(
        [
            Trouble(1, ROOF, "屋面漏水", at(1), False, False),
            Trouble(2, GATE, "积水", at(2), False, False),
            Trouble(3, ROOF, "屋面漏水", at(9), False, False),
            Trouble(4, GATE, "井盖缺损", at(3), False, True),
            Trouble(5, Place(5), "倒伏", at(1), True, False),
        ]
    )
    assert [(s.matter, s.times) for s in spots] == [
        ("倒伏", 1), ("井盖缺损", 1), ("屋面漏水", 2), ("积水", 1),
    ]  # fmt: skip
    assert spots[2].words == "3幢 屋面 屋面漏水：报过 2 次，最近 2026年8月9日"
    assert spots[0].words.endswith("，还没修好")
    assert spots[2].issue_ids == (1, 3)
    assert [s.place for s in in_walking_order(spots)] == [GATE, GATE, ROOF, Place(5)]


@pytest.mark.parametrize(
    ("hours", "on"), [((8, 12), True), ((13, 17), True), ((18, 21), False), ((22, 6), False)]
)
def test_heat_concerns_the_shifts_of_the_hot_hours(hours: tuple[int, int], on: bool) -> None:
    shift = Shift(1, "班", time(hours[0]), time(hours[1]))
    assert RULES[WeatherAlarm.HEAT].concerns(shift) is on
    assert RULES[WeatherAlarm.TYPHOON].concerns(shift)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('["寒潮"]', '["冷"]', "缺少「寒潮」"),
        ("from = 11", "from = 19", "钟点"),
        ("matters = [", "matters = 3 #[", "列表"),
        ('["台风"]', "[台风", "写法有误"),
    ],
)
def test_a_broken_table_is_refused_with_its_reason(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    text = resource("weather.toml").read_text(encoding="utf-8").replace(old, new, 1)
    (tmp_path / "weather.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=why):
        read_weather(tmp_path / "weather.toml")
