"""Kinds of notices: the program's own, and those the stewards keep in their data folder."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path

from qingyu.domain.calendar import Calendar, read_holidays
from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.notice import Notice
from qingyu.domain.notice_doubt import Neighbourhood, texts
from qingyu.domain.notice_kind import FieldType, NoticeKind
from qingyu.domain.notice_kind_file import built_in_kinds, in_order, kind_named, read_kind
from qingyu.paths import resource
from qingyu.services import rulebook
from qingyu.storage import neighbourhood as rows
from qingyu.storage import steward as stewards
from qingyu.storage.figures import resident_names
from qingyu.storage.store import Store

# The day the examples were written for.
_SAMPLE_DAY = date(2026, 11, 22)


@frozen
class Shelf:
    """The kinds in force, and one sentence for each own file that could not be used."""

    kinds: tuple[NoticeKind, ...]
    complaints: tuple[str, ...] = ()


def kinds(store: Store | None = None) -> Shelf:
    """Built-in kinds, each replaced by an own file of its name; a broken file changes nothing."""
    found = {kind.kind: kind for kind in built_in_kinds()}
    complaints: list[str] = []
    for path in sorted(own_folder(store).glob("*.toml")) if store is not None else ():
        try:
            found[path.stem] = _own_kind(path, path.stat().st_mtime_ns)
        except RuleError as error:
            complaints.append(str(error))
        except OSError:
            complaints.append(f"打不开通知种类文件 {path.name}：请检查它是否正被别的程序占用。")
    words = _own_title_words(store, complaints)
    known = found.values() if not words else (replace(k, title_words=words) for k in found.values())
    return Shelf(in_order(known), tuple(complaints))


def _own_title_words(store: Store | None, complaints: list[str]) -> tuple[str, ...]:
    """The neighbourhood's words that titles keep whole; adds a complaint about a broken file."""
    path = own_folder(store) / "title-words.txt" if store is not None else None
    if path is None or not path.is_file():
        return ()
    try:
        return tuple(path.read_text("utf-8-sig").split())
    except (OSError, UnicodeDecodeError):
        complaints.append(f"{path.name} 打不开或不是 UTF-8 文字，请用 UTF-8 编码另存一次。")
        return ()


def named(name: str, store: Store | None = None) -> NoticeKind:
    """The kind of this name; RuleError lists the names there are."""
    return kind_named(name, kinds(store).kinds)


def with_stewards(notice: Notice) -> Notice:
    """The notice with the stewards of the open book among those it names on purpose."""
    ours = (person.name for person in stewards.stewards(everybody=True))
    return replace(notice, people=tuple(dict.fromkeys((*notice.people, *ours))))


def known(store: Store | None, notice: Notice) -> Neighbourhood:
    """What a reader of this notice must know: buildings, holidays, which residents it names."""
    if store is None:
        return Neighbourhood(calendar=_bundled_calendar())
    text = "\n".join(texts(notice))
    return Neighbourhood(
        buildings=frozenset(building.number for building in rows.buildings()),
        names=tuple(
            # Stewards are named on purpose, though most of them live here too.
            name
            for name in resident_names()
            if len(name) > 1 and name in text and name not in notice.people
        ),
        calendar=rulebook.calendar(store),
    )


def own_folder(store: Store) -> Path:
    """Where the neighbourhood's own kinds lie."""
    return store.folder.root / "notices"


def example(kind: NoticeKind, today: date) -> dict[str, object]:
    """A complete sample as fields, signed today, its coming days moved on by whole weeks.

    Every field is a text as it would be typed, a table a list of rows.
    """
    path = resource("notices", "examples", f"{kind.kind}.json")
    fields = _own_example(kind)
    if not kind.own and path.is_file():
        fields = json.loads(path.read_text("utf-8"))
    weeks = timedelta(weeks=max(0, -((_SAMPLE_DAY - today).days // 7)))
    fields = {name: _typed(raw) if _is_typed(kind, name) else raw for name, raw in fields.items()}
    return {name: _moved(kind, name, raw, weeks) for name, raw in fields.items()} | {
        "date": today.isoformat()
    }


def _own_example(kind: NoticeKind) -> dict[str, object]:
    """What the kind's own file gives as examples."""
    found: dict[str, object] = {}
    for field in kind.fields:
        if field.type is FieldType.TABLE:
            found[field.name] = [[column.example for column in field.columns]]
        elif field.choices:
            found[field.name] = field.example or field.choices[0]
        elif field.example and not field.rare:
            found[field.name] = field.example
    return found


def _is_typed(kind: NoticeKind, name: str) -> bool:
    field = kind.field(name)
    return field is not None and field.type is not FieldType.TABLE


def _typed(raw: object) -> str:
    """A field as the steward would type it."""
    if isinstance(raw, list):
        numbers = all(isinstance(part, int) for part in raw)
        return "、".join(f"{part}幢" for part in raw) if numbers else "\n".join(map(str, raw))
    return {True: "是", False: "否"}[raw] if isinstance(raw, bool) else str(raw)


def _moved(kind: NoticeKind, name: str, raw: object, weeks: timedelta) -> object:
    """A coming date or time moved on; all else as it is."""
    field = kind.field(name)
    if field is None or field.type not in (FieldType.DATE, FieldType.MOMENT):
        return raw
    try:
        day = datetime.fromisoformat(str(raw))
    except ValueError:  # an own kind's example, written as people write it
        return raw
    if day.date() < _SAMPLE_DAY:
        return raw
    timed = field.type is FieldType.MOMENT
    return f"{day + weeks:%Y-%m-%d %H:%M}" if timed else f"{day + weeks:%Y-%m-%d}"


@cache
def _bundled_calendar() -> Calendar:
    return read_holidays(resource("holidays"))


@lru_cache(maxsize=64)
def _own_kind(path: Path, changed: int) -> NoticeKind:
    """changed: when the file was written last, so that an edit is read at once."""
    return replace(read_kind(path), own=True)
