"""The recycle bin: what the journal keeps of rows that are gone, in words; and bringing it back."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from peewee import IntegrityError, fn

from qingyu.domain.errors import RuleError
from qingyu.domain.place import Place
from qingyu.domain.recycle import Deleted
from qingyu.domain.wording import code
from qingyu.storage import tables
from qingyu.storage.journal import Writer, plain
from qingyu.storage.store import Store
from qingyu.storage.tables import JOURNALED, Operation

Values = dict[str, Any]
Change = tuple[str, int, Values | None, Values | None]

# How the verb begins of an operation that brings something back.
BROUGHT_BACK = "恢复："
_TABLES = {table._meta.table_name: table for table in JOURNALED}
# What is a thing of its own, the one that gives an operation its name first; all else is part of
# something, or, as seats of the roster, has a history of its own.
_THINGS: Mapping[str, str] = {
    "notice": "通知", "issue": "工单", "feedback": "来件", "building": "楼栋", "resident": "住户",
    "household": "一户", "steward": "管家", "contact": "通讯录", "public_place": "公共部位",
    "posting_place": "张贴点", "duty_shift": "班次", "topic": "议题", "action": "会后要办",
    "vote": "表决", "objection": "异议", "slip_answer": "回执", "photo": "照片",
    "cost_line": "费用", "promise": "答应", "reply": "回复", "follow_up": "回访",
    "duty_wish": "请假", "duty_pair": "搭档",
}  # fmt: skip
# A thing out of use is still there; this column tells, with what it holds in use and out of it.
_OUT_OF_USE: Mapping[str, tuple[str, object, object]] = {
    "steward": ("active", True, False),
    "posting_place": ("active", True, False),
    "duty_shift": ("retired", False, True),
}
_VOID: Mapping[str, tuple[str, Callable[[Values], bool], str]] = {
    "notice": ("通知", lambda row: row.get("voided_at") is not None,
               "号码已经公示作废，不能再用；请在台账里按「照这张再写」另发一张。"),
    "issue": ("工单", lambda row: row.get("state") == "作废",
              "作废的工单不能恢复，编号留着备查；请重新登记一件。"),
}  # fmt: skip
_MARKS = ("},null]", '["steward",', '["posting_place",', '["duty_shift",',
          '"voided_at":"', '"state":"作废"')  # fmt: skip


def deleted(since: datetime) -> tuple[Deleted, ...]:
    """What is gone since then, the newest first; what came back meanwhile is left out."""
    found: list[Deleted] = []
    known: set[str] = set()
    for row in _operations(since):
        changes = rows_of(row.changes)
        known |= _brought(changes)
        for name, before, after in _gone(changes):
            mark = _mark(name, before) if after is None else f"{name} {before['id']}"
            if mark not in known:
                known.add(mark)
                found.append(_told(row, changes, name, before))
    return tuple(found)


def rows_of(changes: str) -> list[Change]:
    """The row changes of an operation: table, id, before, after."""
    return [(name, ident, before, after) for name, ident, before, after in json.loads(changes)]


def bring_back(writer: Writer, operation: int) -> None:
    """Puts back the rows that this operation took away; RuleError says why it cannot be."""
    row = Operation.get_or_none(Operation.id == operation)
    if row is None:
        raise RuleError("操作记录里找不到这一步", "请重新打开回收站。")
    changes = rows_of(row.changes)
    since = {mark for each in _later(operation) for mark in _brought(rows_of(each.changes))}
    gone = [_mark(name, before) for name, before, after in _gone(changes) if after is None]
    moved: dict[tuple[str, int], int] = {}
    back = 0
    try:
        for name, ident, before, after in [] if since & set(gone) else reversed(changes):
            back += _row_back(writer, (name, ident, before, after), row.undoes is not None, moved)
    except IntegrityError as error:
        raise _why_not(error) from error
    if not back:
        raise RuleError("它已经恢复过了", "不用再恢复一次。")


def _row_back(
    writer: Writer, change: Change, undone: bool, moved: dict[tuple[str, int], int]
) -> bool:
    """Whether the row was brought back; `moved` learns of those whose id is taken meanwhile."""
    name, ident, before, after = change
    if before is None:
        return False
    table = _TABLES[name]
    if after is None:
        wanted = _pointing(table, before, moved)
        if _now(name, ident) is not None:
            # SQLite gives the id of the last row away again: nobody but rows knows it.
            fresh = int(table.select(fn.MAX(table.id)).scalar()) + 1
            moved[name, ident] = fresh
            wanted, ident = wanted | {"id": fresh}, fresh
        writer.put_back(table, ident, wanted, None)
        return True
    now = _now(name, ident)
    if now is None:
        return False
    if not _went_out(name, before, after):
        if not undone or now != after:
            return False
        writer.put_back(table, ident, _pointing(table, before, moved), now)
        return True
    if name in _VOID:
        raise RuleError(f"作废的{_VOID[name][0]}不能恢复", _VOID[name][2])
    column, used, _unused = _OUT_OF_USE[name]
    if not _went_out(name, before, now):
        return False
    writer.put_back(table, ident, now | {column: used}, now)
    return True


def _pointing(
    table: type[tables.Row], values: Values, moved: Mapping[tuple[str, int], int]
) -> Values:
    """The values with what they point at where it is now."""
    told = dict(values)
    for field in table._meta.refs:
        target = (str(field.rel_model._meta.table_name), int(told.get(field.column_name) or 0))
        told[field.column_name] = moved.get(target, told.get(field.column_name))
    return told


def photos_gone_before(moment: datetime) -> frozenset[tuple[str, str]]:
    """SHA-256 and suffix of photos that nothing shows and nothing could bring back any more."""
    shown = {(row.sha256, row.suffix) for row in tables.Photo.select()}
    ever: set[tuple[str, str]] = set()
    lately: set[tuple[str, str]] = set()
    photos = Operation.select().where(Operation.changes.contains('["photo",'))
    for row in photos:
        for name, _, before, after in rows_of(row.changes):
            known = before or after
            if name == "photo" and known is not None:
                file = (str(known["sha256"]), str(known["suffix"]))
                (lately if row.at >= moment else ever).add(file)
    return frozenset(ever - lately - shown)


def _operations(since: datetime) -> Iterable[Any]:
    older = Operation.select(Operation.id).where(Operation.at < since)
    last = older.order_by(Operation.id.desc()).limit(1).scalar() or 0
    # LIKE takes _ for any character, which the parsed rows put right.
    marked = Operation.verb.startswith(BROUGHT_BACK)
    for mark in _MARKS:
        marked |= Operation.changes.contains(mark)
    query: Any = Operation.select().where(Operation.id > last, ~Operation.undone, marked)
    return tuple(query.order_by(Operation.id.desc()))


def _later(operation: int) -> Iterable[Any]:
    brought = Operation.verb.startswith(BROUGHT_BACK)
    return tuple(Operation.select().where(Operation.id > operation, ~Operation.undone, brought))


def _brought(changes: list[Change]) -> set[str]:
    """The marks of the rows an operation made."""
    made = ((name, after) for name, _, before, after in changes if before is None)
    return {_mark(name, after) for name, after in made if after is not None}


def _mark(name: str, row: Values) -> str:
    """Tells a thing from another that got its id; two alike in every word are one."""
    said = {column: value for column, value in row.items() if column != "id"}
    return f"{name} {json.dumps(said, ensure_ascii=False, sort_keys=True)}"


def _gone(changes: list[Change]) -> list[tuple[str, Values, Values | None]]:
    """The things an operation took away: what they were, and now are when only out of use."""
    found: list[tuple[str, Values, Values | None]] = []
    for name, ident, before, after in changes:
        if before is None:
            continue
        if after is None and name in _THINGS:
            found.append((name, before, None))
        elif after is not None and _went_out(name, before, after):
            now = _now(name, ident)
            if now is not None and _went_out(name, before, now):
                found.append((name, before, now))
    ranks = list(_THINGS)
    found.sort(key=lambda each: ranks.index(each[0]))
    # What else went is part of the first, unless that is another of the same sort.
    return [each for each in found if each[0] == found[0][0]]


def _went_out(name: str, before: Values, after: Values) -> bool:
    if name in _OUT_OF_USE:
        column, used, unused = _OUT_OF_USE[name]
        return bool(before.get(column)) is used and bool(after.get(column)) is unused
    if name in _VOID:
        is_void = _VOID[name][1]
        return not is_void(before) and is_void(after)
    return False


def _now(name: str, ident: int) -> Values | None:
    """The row as it stands, in the journal's words."""
    table = _TABLES[name]
    row = table.get_or_none(table.id == ident)
    return None if row is None else plain(row)


def _told(row: Any, changes: list[Change], name: str, before: Values) -> Deleted:
    things = sum(after is None for _, _, _, after in changes)
    one = sum(each[0] == name and each[3] is None for each in changes)
    why = _VOID[name][2] if name in _VOID and _now(name, int(before["id"])) else ""
    more = things - 1 if one == 1 and not why else 0
    return Deleted(
        row.id, _THINGS[name], _name(name, before), row.verb, row.at, row.by, max(0, more), why
    )


def _name(name: str, row: Values) -> str:
    place = _place(row)
    if name == "building":
        return f"{row['number']}幢"
    if name in ("issue", "feedback"):
        return f"{code(row['number'])} {row.get('title') or row.get('text') or ''}".strip()
    if name == "resident":
        return f"{row['name']}（{_home(row['household_id'])}）"
    if name in ("household", "slip_answer"):
        return place if name == "slip_answer" else _home(int(row["id"]), row)
    if name == "cost_line":
        return f"{row['what']} {row['fen'] / 100:,.2f} 元"
    if name == "photo":
        return f"施工{row['stage']}（{_issue(row['issue_id'])}）"
    if name == "duty_wish":
        return f"{_person(row['steward_id'])} {row['kind']} {row['first']}"
    if name == "duty_pair":
        return f"{_person(row['first_id'])} 和 {_person(row['second_id'])}"
    words = row.get("name") or row.get("title") or row.get("what") or row.get("question")
    return str(words or row.get("words") or row.get("answer") or "")


def _place(row: Values) -> str:
    spot = str(row.get("spot") or "")
    return Place(row.get("building"), row.get("unit") or None, row.get("room"), spot).text


def _home(ident: int, row: Values | None = None) -> str:
    home = row or _now("household", ident)
    if home is None:
        return "住处也删了"
    building = _now("building", int(home["building_id"]))
    number = building["number"] if building else None
    return Place(number, home["unit"] or None, home["room"]).text


def _issue(ident: int) -> str:
    issue = _now("issue", ident)
    return f"工单 {code(issue['number'])}" if issue else "工单也删了"


def _person(ident: int) -> str:
    person = _now("steward", ident)
    return str(person["name"]) if person else ""


def _why_not(error: IntegrityError) -> RuleError:
    if "UNIQUE" in str(error):
        return RuleError("同样的后来又登记了一份", "不用恢复；有出入就直接改现在那一份。")
    return RuleError("它属于的那一样也不在了", "请先在回收站里恢复那一样，再恢复它。")


def last_day(name: str) -> int:
    """The day noted under a name, as an ordinal; 0 when none is."""
    row = tables.Counter.get_or_none(tables.Counter.name == name)
    return 0 if row is None else int(row.value)


def note_day(store: Store, name: str, ordinal: int) -> None:
    """Notes a day under a name; nothing of it is journaled."""
    with store.database.atomic():
        tables.Counter.insert(name=name, value=ordinal).on_conflict(
            conflict_target=[tables.Counter.name], update={"value": ordinal}
        ).execute()
