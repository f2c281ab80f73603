"""The faces notices are set in: the program's own, or those an office expects."""

from qingyu.domain.changes import Changes
from qingyu.domain.right import Right
from qingyu.storage import setting
from qingyu.storage.store import Store

OFFICE, OWN = "office", ""
_KEY = "print faces"


def chosen(store: Store) -> str:
    """OFFICE or OWN, as the neighbourhood wishes."""
    return OFFICE if setting.value(_KEY) == OFFICE else OWN


def found() -> tuple[str, ...]:
    """Which of 仿宋, 小标宋, 黑体, 楷体 this computer has."""
    from qingyu.printing.fonts import office_found

    return office_found()


def choose(store: Store, faces: str, *, by: int | None) -> Changes:
    """The change of the faces of every notice set from now on."""
    with store.operation("选通知的字体", by=by, needs=Right.MANAGE) as writer:
        setting.put(writer, _KEY, faces)
    return writer.changes
