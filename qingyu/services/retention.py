"""Retention: what personal data is over its time, and letting it go, week by week."""

from datetime import timedelta
from pathlib import Path

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.retention import (
    EVERY_DAYS,
    Exemption,
    Passing,
    RetentionPreview,
    RetentionRules,
    checked,
    limit,
)
from qingyu.domain.right import Right
from qingyu.storage import draft, photo, setting, tables
from qingyu.storage import recycle as days
from qingyu.storage import retention as rows
from qingyu.storage.database import naming_faults
from qingyu.storage.forgetting import forget
from qingyu.storage.store import Store
from qingyu.storage.wiping import overwriting

_DONE = "retention-done"
_KEYS = ("contact_months", "photo_months", "draft_days")
_EXAMPLES = 5


def rules(store: Store) -> RetentionRules:
    """How long things are kept here."""
    told = {key: setting.value(f"privacy.{key}") for key in _KEYS}
    return RetentionRules(**{key: int(text) for key, text in told.items() if text.isdecimal()})


def set_rules(store: Store, wanted: RetentionRules, *, by: int | None) -> Changes:
    """The change of how long things are kept."""
    checked(wanted)
    with store.operation("修改个人信息保存多久", by=by, needs=Right.MANAGE) as writer:
        for key in _KEYS:
            setting.put(writer, f"privacy.{key}", str(getattr(wanted, key)))
    return writer.changes


def preview(store: Store) -> RetentionPreview:
    """What a run would do now; nothing is changed."""
    now, wanted = store.now(), rules(store)
    due = _due(store)
    old = tables.Draft.select().where(tables.Draft.at < now - timedelta(days=wanted.draft_days))
    return RetentionPreview(
        len(due.feedback), len(due.issues), len(due.photos), int(old.count()),
        _examples(due), rows.exemptions(),
    )  # fmt: skip


def run(store: Store, *, by: int | None = None) -> Changes:
    """The change of hiding what is over its time; it is not undone, as nothing keeps it."""
    due, now, wanted = _due(store), store.now(), rules(store)
    gone = _files(store, due.photos)
    count = draft.forget_before(store, now - timedelta(days=wanted.draft_days))
    told = RetentionPreview(len(due.feedback), len(due.issues), len(due.photos), count)
    verb = f"个人信息到期清理：{told.text or '没有到期的'}"
    needs = Right.MANAGE if by is not None else None
    with overwriting(store.database), store.operation(verb, by=by, needs=needs) as writer:
        masking = rows.Masking(due, now.date(), limit(now, wanted.contact_months))
        forget(writer, store.database, masking.rows, masking.change)
    shown = {f"{row.sha256}{row.suffix}" for row in tables.Photo.select()}
    remove(store, [name for name in gone if name not in shown])
    days.note_day(store, _DONE, now.date().toordinal())
    return writer.changes


def skip(store: Store, *, by: int | None) -> Changes:
    """The change of leaving all as it is for one more week."""
    with store.operation("个人信息到期清理：这一周跳过", by=by, needs=Right.MANAGE) as writer:
        writer.tell()
    days.note_day(store, _DONE, store.now().date().toordinal())
    return writer.changes


def keep(store: Store, sort: str, number: int, why: str, *, by: int | None) -> Changes:
    """The change of keeping a matter whole for a reason, by its number."""
    why = " ".join(why.split())[:60]
    if not why:
        raise RuleError("还没有写为什么要留", "例如：居民还在和邻居打官司。")
    table = tables.Issue if sort == rows.ISSUE else tables.Feedback
    if not table.select().where(table.number == number).exists():
        raise RuleError(f"没有编号 {number:04d} 的{sort}", "请核对编号。")
    others = [each for each in rows.exemptions() if (each.sort, each.number) != (sort, number)]
    with store.operation(f"{sort} {number:04d} 到期不清理", by=by, needs=Right.MANAGE) as writer:
        rows.put_exemptions(writer, [*others, Exemption(sort, number, why)])
    return writer.changes


def let_go(store: Store, kept: Exemption, *, by: int | None) -> Changes:
    """The change of keeping a matter no longer than others."""
    verb = f"{kept.sort} {kept.number:04d} 照常清理"
    with store.operation(verb, by=by, needs=Right.MANAGE) as writer:
        rows.put_exemptions(writer, [each for each in rows.exemptions() if each != kept])
    return writer.changes


def exemptions(store: Store) -> tuple[Exemption, ...]:
    """The matters that are kept whole."""
    return rows.exemptions()


def is_due(store: Store) -> bool:
    """Whether a week passed; a new book first has one in which the preview can be looked at."""
    last, today = days.last_day(_DONE), store.now().date().toordinal()
    if not last:
        days.note_day(store, _DONE, today)
        return False
    return today - last >= EVERY_DAYS


def remove(store: Store, names: list[str]) -> int:
    """How many photos went for good, thumbnails with them."""
    gone = 0
    with naming_faults():
        for name in names:
            for each in (name, photo.thumbnail_name(Path(name).stem)):
                path = photo.path_of(store.folder, each)
                gone += path.is_file() and each == name
                path.unlink(missing_ok=True)
    return gone


def _due(store: Store) -> rows.Due:
    now, wanted = store.now(), rules(store)
    return rows.due(limit(now, wanted.contact_months), limit(now, wanted.photo_months))


def _files(store: Store, photos: frozenset[int]) -> list[str]:
    found = tables.Photo.select().where(tables.Photo.id.in_(list(photos)))
    return [f"{row.sha256}{row.suffix}" for row in found]


def _examples(due: rows.Due) -> tuple[Passing, ...]:
    some = tables.Issue.select().where(tables.Issue.id.in_(list(due.issues)[:500]))
    issues = [
        Passing(rows.ISSUE, row.number, row.title, row.closed_at or row.reported_at,
                "记录里的电话和姓名")
        for row in some
    ]  # fmt: skip
    table = tables.Feedback
    loose = table.select().where(table.id.in_(list(due.feedback)[:500]))
    pieces = [
        Passing(rows.FEEDBACK, row.number, row.title or row.text[:20], row.received_at,
                "、".join(part for part, told in (("姓名", row.name), ("电话", row.phone)) if told)
                or "话里的电话")
        for row in loose
    ]  # fmt: skip
    ended = sorted((*issues, *pieces), key=lambda each: each.ended_at)
    return tuple(ended[:_EXAMPLES])
