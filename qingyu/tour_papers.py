"""Every kind of paper the program prints, once, for the tour."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from qingyu.domain.blank_form import FormKind
from qingyu.domain.duty_weather import WeatherAlarm
from qingyu.domain.errors import RuleError
from qingyu.domain.issue_list import IssueFilter
from qingyu.domain.month import month_of
from qingyu.domain.notice_number import read_notice_number
from qingyu.domain.notice_value import read_buildings
from qingyu.domain.recipient import Recipient
from qingyu.domain.roster_sheet import DutyPaper, Paper, PaperOrder
from qingyu.domain.week import week_of
from qingyu.paths import resource
from qingyu.services import (
    Store,
    barometer_month,
    blank_form,
    handover,
    issue_reading,
    issue_slip,
    notice,
    notice_kind,
    recipient,
    review_minutes,
    roster_calendar,
    roster_excel,
    roster_paper,
)
from qingyu.services import round as rounds
from qingyu.services.document import save_file

_DOORS = 6
log = logging.getLogger(__name__)


def documents(out: Path, store: Store) -> None:
    """Writes every kind of PDF the program prints."""
    for kind in notice.kinds():
        example = resource("notices", "examples", f"{kind.kind}.json")
        fields = json.loads(example.read_text(encoding="utf-8"))
        composed = notice.draft(kind.kind, fields, store.now().date()).notice
        save_file(out / f"notice-{kind.kind}.pdf", notice.pdf(composed))
        save_file(out / f"notice-{kind.kind}-public.pdf", notice.pdf(composed, public=True))
    _layouts(out, store)
    week = week_of(store.now().date())
    save_file(out / "review.pdf", review_minutes.minutes_pdf(store, week))
    save_file(out / "review-public.pdf", review_minutes.minutes_pdf(store, week, public=True))
    month = month_of(store.now().date())
    save_file(out / "monthly.pdf", barometer_month.pdf(barometer_month.monthly(store, month)))
    _paper(out, store)
    _duty(out, store)
    first = issue_reading.page(store, IssueFilter(), limit=1).issues
    if first:
        save_file(out / "slip.pdf", issue_slip.slip_pdf(store, first[0].id))


def _layouts(out: Path, store: Store) -> None:
    """A water notice in large type and as a poster; door slips that ask for an answer."""
    today = store.now().date()
    for kind, layout in (("water_off", "large"), ("water_off", "a3"), ("opinions", "a5x2")):
        fields = notice.example(notice_kind.named(kind), today)
        told = replace(notice.draft(kind, fields, today).notice, number=notice.next_number(store))
        doors = _doors_for(store, fields) if layout == "a5x2" else ()
        year = read_notice_number(told.number, today)
        codes = notice.slip_codes(told, *year, doors) if year and doors else ()
        content = notice.pdf(told, layout=layout, recipients=doors, codes=codes)
        save_file(out / f"notice-{kind}-{layout}.pdf", content)


def _doors_for(store: Store, fields: dict[str, object]) -> tuple[Recipient, ...]:
    """A few doors of the unit the notice speaks of; where there is none, it speaks of theirs."""
    everybody = recipient.doors(store, with_vacant=True).recipients
    about = set(read_buildings(str(fields.get("buildings", "")), ""))
    at_home = [each for each in everybody if each.place.building in about]
    in_unit = [each for each in at_home if f"{each.place.unit}单元" in str(fields.get("matter"))]
    chosen = tuple(in_unit or at_home or everybody)[:_DOORS]
    if chosen and not at_home:
        fields["buildings"] = f"{chosen[0].place.building}幢"
    return chosen


def _duty(out: Path, store: Store) -> None:
    """Every duty paper of this month, the newest signed handover, the calendar file, Excel."""
    today = store.now().date()
    month = month_of(today)
    orders = {
        "chart-a4": PaperOrder(DutyPaper.CHART, month),
        "chart-a3": PaperOrder(DutyPaper.CHART, month, Paper.A3),
        "week": PaperOrder(DutyPaper.WEEK, month),
        "slips": PaperOrder(DutyPaper.SLIPS, month),
        "slips-changed": PaperOrder(DutyPaper.SLIPS, month, changed=True),
        "handover-empty": PaperOrder(DutyPaper.HANDOVER, month),
        "patrol": PaperOrder(DutyPaper.PATROL, month),
        "patrol-weather": PaperOrder(DutyPaper.PATROL, month, alarm=WeatherAlarm.RAINSTORM),
        "certificate": PaperOrder(DutyPaper.CERTIFICATE, month),
    }
    signed = handover.of_days(store, today - timedelta(days=7), today)
    for record in signed[:1]:
        orders["handover"] = PaperOrder(
            DutyPaper.HANDOVER, month, day=record.on, shift_id=record.shift.id
        )
    for name, order in orders.items():
        with _where_there_is_one(name):
            save_file(out / f"duty-{name}.pdf", roster_paper.pdf(store, order))
    with _where_there_is_one("calendar and Excel"):
        save_file(out / "duty.ics", roster_calendar.calendar(store, month))
        roster_excel.export_month(store, month, out / "duty.xlsx")


@contextmanager
def _where_there_is_one(name: str) -> Iterator[None]:
    # A book without a roster has no wall chart, one without changes no changed slips.
    try:
        yield
    except RuleError as error:
        log.info("no duty paper %s: %s", name, error)


def _paper(out: Path, store: Store) -> None:
    """A round and blank forms that are out on paper, printed once more."""
    round_ = next(iter(rounds.out(store)), None)
    if round_ is not None:
        save_file(out / "round.pdf", rounds.pdf(rounds.sheet(store, round_.id)))
    for kind in FormKind:
        forms = [form.id for form in blank_form.out(store) if form.kind is kind]
        if forms:
            name = f"form-{kind.name.lower()}.pdf"
            save_file(out / name, blank_form.pdf(blank_form.again(store, forms)))
