"""The recovery sheet, printed or saved where the user says; never kept beside the book."""

from pathlib import Path

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.recovery_sheet import Opens, RecoverySheet
from qingyu.domain.right import Right
from qingyu.services import document
from qingyu.storage import setting
from qingyu.storage.store import Store


def pdf(store: Store, code: str, opens: Opens = Opens.BOOK) -> bytes:
    """The sheet with this code as a PDF."""
    from qingyu.printing.recovery_sheet import render

    return render(RecoverySheet(code, setting.value("neighbourhood.name"), store.now(), opens))


def save(store: Store, code: str, path: Path, opens: Opens = Opens.BOOK) -> None:
    """Puts the sheet there; RuleError for a place inside the data folder."""
    root = store.folder.root.resolve()
    if root in path.resolve().parents:
        raise RuleError("恢复单不能和资料放在一起", "请存到 U 盘上，或直接打印出来。")
    document.save_file(path, pdf(store, code, opens))


def note(store: Store, how: str, *, by: int | None) -> Changes:
    """Tells the journal that a recovery sheet was printed or saved."""
    with store.operation(f"恢复单：{how}", by=by, needs=Right.MANAGE) as writer:
        writer.tell()
    return writer.changes
