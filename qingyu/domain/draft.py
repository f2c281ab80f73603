"""What stood in a form and was not saved: kept while it is typed, offered again after a crash."""

from collections.abc import Mapping
from datetime import datetime

from qingyu.domain.frozen import frozen

_SHOWN = 18


@frozen
class Draft:
    """One form as it stood; `way` leads to it: the page, the thing on it, the form.

    `fields` holds plain values (text, numbers, lists of these) by the names of the fields.
    """

    id: str
    way: tuple[str, ...]
    title: str
    fields: Mapping[str, object]
    by: int | None
    at: datetime

    @property
    def page(self) -> str:
        """The page the form is on."""
        return self.way[0] if self.way else ""

    @property
    def excerpt(self) -> str:
        """The beginning of what was typed."""
        text = " ".join(texts(self.fields)[:1])
        return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"

    @property
    def line(self) -> str:
        """「工单 0198 屋面漏水：转办（物业公司…）」."""
        return f"{self.title}（{self.excerpt}）" if self.excerpt else self.title

    @property
    def whole_text(self) -> str:
        """Everything typed, a line each, to be pasted elsewhere."""
        return "\n".join(texts(self.fields))

    def is_for(self, steward_id: int | None) -> bool:
        """Whether it is shown to this person: who typed it, or anybody while nobody is chosen."""
        return steward_id is None or self.by is None or self.by == steward_id


def texts(value: object) -> list[str]:
    """The words in plain values, each on one line, the longest field first."""
    found = [" ".join(each.split()) for each in _strings(value)]
    return sorted((each for each in found if each), key=len, reverse=True)


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for each in value.values() for text in _strings(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in _strings(each)]
    return []
