"""What was published of a month and what was changed since: told in words, looked at again."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from qingyu.domain.duty import Assignment
from qingyu.domain.duty_change import ChangeKind, DutyChange, ShiftRef
from qingyu.domain.duty_month import (
    HistoryLine,
    MonthRoster,
    RosterState,
    RosterVersion,
    VersionSeat,
)
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month
from qingyu.domain.roster_sheet import short_day
from qingyu.services import duty_month, duty_problem, rulebook
from qingyu.services.duty_wall import wall
from qingyu.storage import duty as rows
from qingyu.storage import duty_month as month_rows
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store


def history(store: Store, month: Month) -> tuple[HistoryLine, ...]:
    """Every publishing and every change of the month, the newest first."""
    versions = duty_month.versions(store, month)
    names = {each.id: each.name for each in steward_rows.stewards(everybody=True)}
    shifts = {each.id: each.name for each in rows.shifts_or_usual(retired=True)}
    lines = [
        *_published(versions),
        *(
            _changed(each, versions, names, shifts)
            for each in month_rows.changes(month.first, month.last)
        ),
    ]
    # A change of the same moment came after the version it changes.
    return tuple(sorted(lines, key=lambda line: (line.at, line.where is not None), reverse=True))


def as_published(store: Store, month: Month, number: int) -> MonthRoster:
    """The month as that version was published; RuleError when there is none."""
    found = next((v for v in duty_month.versions(store, month) if v.number == number), None)
    if found is None:
        raise RuleError(f"{month.text}没有第 {number} 版", "请重新打开这一页。")
    book = duty_problem.read(store, month, carry=False)
    seats = tuple(
        Assignment(-at, s.on, s.shift_id, s.steward_id, s.lead)
        for at, s in enumerate(found.seats, start=1)
    )
    then = {
        s.steward_id: replace(book.stewards[s.steward_id], name=s.name)
        for s in found.seats
    }  # by the names they had
    shown = replace(
        book,
        assignments=seats,
        shifts=duty_problem.month_shifts(seats),
        stewards={**book.stewards, **then},
    )
    return MonthRoster(
        month,
        RosterState.PUBLISHED,
        number,
        found.at,
        found.by,
        "",
        shown.shifts,
        wall(store, shown, None),
        rulebook.calendar(store).warning(month.year),
    )


def _published(versions: tuple[RosterVersion, ...]) -> Iterator[HistoryLine]:
    for version in versions:
        before = next((v for v in versions if v.number == version.number - 1), None)
        told = f"第 {version.number} 版公布，{len(version.seats)} 人次"
        if before is not None:
            came = len(_where(version.seats) - _where(before.seats))
            went = len(_where(before.seats) - _where(version.seats))
            told += f"；比上一版添了 {came} 人次，去了 {went} 人次"
        yield HistoryLine(version.at, version.by, "公布", told, version.number)


def _where(seats: tuple[VersionSeat, ...]) -> set[tuple[object, int, int]]:
    return {(seat.on, seat.shift_id, seat.steward_id) for seat in seats}


def _changed(
    change: DutyChange,
    versions: tuple[RosterVersion, ...],
    names: Mapping[int, str],
    shifts: Mapping[int, str],
) -> HistoryLine:
    number = next((v.number for v in versions if v.at <= change.at), 0)
    agreed = change.agreed
    return HistoryLine(
        change.at,
        change.by,
        str(change.kind),
        change_words(change, names, shifts),
        number,
        change.where,
        f"{agreed.who}（{short_day(agreed.at.date())}）" if agreed is not None else "",
        change.words,
        change.kept,
    )


def change_words(
    change: DutyChange, names: Mapping[int, str], shifts: Mapping[int, str]
) -> str:
    """12月5日早班：孙国强换给钱秀珍，钱秀珍的12月8日午班换给孙国强."""

    def where(ref: ShiftRef) -> str:
        return f"{short_day(ref.on)}{shifts.get(ref.shift_id, '')}班"

    giver, taker = names.get(change.giver_id or 0, ""), names.get(change.taker_id or 0, "")
    back = where(change.back) if change.back is not None else ""
    told = {
        ChangeKind.SWAP: f"{giver}换给{taker}" + (f"，{taker}的{back}换给{giver}" if back else ""),
        ChangeKind.MOVED: f"{giver}调到{back}",
        ChangeKind.STAND_IN: f"{taker}顶班" + (f"，替{giver}" if giver else ""),
        ChangeKind.ABSENT: f"{giver}没来" if giver else f"{taker}其实来了",
        ChangeKind.EXTRA: f"{taker}加班",
        ChangeKind.EMPTIED: f"{giver}撤下，位置空着",
    }[change.kind]
    return f"{where(change.where)}：{told}"
