"""Where the notices of the demo hang, what was objected to, which slips came back."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from qingyu.domain.posting import PlaceKind, PostingMark, stairs_name
from qingyu.services.demo.dice import Dice, Wheel
from qingyu.services.demo.streets import Home, Tower
from qingyu.storage import tables
from qingyu.storage.bulk import BulkWriter

_BOARDS = (
    ("北门公告栏", PlaceKind.BOARD),
    ("值班室门口公告栏", PlaceKind.BOARD),
    ("南门橱窗", PlaceKind.WINDOW),
)
_OPINIONS = Wheel((("同意", 7.0), ("不同意", 1.5), ("弃权", 1.0)))
_SAID = ("早点装。", "扶手不要太粗。", "先装一楼到三楼。")


class PostingBook:
    """Writes the places and, notice by notice, what hangs there; chance of its own."""

    def __init__(
        self, writer: BulkWriter, towers: Sequence[Tower], homes: Sequence[Home],
        by: tuple[int, str], until: datetime,
    ) -> None:  # fmt: skip
        self.towers = tuple(towers)
        self._writer, self._homes, self._until = writer, tuple(homes), until
        self._by, self._name = by
        self._dice = Dice(len(self._homes))
        self._stairs: dict[int, list[int]] = {}
        self._posting = self._places = 0
        self._boards = [self._place(name, kind) for name, kind in _BOARDS] if towers else []
        for tower in towers:
            self._stairs[tower.number] = [
                self._place(
                    stairs_name(tower.number, unit), PlaceKind.STAIRS, tower.number, unit
                )
                for unit in range(1, tower.units + 1)
            ]

    def post(self, notice: int, row: dict[str, Any], building: int, made: datetime,
             down: date) -> None:  # fmt: skip
        """Puts a notice up on the boards and in the stairwells of its building."""
        up = min(made + timedelta(minutes=40), self._until)
        places = [*self._boards[:2], *self._stairs[building]]
        for at, place in enumerate(places):
            self._copy(notice, place, up, down, taken=bool(row.get("taken_down")))
            if row.get("objection") and at == 1:
                self._torn(notice, up)
        if row.get("objection"):
            self._object(notice, str(row["objection"]), made)
        if row.get("answered"):
            self._answer(notice, building, made)

    def _place(
        self, name: str, kind: PlaceKind, building: int | None = None, unit: int | None = None
    ) -> int:
        self._places += 1
        row = {"id": self._places, "name": name, "kind": str(kind)}
        self._writer.add(tables.PostingPlace, {**row, "building": building, "unit": unit})
        return self._places

    def _copy(self, notice: int, place: int, up: datetime, down: date, *, taken: bool) -> None:
        self._posting += 1
        row: dict[str, object] = {
            "id": self._posting, "notice_id": notice, "place_id": place, "up_on": up.date(),
            "up_by": self._name, "until": down, "entered_at": up, "entered_by_id": self._by,
        }  # fmt: skip
        if taken:
            row |= {"down_on": down, "down_by": self._name, "down_entered_by_id": self._by}
            row["down_entered_at"] = datetime.combine(down, time(17, 30))
        self._writer.add(tables.Posting, row)

    def _torn(self, notice: int, up: datetime) -> None:
        row = {"notice_id": notice, "posting_id": self._posting, "mark": str(PostingMark.TORN)}
        row |= {"on": self._until.date(), "who": self._name, "words": "被风刮破了"}
        when = {"entered_at": self._until, "entered_by_id": self._by}
        self._writer.add(tables.PostingEvent, {**row, **when})

    def _object(self, notice: int, said: str, made: datetime) -> None:
        when = min(made + timedelta(days=1), self._until)
        row = {"notice_id": notice, "on": when.date(), "who": "", "words": said}
        self._writer.add(
            tables.Objection, {**row, "entered_at": when, "entered_by_id": self._by}
        )

    def _answer(self, notice: int, building: int, made: datetime) -> None:
        homes = [home for home in self._homes if home.tower.number == building]
        for home in homes[::2]:
            days = self._dice.whole(1, 4)
            when = min(made + timedelta(days=days), self._until)
            said = self._dice.pick(_SAID) if self._dice.chance(0.2) else ""
            self._writer.add(
                tables.SlipAnswer,
                {
                    "notice_id": notice,
                    "building": building,
                    "unit": home.unit,
                    "room": home.room,
                    "option": self._dice.spin(_OPINIONS),
                    "heads": self._dice.whole(1, 3),
                    "words": said,
                    "on_paper": when.date(),
                    "entered_at": when,
                    "entered_by_id": self._by,
                },
            )
