"""Changes after publishing: swaps, stand-ins, no-shows and extra duty, each in one step."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from qingyu.domain.changes import Changes
from qingyu.domain.duty import Assignment, Standing
from qingyu.domain.duty_change import Agreement, ChangeKind, DutyChange, ShiftRef, StandIn
from qingyu.domain.duty_month import RosterState
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month, month_of
from qingyu.domain.roster import Duty, Slot
from qingyu.domain.roster_change import loads, rule_names
from qingyu.domain.roster_rules import Rule
from qingyu.services import duty_across, duty_problem
from qingyu.services.duty_month import state
from qingyu.services.duty_problem import DutyBook
from qingyu.services.duty_reason import KeptAway, kept_away_in
from qingyu.services.duty_seat import check, refuse_twice, settle_lead, when
from qingyu.storage import duty as rows
from qingyu.storage import duty_month as month_rows
from qingyu.storage import steward as steward_rows
from qingyu.storage.journal import Writer
from qingyu.storage.store import Store


def swap(
    store: Store,
    assignment_id: int,
    taker_id: int,
    *,
    agreed: str,
    by: int | None,
    agreed_at: datetime | None = None,
    back_id: int | None = None,
    words: str = "",
    knowingly: bool = False,
) -> Changes:
    """The change of 「A 换 B」: the taker serves instead; with `back_id` A takes that duty of B's.

    RuleError names a rule it would break, unless it is done knowingly; who agreed is kept.
    """
    given = published(rows.assignment(assignment_id))
    back = _back(back_id, given, taker_id)
    if given.steward_id == taker_id:
        raise RuleError("两个人要不一样", "请选另一位来换。")
    if not agreed.strip():
        raise RuleError("还没有写谁同意的", "请写一下，比如「两人都同意」。")
    if back is None or (back.on, back.shift_id) != (given.on, given.shift_id):
        _refuse_twice(store, given, taker_id)
    if back is not None:
        _refuse_twice(store, back, given.steward_id)
    come, go = duty_across.both_ways(given, taker_id, back)
    kept = duty_across.check(store, come, go, knowingly=knowingly)
    giver, taker = (steward_rows.get(i).name for i in (given.steward_id, taker_id))
    verb = f"{giver}和{taker}换班 {when(given.on, rows.shift(given.shift_id))}"
    if back is not None:
        verb += f"，换回{when(back.on, rows.shift(back.shift_id))}"
    with store.operation(verb, by=by) as writer:
        ways = [(given, taker_id)] + ([(back, given.steward_id)] if back else [])
        for seat, who in ways:
            # A month that is still a draft keeps what was agreed when it is solved again.
            pinned = seat.pinned or state(month_of(seat.on)) is not RosterState.PUBLISHED
            row = replace(seat, steward_id=who, lead=False, kept=kept, pinned=pinned)
            rows.save_assignment(writer, row)
        for seat, _ in ways:
            settle_lead(store, writer, seat.on, seat.shift_id)
        note(
            writer, ChangeKind.SWAP, given, giver_id=given.steward_id, taker_id=taker_id,
            back=ShiftRef(back.on, back.shift_id) if back else None,
            agreed=Agreement(agreed.strip(), agreed_at or writer.at), words=words, kept=kept,
        )  # fmt: skip
    return writer.changes


def stand_ins(
    store: Store, on: date, shift_id: int, instead_of: int | None = None
) -> tuple[StandIn, ...]:
    """Everybody who could take the place: those no rule keeps away first, then lowest load."""
    return stand_ins_in(duty_problem.read(store, month_of(on)), on, shift_id, instead_of)


def stand_ins_in(
    book: DutyBook,
    on: date,
    shift_id: int,
    instead_of: int | None = None,
    kept_away: KeptAway | None = None,
) -> tuple[StandIn, ...]:
    """The same from a month that was read, and from the rules that keep everybody away."""
    if kept_away is None:
        kept_away = kept_away_in(book, on, shift_id, instead_of)
    slot = Slot(on, str(shift_id))
    duties = book.duties - ({Duty(slot, str(instead_of))} if instead_of is not None else set())
    total = loads(book.problem, duties)
    there = {e.steward_id for e in book.assignments if (e.on, e.shift_id) == (on, shift_id)}
    found = []
    for person in book.problem.people:
        ident = int(person.id)
        if ident in there or not book.stewards[ident].active:
            continue
        broken = rule_names(kept_away[person.id], ignoring=(Rule.PLACES,))
        phone = book.stewards[ident].phone
        unwanted = slot in person.unwanted
        found.append(
            StandIn(ident, person.name, phone, total[person.id], person.lead, broken, unwanted)
        )
    led = any(book.problem.person_by_id[d.person].lead for d in duties if d.slot == slot)
    return tuple(
        sorted(
            found,
            key=lambda s: (len(s.broken), not (led or s.lead), s.unwanted, s.load, s.steward_id),
        )
    )


def no_show(store: Store, assignment_id: int, *, words: str = "", by: int | None) -> Changes:
    """The change of somebody who did not come: the duty stops counting for them."""
    seat = rows.assignment(assignment_id)
    name, where = _name(seat), when(seat.on, rows.shift(seat.shift_id))
    if not seat.served:
        raise RuleError(f"{name}{where}已经记过缺岗", "不用再记一次。")
    if rows.shift(seat.shift_id).starts_on(seat.on) > store.now():
        raise RuleError(f"{where}还没有开始", "来不了请用「换班」。")
    with store.operation(f"{name}{where}缺岗", by=by) as writer:
        rows.save_assignment(writer, replace(seat, standing=Standing.ABSENT, lead=False))
        settle_lead(store, writer, seat.on, seat.shift_id)
        note(writer, ChangeKind.ABSENT, seat, giver_id=seat.steward_id, words=words)
    return writer.changes


def came_after_all(store: Store, assignment_id: int, *, by: int | None) -> Changes:
    """The change of a no-show noted by mistake: the duty counts again."""
    seat = rows.assignment(assignment_id)
    name, where = _name(seat), when(seat.on, rows.shift(seat.shift_id))
    if seat.served:
        raise RuleError(f"{name}{where}没有记过缺岗", "不用改。")
    with store.operation(f"{name}{where}其实来了", by=by) as writer:
        rows.save_assignment(writer, replace(seat, standing=Standing.PLANNED))
        settle_lead(store, writer, seat.on, seat.shift_id)
        words = "缺岗记错了，其实来了"
        note(writer, ChangeKind.ABSENT, seat, taker_id=seat.steward_id, words=words)
    return writer.changes


def stand_in(
    store: Store,
    on: date,
    shift_id: int,
    steward_id: int,
    *,
    instead_of: int | None = None,
    words: str = "",
    knowingly: bool = False,
    by: int | None,
) -> Changes:
    """The change of somebody who fills an empty place of a published month or for a no-show."""
    shift = rows.shift(shift_id)
    book = duty_problem.read(store, month_of(on))
    refuse_twice(book, on, shift, steward_id)
    kept = check(book, {Duty(Slot(on, str(shift_id)), str(steward_id))}, (), knowingly=knowingly)
    name = steward_rows.get(steward_id).name
    with store.operation(f"{name}顶班 {when(on, shift)}", by=by) as writer:
        ident = rows.assign(
            writer, on, shift_id, steward_id, lead=False, standing=Standing.STAND_IN, kept=kept
        )
        settle_lead(store, writer, on, shift_id)
        note(
            writer, ChangeKind.STAND_IN, rows.assignment(ident), giver_id=instead_of,
            taker_id=steward_id, words=words, kept=kept,
        )  # fmt: skip
    return writer.changes


def extra(
    store: Store,
    on: date,
    shift_id: int,
    steward_ids: Sequence[int],
    *,
    words: str = "",
    knowingly: bool = False,
    by: int | None,
) -> Changes:
    """The change of extra duty beside the planned places; it counts in the ledger."""
    chosen = tuple(dict.fromkeys(steward_ids))
    if not chosen:
        raise RuleError("还没有选人", "请选来加班的人。")
    shift = rows.shift(shift_id)
    names = "、".join(steward_rows.get(ident).name for ident in chosen)
    with store.operation(f"{names}加班 {when(on, shift)}", by=by) as writer:
        add_extra(store, writer, ShiftRef(on, shift_id), chosen, words, knowingly=knowingly)
    return writer.changes


def add_extra(
    store: Store,
    writer: Writer,
    where: ShiftRef,
    chosen: Sequence[int],
    words: str,
    *,
    knowingly: bool = False,
) -> None:
    """Writes extra duty within an operation; RuleError names a rule it would break."""
    book, shift = duty_problem.read(store, month_of(where.on)), rows.shift(where.shift_id)
    slot = Slot(where.on, str(where.shift_id))
    come = set()
    for ident in chosen:
        refuse_twice(book, where.on, shift, ident)
        come.add(Duty(slot, str(ident)))
    kept = check(book, come, (), knowingly=knowingly, ignoring=(Rule.PLACES,))
    for ident in chosen:
        new = rows.assign(
            writer, where.on, where.shift_id, ident, lead=False, standing=Standing.EXTRA,
            pinned=True, kept=kept,
        )  # fmt: skip
        seat = rows.assignment(new)
        note(writer, ChangeKind.EXTRA, seat, taker_id=ident, words=words, kept=kept)


def withdraw(store: Store, assignment_id: int, *, words: str = "", by: int | None) -> Changes:
    """The change of somebody taken out of a published shift; the place stays empty."""
    seat = rows.assignment(assignment_id)
    where = when(seat.on, rows.shift(seat.shift_id))
    with store.operation(f"{_name(seat)}撤下{where}", by=by) as writer:
        rows.remove(writer, [seat.id])
        settle_lead(store, writer, seat.on, seat.shift_id)
        note(writer, ChangeKind.EMPTIED, seat, giver_id=seat.steward_id, words=words)
    return writer.changes


def changes(store: Store, month: Month) -> tuple[DutyChange, ...]:
    """What changed in the month after publishing, the newest first."""
    return month_rows.changes(month.first, month.last)


def published(seat: Assignment) -> Assignment:
    """The seat of a published month; RuleError when it is a draft's or nobody came."""
    if state(month_of(seat.on)) is not RosterState.PUBLISHED:
        raise RuleError("这个月的值班表还没有公布", "还是草稿，直接改人就行。")
    if not seat.served:
        raise RuleError(f"{_name(seat)}这一班记了缺岗", "请用「顶班」。")
    return seat


def _back(back_id: int | None, given: Assignment, taker_id: int) -> Assignment | None:
    if back_id is None:
        return None
    back = rows.assignment(back_id)
    if back.steward_id != taker_id:
        raise RuleError("换回来的那一班不是对方的", "请选对方排到的一班。")
    if not back.served:
        raise RuleError("换回来的那一班记了缺岗", "请选对方的另一班。")
    if (back.on, back.shift_id) == (given.on, given.shift_id):
        raise RuleError("两人本来就在同一班", "不用换。")
    return back


def _refuse_twice(store: Store, seat: Assignment, who: int) -> None:
    book = duty_problem.read(store, month_of(seat.on), carry=False)
    refuse_twice(book, seat.on, rows.shift(seat.shift_id), who)


def note(
    writer: Writer,
    kind: ChangeKind,
    seat: Assignment,
    *,
    giver_id: int | None = None,
    taker_id: int | None = None,
    back: ShiftRef | None = None,
    agreed: Agreement | None = None,
    words: str = "",
    kept: str = "",
) -> None:
    """Writes one change of the month that the seat lies in."""
    where = ShiftRef(seat.on, seat.shift_id)
    month_rows.add_change(
        writer,
        DutyChange(
            0, kind, writer.at, "", where, giver_id, taker_id, back, agreed, words.strip(), kept
        ),
    )


def _name(seat: Assignment) -> str:
    return steward_rows.get(seat.steward_id).name
