"""Regular expressions that are compiled when somebody first looks for them, not at the start."""

import re
from typing import Any, cast


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` makes of the source, made at its first use; re.error then, not before."""
    return cast("re.Pattern[str]", _Waiting(source, flags))


class _Waiting:
    """Stands for a compiled expression and becomes as quick as one once a method was used."""

    def __init__(self, source: str, flags: int) -> None:
        self._given = source, flags

    def __getattr__(self, name: str) -> Any:
        # Python asks here only for what is not there yet: the next time it is.
        value = getattr(re.compile(*self._given), name)
        setattr(self, name, value)
        return value

    def __repr__(self) -> str:
        return repr(re.compile(*self._given))
