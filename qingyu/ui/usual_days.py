"""The days that forms offer beside a calendar."""

from datetime import date, timedelta

_THURSDAY = 3


def next_thursday(today: date) -> date:
    """The Thursday to come, when the weekly review sits; never today."""
    return today + timedelta(days=(_THURSDAY - today.weekday() - 1) % 7 + 1)


def usual_days(today: date) -> list[tuple[str, date]]:
    """The days most often meant."""
    week = timedelta(days=7)
    thursday = next_thursday(today)
    name = "这周四" if today.weekday() < _THURSDAY else "下周四"
    return [("明天", today + timedelta(days=1)), (name, thursday), ("一周后", today + week),
            ("两周后", today + 2 * week)]
