"""Rounds on paper: rows ↔ Round."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from qingyu.domain.errors import RuleError
from qingyu.domain.place import Place
from qingyu.domain.round import LineDraft, Round, RoundKind, RoundLine, Tick, Visit
from qingyu.storage import tables
from qingyu.storage.journal import Writer


def add(
    writer: Writer,
    number: int,
    kind: RoundKind,
    lines: Sequence[LineDraft],
    walker_id: int | None = None,
) -> int:
    """The id of a new round, its lines numbered from 1 in this order."""
    ident = writer.insert(
        tables.Round,
        number=number,
        kind=str(kind),
        made_at=writer.at,
        made_by=writer.by,
        walker=walker_id,
    )
    for no, line in enumerate(lines, 1):
        writer.insert(
            tables.RoundLine,
            round=ident,
            no=no,
            matter=line.matter,
            issue=line.issue_id,
            **asdict(line.place),
        )
    return ident


def enter(
    writer: Writer,
    line_id: int,
    tick: Tick,
    words: str,
    on_paper: date | None,
    feedback_id: int | None = None,
    visit: Visit | None = None,
) -> None:
    """Writes down what came back on a line, the day on the paper beside the moment of entry."""
    writer.update(
        tables.RoundLine,
        line_id,
        tick=str(tick),
        words=words,
        on_paper=on_paper,
        entered_at=writer.at,
        entered_by=writer.by,
        feedback=feedback_id,
        **(_visited(visit) if visit is not None else {}),
    )


def name_walker(writer: Writer, round_id: int, walker_id: int) -> None:
    """Notes who went with the paper."""
    writer.update(tables.Round, round_id, walker=walker_id)


def get(ident: int) -> Round:
    """The round; RuleError when it is gone."""
    row = tables.Round.get_or_none(tables.Round.id == ident)
    if row is None:
        raise RuleError("这张单子已经不在了", "请回到列表重新选择。")
    return _rounds([row])[0]


def by_number(number: int) -> Round | None:
    """The round with this number, or None."""
    row = tables.Round.get_or_none(tables.Round.number == number)
    return _rounds([row])[0] if row is not None else None


def of_line(line_id: int) -> tuple[Round, int]:
    """The round a line stands on, and its number there; RuleError when it is gone."""
    row = tables.RoundLine.get_or_none(tables.RoundLine.id == line_id)
    if row is None:
        raise RuleError("这一行已经不在了", "请回到列表重新选择。")
    return get(row.round_id), row.no


def out() -> tuple[Round, ...]:
    """The rounds of which a line has not come back, oldest first."""
    line = tables.RoundLine
    waiting = line.select(line.round).where(line.tick.is_null())
    query = tables.Round.select().where(tables.Round.id.in_(waiting)).order_by(tables.Round.id)
    return _rounds(list(query))


def issues_out() -> frozenset[int]:
    """The ids of the issues that stand on a line which has not come back."""
    line = tables.RoundLine
    query: Any = line.select(line.issue).where(line.tick.is_null(), line.issue.is_null(False))
    return frozenset(ident for (ident,) in query.tuples())


def _rounds(rows: Sequence[tables.Round]) -> tuple[Round, ...]:
    line = tables.RoundLine
    query: Any = line.select().where(line.round.in_([row.id for row in rows])).order_by(line.no)
    lines: dict[int, list[RoundLine]] = {}
    for row in query:
        lines.setdefault(row.round_id, []).append(_line(row))
    return tuple(
        Round(
            row.id,
            row.number,
            RoundKind(row.kind),
            row.made_at,
            tuple(lines.get(row.id, ())),
            row.walker_id,
        )
        for row in rows
    )


def _line(row: Any) -> RoundLine:
    return RoundLine(
        row.id,
        row.no,
        row.matter,
        Place(row.building, row.unit, row.room, row.spot),
        row.issue_id,
        Tick(row.tick) if row.tick else None,
        row.words,
        row.on_paper,
        row.entered_at,
        row.feedback_id,
        Visit(row.how or Visit.how, row.truthful, row.timely, row.walker_id),
    )


def _visited(visit: Visit) -> dict[str, object]:
    return {
        "how": visit.how,
        "truthful": visit.truthful,
        "timely": visit.timely,
        "walker": visit.walker_id,
    }
