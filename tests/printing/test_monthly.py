from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.domain.barometer import BuildingFacts, Formula, Weather, reading
from qingyu.domain.feedback import Mood
from qingyu.domain.month import Month
from qingyu.domain.monthly_sheet import Case, Concern, MonthCount, MonthlySheet, MoodCount
from qingyu.domain.voices import Voices
from qingyu.printing.monthly import render
from tests.printing.readers import pages, squeezed

SHEET = MonthlySheet(
    neighbourhood="青年路社区",
    month=Month(2026, 11),
    last=date(2026, 11, 23),
    compared="10月1日至23日",
    counts=(
        MonthCount("来件", 70, 65),
        MonthCount("反映的人", 41, 41, "人"),
        MonthCount("期末超期", 2, 5),
        MonthCount("满意率", 96, 94, "%"),
    ),
    concerns=(Concern("water", Voices(20, 17, 15), 25, ("漏水", "堵")),),
    moods=(MoodCount(Mood.UPSET, Voices(9, 5, 4), 6, ("没人管", "又漏了")),),
    cases=(Case("给排水", "3幢", "张**说漏水", "办结（修好）"),),
    whole=reading(BuildingFacts(open_issues=3)),
    buildings=((Weather.SUNNY, 12), (Weather.CLOUDY, 4)),
    days=((Weather.CLOUDY, 23),),
    formula=Formula().text,
    phone="0571-87005521",
    printed_on=date(2026, 11, 23),
)


def test_one_page_says_counts_changes_concerns_cases_and_the_formula() -> None:
    (page,) = pages(render(SHEET))
    text = squeezed(page)
    for part in (
        "青年路社区民情月报",
        "2026年11月（11月1日至23日，本月未完）",
        "70来件多5件",
        "反映的人一样",
        "96%满意率多2点",
        "与10月1日至23日相比",
        "给排水201715少5件“漏水”、“堵”",
        "怨（有怨气）9546件“没人管”、“又漏了”",
        "1．3幢，给排水：“张**说漏水”现在：办结（修好）。",
        "多云：有3件未办结，都在期限内",
        "晴12幢，多云4幢",
        "自评办法：雨，紧急工单超期满1件",
        "0571-87005521",
    ):
        assert part in text, part


def test_a_month_that_is_over_says_so() -> None:
    text = squeezed(pages(render(replace(SHEET, last=date(2026, 11, 30))))[0])
    assert "（11月1日至30日）" in text and "月末整个小区" in text


def test_the_same_month_gives_the_same_bytes() -> None:
    assert render(SHEET) == render(replace(SHEET))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=200), min_size=5, max_size=5))
def test_any_words_are_printed_and_none_breaks_it(words: list[str]) -> None:
    name, place, said, done, evidence = words
    sheet = replace(
        SHEET,
        neighbourhood=name,
        concerns=(Concern("water", Voices(1, 1, 1), 0, (evidence,) * 6),) * 5,
        moods=(MoodCount(Mood.UPSET, Voices(9, 5, 4), 6, ("没人管", "又漏了")),),
    cases=(Case("给排水", place, said, done),) * 3,
    )
    assert pages(render(sheet))
