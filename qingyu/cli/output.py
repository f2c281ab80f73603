"""How the command line speaks: one JSON document, one line, or one sentence on stderr."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from typing import Any

from qingyu.domain.errors import QingyuError

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


def speak_utf8() -> None:
    """Makes the standard streams UTF-8, whatever the console's code page is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def say(line: str) -> None:
    """One line on standard output, at once."""
    print(line, flush=True)


def finish() -> None:
    """Writes out what is still waiting, while its failure can still be told."""
    if sys.stdout is not None:
        sys.stdout.flush()


def silence() -> None:
    """Sends what is still waiting nowhere: Python would try it again, and complain, at its end."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def refuse(error: QingyuError | str) -> int:
    """One sentence on stderr; the exit code for it."""
    # Without a stderr, print would write to stdout, into the answer.
    if sys.stderr is not None:
        with suppress(OSError):
            print(f"qingyu: {error}", file=sys.stderr, flush=True)
    return REFUSED


def as_json(answer: object) -> str:
    """The answer as JSON text; times in ISO form, dataclasses as objects."""
    return json.dumps(answer, ensure_ascii=False, default=_plain)


def show_objects(objects: Sequence[object], *, json_wanted: bool, lines: Iterable[str]) -> None:
    """The objects as one JSON array, or the lines for people."""
    if json_wanted:
        say(as_json(list(objects)))
        return
    for line in lines:
        print(line)


def _plain(value: Any) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)
