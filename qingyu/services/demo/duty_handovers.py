"""The practice neighbourhood's handovers: the last shifts, each with what it passed on."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from qingyu.domain.duty import Shift
from qingyu.domain.handover import USUAL_POINTS, USUAL_THINGS
from qingyu.domain.steward import Steward
from qingyu.services.demo.lore import read
from qingyu.storage import tables
from qingyu.storage.bulk import BulkWriter

_WEATHER = ("晴", "多云", "阴", "小雨", "晴", "多云")
_HANDED_OVER = 9
_LATER = timedelta(minutes=5)


def write_handovers(
    writer: BulkWriter, over: Sequence[tuple[date, Shift, list[int]]], crew: Sequence[Steward]
) -> None:
    """Writes those before the very last shift, which left no record; the one before it waits."""
    names = {person.id: person.name for person in crew}
    told: list[dict[str, Any]] = read("handovers")["record"]
    handed = list(pairwise(over))[-_HANDED_OVER:]
    for number, ((on, shift, who), (_, _, then)) in enumerate(handed):
        ends, ago = shift.ends_on(on), len(handed) - 1 - number
        record = told[ago % len(told)]
        taker = next((each for each in then if each != who[0]), None) if ago else None
        writer.add(
            tables.DutyHandover,
            {
                "on": on,
                "shift_id": shift.id,
                "people": "、".join(names[ident] for ident in who),
                "weather": _WEATHER[on.toordinal() % len(_WEATHER)],
                "given_by_id": who[0],
                "given_at": ends,
                "taken_by_id": taker,
                "taken_at": ends + _LATER if taker else None,
                "taker_words": record.get("taker_words", "") if taker else "",
                **_columns(record),
            },
        )


def _columns(record: Mapping[str, Any]) -> dict[str, object]:
    found, missing = record.get("patrol", {}), record.get("missing", {})
    counted = [[e.name, e.usual, missing.get(e.name, e.usual)] for e in USUAL_THINGS]
    return {
        "visitors": record.get("visitors", ""),
        "open_matters": _json(record.get("open_matters", [])),
        "patrol": _json([[point, found.get(point, "正常")] for point in USUAL_POINTS]),
        "incidents": _json(record.get("incidents", [])),
        "counted": _json(counted),
        "words": record.get("words", ""),
    }


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False)
