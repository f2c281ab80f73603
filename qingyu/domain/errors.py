"""The two kinds of trouble a steward is told about; everything else is a bug."""


class QingyuError(Exception):
    """Something to tell the user in one sentence, with what to do about it."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title, hint)
        self.title = title
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.title}{self._joint}{self.hint}" if self.hint else self.title

    @property
    def _joint(self) -> str:
        return "" if self.title.endswith(("。", "！", "？", "：")) else "，"


class RuleError(QingyuError):
    """A rule forbids this; the hint says what to do instead."""


class StoreError(QingyuError):
    """The disk, a lock or a damaged file stands in the way; nothing was changed."""
