"""Photos of an issue, before and after the work."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.right import Right
from qingyu.storage import issue as rows
from qingyu.storage import issue_parts as parts
from qingyu.storage import photo
from qingyu.storage.photo import KeptPhoto
from qingyu.storage.store import Store


def add(
    store: Store, issue_id: int, sources: Iterable[Path], *, stage: str = "前", by: int | None
) -> Changes:
    """The change of kept photos; RuleError names the first file that is no usable picture."""
    return attach(store, issue_id, keep(store, sources), stage=stage, by=by)


def keep(store: Store, sources: Iterable[Path]) -> tuple[KeptPhoto, ...]:
    """The photos cleaned and put beside the book; slow, reads no book, may run on the worker."""
    return tuple(photo.keep(store.folder, source) for source in sources)


def attach(
    store: Store,
    issue_id: int,
    kept: Sequence[KeptPhoto],
    *,
    stage: str = "前",
    by: int | None,
) -> Changes:
    """The change of kept photos hung on an issue; those it already shows are passed over."""
    issue = rows.get(issue_id)
    shown = {(each.sha256, each.stage) for each in parts.photos(issue_id)}
    fresh = [each for each in dict.fromkeys(kept) if (each.sha256, stage) not in shown]
    if kept and not fresh:
        raise RuleError("这些照片已经在这件工单里了", "不用再加一次。")
    with store.operation(f"照片 {issue.code}", by=by, needs=Right.RECORD) as writer:
        for each in fresh:
            parts.add_photo(
                writer,
                issue_id,
                sha256=each.sha256,
                suffix=each.suffix,
                stage=stage,
                taken=each.taken_at,
            )
        if fresh:
            parts.add_event(writer, issue_id, "照片", words=f"{stage}照片 {len(fresh)} 张")
    return writer.changes


def remove(store: Store, issue_id: int, photo_id: int, *, by: int | None) -> Changes:
    """The change of a photo taken off; the file stays until undo is no longer possible."""
    issue = rows.get(issue_id)
    with store.operation(f"移除照片 {issue.code}", by=by) as writer:
        parts.remove_photo(writer, photo_id)
    return writer.changes


def content(store: Store, sha256: str, suffix: str) -> bytes:
    """The picture file of a kept photo; StoreError when it is gone or damaged."""
    return photo.content_of(store.folder, f"{sha256}{suffix}")


def thumbnail(store: Store, sha256: str) -> bytes:
    """The small picture of a kept photo; StoreError when it is gone or damaged."""
    return photo.content_of(store.folder, photo.thumbnail_name(sha256))
