"""What was printed: the journal names it, since paper with names on it leaves the program."""

from qingyu.domain.changes import Changes
from qingyu.domain.right import Right
from qingyu.storage.store import Store

_LONGEST = 60


def note(
    store: Store, title: str, *, pages: str = "", copies: int = 1, by: int | None
) -> Changes:
    """Tells the journal that paper came out of a printer; nothing that could be undone."""
    parts = [f"第 {pages} 页" if pages else "", f"{copies} 份" if copies > 1 else ""]
    more = "，".join(part for part in parts if part)
    verb = f"打印 {_short(title)}" + (f"（{more}）" if more else "")
    with store.operation(verb, by=by, needs=Right.PRINT) as writer:
        writer.tell()
    return writer.changes


def note_taken(store: Store, how: str, title: str, *, by: int | None) -> Changes:
    """Tells the journal that words with names left the book: 存成文件, 复制, 打开."""
    with store.operation(f"{how} {_short(title)}", by=by, needs=None) as writer:
        writer.tell()
    return writer.changes


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1] + "…"
