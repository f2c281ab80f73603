"""The duty papers: gathered from the book, drawn, saved ready for the printer."""

from datetime import date
from pathlib import Path

from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month, month_of
from qingyu.domain.roster_sheet import (
    CertificateSheet,
    DutyPaper,
    HandoverSheet,
    LedgerRow,
    Paper,
    PaperOrder,
    WallSheet,
    WeekSheet,
    people,
    short_day,
    state_words,
    week_of,
)
from qingyu.services import duty_ledger, duty_month, handover, roster_patrol, roster_slips
from qingyu.services.document import file_part, save_file
from qingyu.services.neighbourhood import NAME, PHONE
from qingyu.services.roster_changes import since_published
from qingyu.storage import duty as rows
from qingyu.storage import setting
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store


def pdf(store: Store, order: PaperOrder) -> bytes:
    """The paper as a PDF; RuleError when there is nothing to print."""
    return {
        DutyPaper.CHART: _chart,
        DutyPaper.WEEK: _week,
        DutyPaper.SLIPS: _slips,
        DutyPaper.HANDOVER: _handover,
        DutyPaper.PATROL: _patrol,
        DutyPaper.CERTIFICATE: _certificate,
    }[order.what](store, order)


def printed(store: Store, order: PaperOrder) -> Path:
    """Where the paper was saved under prints/, ready for the printer."""
    path = store.folder.prints / f"{order.what.words}{_which(order)}.pdf"
    save_file(path, pdf(store, order))
    return path


def _which(order: PaperOrder) -> str:
    # Each has a file of its own: one that a viewer still shows cannot be replaced on Windows.
    when = f"{order.month.year}年" if order.what is DutyPaper.CERTIFICATE else order.month.name
    large = order.what is DutyPaper.CHART and order.paper is not Paper.A4
    shift = file_part(order.shift) if order.shift else str(order.shift_id or "")
    parts = (
        "换班" if order.changed and order.what is DutyPaper.SLIPS else "",
        f"{short_day(order.day)}{shift}" if order.day else "",
        str(order.alarm or ""),
        file_part(order.person) if order.person else "",
    )
    return when + (order.paper.upper() if large else "") + "".join(f"（{p}）" for p in parts if p)


def wall_sheet(store: Store, month: Month) -> WallSheet:
    """What the wall chart of a month says."""
    roster = duty_month.month_roster(store, month)
    before = duty_ledger.carried(store, month)
    told = since_published(store, roster)
    return WallSheet(
        setting.value(NAME),
        roster,
        tuple(
            LedgerRow(line, before.get(line.steward_id, 0.0))
            for line in duty_ledger.ledger(store, month, month).lines
        ),
        told.words,
        told.newest,
        setting.value(PHONE),
        store.now().date(),
        duty_ledger.meaning(store),
    )


def week_sheet(store: Store, day: date) -> WeekSheet:
    """What the strip of that day's week says; the week may lie in two months."""
    week = week_of(day)
    months = sorted({month_of(each) for each in week})
    rosters = [duty_month.month_roster(store, month) for month in months]
    days = tuple(each for roster in rosters for each in roster.days if each.on in week)
    # The tones are those of the wall chart of the month that was asked for.
    main = sorted(rosters, key=lambda roster: roster.month != month_of(day))
    shifts = {shift.id: shift for roster in rosters for shift in roster.shifts}
    states = [f"{roster.month.number}月{state_words(roster)}" for roster in rosters]
    warnings = dict.fromkeys(roster.warning for roster in rosters if roster.warning)
    return WeekSheet(
        setting.value(NAME),
        days,
        tuple(sorted(shifts.values(), key=lambda shift: (shift.start, shift.id))),
        tuple(dict.fromkeys(who for roster in main for who in people(roster.days))),
        "　".join(states),
        "；".join(warnings),
        setting.value(PHONE),
        store.now().date(),
    )


def handover_sheet(
    store: Store, on: date | None, shift_name: str, shift_id: int = 0
) -> HandoverSheet:
    """An empty form, or the record of a shift; RuleError lists the shifts of that day."""
    things = tuple((each.name, each.usual) for each in handover.things(store))
    points = handover.points(store)
    if on is None:
        return HandoverSheet(setting.value(NAME), None, points, things)
    record = handover.prefilled(store, on, shift_id or _shift_named(on, shift_name))
    names = {each.id: each.name for each in steward_rows.stewards(everybody=True)}
    return HandoverSheet(
        setting.value(NAME),
        record,
        points,
        things,
        "没有人到岗" if record.unattended else names.get(record.given_by or 0, ""),
        names.get(record.taken_by or 0, ""),
    )


def _shift_named(on: date, name: str) -> int:
    wanted = name.strip().removesuffix("班")
    found = next((shift for shift in rows.shifts() if shift.name == wanted), None)
    if found is None:
        known = "、".join(shift.name for shift in rows.shifts())
        missing = f"{short_day(on)}没有「{wanted[:10]}」班" if wanted else "还没写是哪一班的交接班"
        raise RuleError(missing, f"请写明班次：{known}。")
    return found.id


def certificate_sheet(store: Store, year: int, person: str = "") -> CertificateSheet:
    """The hours of everybody, or of one, who served that year; RuleError when nobody did."""
    served = tuple(
        each for each in duty_ledger.hours(store, year) if person in ("", each.name)
    )
    if not served:
        who = f"{person[:20]}在 " if person else ""
        raise RuleError(f"{who}{year} 年还没有值过班", "请换一个年份或人名。")
    return CertificateSheet(setting.value(NAME), served, store.now().date())


def _chart(store: Store, order: PaperOrder) -> bytes:
    from qingyu.printing.roster import render

    return render(wall_sheet(store, order.month), order.paper)


def _week(store: Store, order: PaperOrder) -> bytes:
    from qingyu.printing.roster_week import render

    today = store.now().date()
    usual = today if month_of(today) == order.month else order.month.first
    return render(week_sheet(store, order.day or usual))


def _slips(store: Store, order: PaperOrder) -> bytes:
    from qingyu.printing.roster_slips import render

    return render(roster_slips.slip_sheet(store, order.month, order.person, changed=order.changed))


def _handover(store: Store, order: PaperOrder) -> bytes:
    from qingyu.printing.roster_handover import render

    return render(handover_sheet(store, order.day, order.shift, order.shift_id))


def _patrol(store: Store, order: PaperOrder) -> bytes:
    from qingyu.printing.roster_patrol import render

    return render(roster_patrol.patrol_sheet(store, order.alarm))


def _certificate(store: Store, order: PaperOrder) -> bytes:
    from qingyu.printing.roster_certificate import render

    return render(certificate_sheet(store, order.month.year, order.person))
