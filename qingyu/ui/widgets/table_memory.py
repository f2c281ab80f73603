"""What a table remembers of its columns between two starts."""

import json
import logging
from dataclasses import field

from PySide6.QtCore import QSettings

from qingyu.domain.frozen import frozen

log = logging.getLogger(__name__)


@frozen
class Column:
    """One column of a table, in the order of the model.

    `ems` is its width in text sizes; one `stretch` column takes what is left. In the two-line look
    the `main` column is the bold matter, the `badge` column stands at the right of it, and the
    others follow under them, except those with `in_second_line=False`.
    """

    key: str
    ems: float = 6.0
    stretch: bool = False
    main: bool = False
    badge: bool = False
    in_second_line: bool = True
    hidden: bool = False


@frozen
class TableMemory:
    """Widths in ems by column key, hidden keys (None: as the program sets them), and the order."""

    widths: dict[str, float] = field(default_factory=dict)
    hidden: frozenset[str] | None = None
    sort_key: str = ""
    descending: bool = False


def recall(settings: QSettings | None, key: str) -> TableMemory:
    """What was remembered under a key; nothing when there is nothing or it cannot be read."""
    stored = settings.value(f"tables/{key}") if settings is not None else None
    if not isinstance(stored, str):
        return TableMemory()
    try:
        told = json.loads(stored)
        return TableMemory(
            {str(k): float(v) for k, v in told["widths"].items()},
            None if told["hidden"] is None else frozenset(map(str, told["hidden"])),
            str(told["sort"]), bool(told["descending"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        log.warning("the columns of table %s are forgotten: %s", key, error)
        return TableMemory()


def remember(settings: QSettings | None, key: str, memory: TableMemory) -> None:
    """Keep it for the next start."""
    if settings is None:
        return
    settings.setValue(f"tables/{key}", json.dumps({
        "widths": {k: round(v, 2) for k, v in memory.widths.items()},
        "hidden": None if memory.hidden is None else sorted(memory.hidden),
        "sort": memory.sort_key, "descending": memory.descending,
    }, ensure_ascii=True))
