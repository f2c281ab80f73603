"""The notices of the last weeks, numbered, and what became of each on the boards."""

import json
from collections import Counter
from datetime import datetime, time, timedelta
from typing import Any

from qingyu.domain.notice import compose
from qingyu.domain.notice_kind_file import built_in_kind
from qingyu.domain.publicity import USUAL_DAYS, Publicity
from qingyu.services.demo.dice import Dice
from qingyu.services.demo.lore import read
from qingyu.services.demo.postings import PostingBook
from qingyu.storage import tables
from qingyu.storage.bulk import BulkWriter

_FRIDAY = 4
_ABOUT = (
    "kind", "days_ago", "down_in", "work_in", "posted", "taken_down", "void", "objection",
    "answered",
)  # fmt: skip


def write_notices(
    writer: BulkWriter, dice: Dice, book: PostingBook, by: int, phone: str, until: datetime
) -> None:
    """Writes a handful of notices, numbered in the order they were made."""
    serials: Counter[int] = Counter()
    found = sorted(read("notices")["notice"], key=lambda row: -int(row["days_ago"]))
    for ident, row in enumerate(found if book.towers else (), 1):
        made = until - timedelta(days=row["days_ago"], minutes=dice.whole(5, 90))
        building = dice.whole(1, len(book.towers))
        fields = _fields(row, building, made, until)
        fields |= {"phone": phone, "signed_by": "湖滨晴雨管家", "date": f"{made.date()}"}
        serials[made.year] += 1
        notice = compose(built_in_kind(row["kind"]), fields)
        down = until.date() + timedelta(days=row["down_in"])
        void = row.get("void")
        told: dict[str, object] = {
            "id": ident,
            "year": made.year,
            "serial": serials[made.year],
            "kind": row["kind"],
            "title": notice.title,
            "fields": json.dumps(fields, ensure_ascii=False),
            "created_at": made,
            "created_by_id": by,
            "posted_until": down,
            "voided_at": made + timedelta(hours=2) if void else None,
            "void_reason": void,
        }
        if "days" in fields:
            period = Publicity(made.date(), int(str(fields["days"])))
            down = period.end
            told |= {"period_first": period.first, "period_days": period.days}
            told |= {"day_one_counts": False, "posted_until": down}
        writer.add(tables.Notice, told)
        if not void and row.get("posted", True):
            book.post(ident, row, building, made, down)


def _fields(
    row: dict[str, Any], building: int, made: datetime, until: datetime
) -> dict[str, object]:
    day = until.date() + timedelta(days=row["work_in"])
    slots = {
        "日": f"{day.month}月{day.day}日",
        "幢": f"{building}",
        "起": f"{made.date()}",
        "止": f"{until.date() + timedelta(days=row['down_in'])}",
        "天": f"{_days(made)}",
    }
    fields: dict[str, object] = {
        key: _filled(value, slots) for key, value in row.items() if key not in _ABOUT
    }
    fields["buildings"] = [building]
    if row["kind"] == "water_off":
        fields["start"] = f"{datetime.combine(day, time(8)):%Y-%m-%d %H:%M}"
        fields["end"] = f"{datetime.combine(day, time(17)):%Y-%m-%d %H:%M}"
    return fields


def _filled(value: object, slots: dict[str, str]) -> object:
    if isinstance(value, list):
        return [_filled(each, slots) for each in value]
    return str(value).format_map(slots)


def _days(made: datetime) -> int:
    """As many days as usual, more when the last one would fall on a weekend."""
    days = USUAL_DAYS
    while (made + timedelta(days=days)).weekday() > _FRIDAY:
        days += 1
    return days
