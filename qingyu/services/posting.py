"""The posting ledger: what was put up where, what comes down, what was objected to."""

from collections.abc import Collection
from datetime import date

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.notice import Notice
from qingyu.domain.posting import (
    LedgerLine,
    Objection,
    Posting,
    PostingEvent,
    PostingMark,
    PostingPlace,
    check_down,
    check_up,
)
from qingyu.domain.publicity import Publicity, check_publicity, end_warning
from qingyu.domain.right import Right
from qingyu.services import notice, rulebook
from qingyu.storage import notice as notice_rows
from qingyu.storage import objection as objection_rows
from qingyu.storage import posting as rows
from qingyu.storage import steward as steward_rows
from qingyu.storage.journal import Writer
from qingyu.storage.notice import KeptNotice
from qingyu.storage.store import Store

MOST_LINES = 300
_PUBLICITY = "publicity"
_LONGEST_WHO = 40


@frozen
class LedgerEntry:
    """Everything known about one numbered notice; `composed` is None when its kind is gone."""

    line: LedgerLine
    composed: Notice | None
    postings: tuple[Posting, ...]
    objections: tuple[Objection, ...]
    period: Publicity | None = None
    warning: str = ""

    @property
    def hanging(self) -> tuple[Posting, ...]:
        """The copies that have not been taken down."""
        return tuple(posting for posting in self.postings if posting.hangs)


@frozen
class HangingNotice:
    """A copy on the map of boards, with the notice it is a copy of."""

    posting: Posting
    line: LedgerLine


@frozen
class BoardMap:
    """What hangs at each place in use, in the order one walks."""

    places: tuple[tuple[PostingPlace, tuple[HangingNotice, ...]], ...]


def ledger(store: Store, limit: int = MOST_LINES) -> tuple[LedgerLine, ...]:
    """Every numbered notice, void ones too, the newest number first."""
    return rows.ledger(limit)


def entry(store: Store, notice_id: int) -> LedgerEntry:
    """One notice with all its postings and objections; RuleError when it is gone."""
    kept = notice_rows.get(notice_id)
    (line,) = rows.ledger(1, [notice_id])
    end = kept.period.end if kept.period is not None else None
    return LedgerEntry(
        line,
        composed(store, kept),
        rows.of_notice(notice_id),
        objection_rows.of_notice(notice_id),
        kept.period,
        end_warning(end, rulebook.calendar(store)) if end is not None else "",
    )


def board_map(store: Store) -> BoardMap:
    """What hangs where now; a retired place is left out unless something still hangs there."""
    hanging = rows.hanging()
    lines = {line.id: line for line in rows.ledger(MOST_LINES, {p.notice_id for p in hanging})}
    by_place: dict[int, list[HangingNotice]] = {}
    for posting in hanging:
        if posting.notice_id in lines:
            copy = HangingNotice(posting, lines[posting.notice_id])
            by_place.setdefault(posting.place.id, []).append(copy)
    return BoardMap(
        tuple(
            (place, tuple(by_place.get(place.id, ())))
            for place in rows.places(everything=True)
            if place.active or place.id in by_place
        )
    )


def put_up(
    store: Store,
    notice_id: int,
    place_ids: Collection[int],
    *,
    up_on: date | None = None,
    up_by: str = "",
    until: date | None = None,
    by: int | None,
) -> Changes:
    """The change of copies put up at these places; where one hangs already nothing happens."""
    with store.operation("张贴", by=by, needs=Right.RECORD) as writer:
        kept = notice_rows.get(notice_id)
        if kept.is_void:
            raise RuleError(f"{kept.number}已经作废，不能再张贴", "请另发一张新的。")
        today = writer.at.date()
        day = up_on or today
        end = until or _until(store, writer, kept, day)
        check_up(day, end, today=today)
        taken = {posting.place.id for posting in rows.of_notice(notice_id) if posting.hangs}
        known = {place.id: place for place in rows.places()}
        fresh = [ident for ident in place_ids if ident in known and ident not in taken]
        if not place_ids:
            raise RuleError("还没有选张贴的地方", "请先勾上公告栏或楼道。")
        if not fresh:
            raise RuleError("这些地方都已经贴着这张通知了", "撕坏了请用「补贴」。")
        who = _who(up_by, writer)
        for ident in fresh:
            rows.add(writer, notice_id, ident, up_on=day, up_by=who, until=end)
        where = known[fresh[0]].name if len(fresh) == 1 else f"{len(fresh)} 处"
        writer.verb = f"张贴 {kept.number}（{where}）"
    return writer.changes


def take_down(
    store: Store,
    notice_id: int,
    posting_ids: Collection[int] | None = None,
    *,
    down_on: date | None = None,
    down_by: str = "",
    by: int | None,
) -> Changes:
    """The change of copies taken down: these, or every one that hangs."""
    with store.operation("撤下", by=by, needs=Right.RECORD) as writer:
        kept = notice_rows.get(notice_id)
        noted = rows.of_notice(notice_id)
        hanging = [
            posting
            for posting in noted
            if posting.hangs and (posting_ids is None or posting.id in posting_ids)
        ]
        today = writer.at.date()
        if noted or kept.posted_until is None:
            check_down(tuple(hanging), down_on or today, today=today)
        if not noted:
            notice_rows.take_down(writer, notice_id)
        for posting in hanging:
            rows.take_down(
                writer, posting.id, down_on=down_on or today, down_by=_who(down_by, writer)
            )
        where = hanging[0].place.name if len(hanging) == 1 else f"{len(hanging)} 处"
        writer.verb = f"撤下 {kept.number}" + (f"（{where}）" if hanging else "")
    return writer.changes


def mark(
    store: Store,
    notice_id: int,
    posting_ids: Collection[int],
    what: PostingMark,
    *,
    on: date | None = None,
    words: str = "",
    by: int | None,
) -> Changes:
    """The change of copies found torn, or replaced by new ones."""
    with store.operation(str(what), by=by, needs=Right.RECORD) as writer:
        kept = notice_rows.get(notice_id)
        meant = [p for p in rows.of_notice(notice_id) if p.id in posting_ids and p.hangs]
        if what is PostingMark.REPLACED:
            meant = [posting for posting in meant if posting.torn]
        else:
            meant = [posting for posting in meant if not posting.torn]
        if not meant:
            torn = what is PostingMark.TORN
            raise RuleError(
                "这里的已经记过撕坏了" if torn else "这里的没有撕坏", "请核对是哪一处。"
            )
        today = writer.at.date()
        day = on or today
        if not max(posting.up_on for posting in meant) <= day <= today:
            raise RuleError("这个日子不对", "请写在张贴以后、今天以前的日子。")
        event = PostingEvent(what, day, _who("", writer), " ".join(words.split())[:100])
        for posting in meant:
            rows.mark(writer, posting, event)
        where = meant[0].place.name if len(meant) == 1 else f"{len(meant)} 处"
        writer.verb = f"{what} {kept.number}（{where}）"
    return writer.changes


def set_period(store: Store, notice_id: int, period: Publicity, *, by: int | None) -> Changes:
    """The change of a 公示期; copies that hang stay until its end."""
    check_publicity(period)
    with store.operation("定公示期", by=by) as writer:
        kept = notice_rows.get(notice_id)
        if kept.is_void:
            raise RuleError(f"{kept.number}已经作废", "请另发一张新的。")
        end = period.end
        writer.verb = f"{kept.number}公示到 {end.month}月{end.day}日"
        notice_rows.set_period(writer, notice_id, period)
        for posting in rows.of_notice(notice_id):
            if posting.hangs:
                check_up(posting.up_on, end, today=writer.at.date())
                rows.set_until(writer, posting.id, end)
    return writer.changes


def composed(store: Store, kept: KeptNotice) -> Notice | None:
    """The notice as it was published, or None when its kind no longer knows these fields."""
    try:
        return notice.recomposed(store, kept)
    except RuleError:
        return None


def places_of(entry: LedgerEntry, places: Collection[PostingPlace]) -> tuple[PostingPlace, ...]:
    """The stairwells this notice is for: those of its buildings, all when it names none."""
    wanted = entry.composed.buildings if entry.composed is not None else ()
    return tuple(
        place
        for place in places
        if place.building is not None and (not wanted or place.building in wanted)
    )


def _until(store: Store, writer: Writer, kept: KeptNotice, up_on: date) -> date | None:
    """Until when it hangs; a 公示 that has no period yet gets the one it tells, or the usual."""
    if kept.period is None:
        told = composed(store, kept)
        period = told.publicity if told is not None else None
        if period is None and kept.kind != _PUBLICITY:
            return kept.posted_until
        period = period or Publicity(up_on)
        notice_rows.set_period(writer, kept.id, period)
        return period.end
    return kept.period.end


def _who(told: str, writer: Writer) -> str:
    name = " ".join(told.split())[:_LONGEST_WHO]
    if name or writer.by is None:
        return name
    return steward_rows.get(writer.by).name
