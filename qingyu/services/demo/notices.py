"""The notices that hang on the boards now."""

import json
from collections import Counter
from datetime import datetime, time, timedelta
from typing import Any

from qingyu.domain.notice import compose
from qingyu.domain.notice_kind_file import built_in_kind
from qingyu.services.demo.dice import Dice
from qingyu.services.demo.lore import read
from qingyu.storage import tables
from qingyu.storage.bulk import BulkWriter

_DATES = ("days_ago", "down_in", "work_in")


def write_notices(
    writer: BulkWriter, dice: Dice, buildings: int, by: int, phone: str, until: datetime
) -> None:
    """Writes a handful of notices, numbered in the order they were made."""
    serials: Counter[int] = Counter()
    found = sorted(read("notices")["notice"], key=lambda row: -int(row["days_ago"]))
    for row in found if buildings else ():
        made = until - timedelta(days=row["days_ago"], minutes=dice.whole(5, 90))
        fields = _fields(row, dice.whole(1, buildings), until)
        fields |= {"phone": phone, "signed_by": "湖滨晴雨管家", "date": f"{made.date()}"}
        serials[made.year] += 1
        writer.add(
            tables.Notice,
            {
                "year": made.year,
                "serial": serials[made.year],
                "kind": row["kind"],
                "title": compose(built_in_kind(row["kind"]), fields).title,
                "fields": json.dumps(fields, ensure_ascii=False),
                "created_at": made,
                "created_by_id": by,
                "posted_until": until.date() + timedelta(days=row["down_in"]),
            },
        )


def _fields(row: dict[str, Any], building: int, until: datetime) -> dict[str, object]:
    day = until.date() + timedelta(days=row["work_in"])
    slots = {"日": f"{day.month}月{day.day}日", "幢": f"{building}"}
    fields: dict[str, object] = {
        key: str(text).format_map(slots)
        for key, text in row.items()
        if key not in ("kind", *_DATES)
    }
    fields["buildings"] = [building]
    if row["kind"] == "water_off":
        fields["start"] = f"{datetime.combine(day, time(8)):%Y-%m-%d %H:%M}"
        fields["end"] = f"{datetime.combine(day, time(17)):%Y-%m-%d %H:%M}"
    return fields
