from datetime import timedelta

from openpyxl import load_workbook

from qingyu.domain.barometer import Weather
from qingyu.domain.changes import Noun
from qingyu.domain.feedback import FeedbackDraft, Kind
from qingyu.domain.followup import FollowUpDraft, Satisfaction
from qingyu.domain.issue import IssueDraft, MoveDetails, Outcome, State
from qingyu.domain.place import Place
from qingyu.services import Store, barometer, feedback, figures, followup, issue


def opened(store: Store, building: int, days_ago: int = 0, category: str = "water") -> int:
    at = store.now() - timedelta(days=days_ago)
    draft = IssueDraft("漏水", Place(building), category, reported_at=at)
    return issue.open_new(store, draft, by=1).ids(Noun.ISSUE)[0]


def closed(store: Store, ident: int, word: Satisfaction) -> None:
    issue.assign(store, [ident], handler_id=1, by=1)
    issue.move(store, ident, State.WORKING, by=1)
    issue.move(store, ident, State.ACCEPTANCE, by=1)
    done = MoveDetails(accepted_by="陆建芬", outcome=Outcome.FIXED)
    issue.move(store, ident, State.FOLLOWUP, done, by=1)
    followup.record(store, ident, FollowUpDraft(satisfaction=word), by=2)


def test_an_empty_book_lacks_everything_and_says_why(store: Store) -> None:
    found = figures.figures(store)
    assert all(figure.lacking for figure in found.each)


def test_what_was_opened_and_answered_is_counted(founded: Store) -> None:
    for days in (0, 3, 8, 40):
        opened(founded, 3, days)
    closed(founded, opened(founded, 2), Satisfaction.SATISFIED)
    found = figures.figures(founded)
    assert [week.opened for week in found.flow.weeks[-2:]] == [1, 2]
    assert found.age.oldest == 40
    assert found.heat.finding == "近 90 天，3幢的给排水最多，有 4 件"
    assert found.satisfaction.months[-1].percent == 100
    assert found.note == "青年路社区　2026年11月23日　晴雨管家自评"


def test_the_calendar_ends_with_the_word_of_today(founded: Store) -> None:
    opened(founded, 4, 60)
    opened(founded, 5, 2)
    seen = barometer.barometer(founded)
    whole, *each = figures.figures(founded).calendars
    assert whole.days[-1].weather is seen.whole.weather is Weather.OVERCAST
    words = {place.building: place.days[-1].weather for place in each}
    assert words == {reading.building: reading.weather for reading in seen.buildings}
    five = next(place for place in each if place.building == 5)
    assert [day.weather for day in five.days[-4:]] == [Weather.SUNNY] + [Weather.CLOUDY] * 3


def test_complaints_darken_the_days_they_count_for(founded: Store) -> None:
    at = founded.now() - timedelta(days=10)
    for _ in range(3):
        draft = FeedbackDraft(
            "垃圾没人清", Place(5), kind=Kind.COMPLAINT, category="sanitation", received_at=at
        )
        feedback.record(founded, draft, by=1)
    five = next(place for place in figures.figures(founded).calendars if place.building == 5)
    dark = [day.day for day in five.days if day.weather is Weather.OVERCAST]
    assert dark == [at.date() + timedelta(days=number) for number in range(7)]


def test_a_table_is_read_back_with_numbers_as_numbers(founded: Store) -> None:
    opened(founded, 3)
    found = figures.figures(founded)
    path = figures.save_table(founded, found.flow, found.note)
    sheet = load_workbook(path).active
    assert sheet is not None
    assert (sheet["A1"].value, sheet["A2"].value) == (found.flow.finding, found.note)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert tuple(rows[0]) == found.flow.heads
    assert rows[1][1:3] == [1, 0]
    # -1 as a difference is text, so that no spreadsheet takes it for a formula.
    assert rows[1][3] == "-1" and sheet["D5"].data_type == "s"


def test_pictures_and_tables_of_two_places_do_not_overwrite_each_other(founded: Store) -> None:
    opened(founded, 3)
    whole, first, *_rest = figures.figures(founded).calendars
    png = b"\x89PNG\r\n\x1a\n"
    paths = {figures.save_picture(founded, each, png) for each in (whole, first)}
    assert {path.name for path in paths} == {
        "晴雨日历整个小区2026-11-23.png",
        "晴雨日历1幢2026-11-23.png",
    }
    assert all(path.read_bytes() == png for path in paths)
