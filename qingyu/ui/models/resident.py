"""Residents as a table, as one walks the stairs."""

import re

from qingyu.domain.masking import mask_phone
from qingyu.domain.neighbourhood import Resident
from qingyu.domain.phone_wording import phone_text
from qingyu.ui.models.cells import CellRow
from qingyu.ui.widgets.table_memory import Column

COLUMNS = (
    Column("place", 6.6),
    Column("name", 6.0, main=True),
    Column("phone", 8.2),
    Column("standing", 3.6, badge=True),
    Column("tags", 7.0),
    Column("note", stretch=True),
)
HEADS = ("地址", "姓名", "电话", "身份", "标签", "备注")


def row_of(resident: Resident, *, hidden: bool = False) -> CellRow:
    """The prepared row of a resident; a hidden telephone is still found by its digits."""
    home, place = resident.household, resident.household.place
    tags = "、".join(resident.tags)
    phone = mask_phone(resident.phone) if hidden else phone_text(resident.phone)
    note = " ".join(resident.note.split())
    stairs = (home.building, home.unit, *room_key(home.room))
    return CellRow(
        record=resident,
        cells=(place.code, resident.name, phone, str(resident.standing), tags, note),
        keys=(stairs, resident.name, resident.phone, str(resident.standing), tags, note),
        more=f"{place.text} {resident.phone}",
        place=place,
        name=resident.name,
    )


def room_key(room: str) -> tuple[int | str, ...]:
    """Rooms by number, those without one last: 101, 1001, 1001A, 店面."""
    digits = re.match(r"\d{1,9}", room)
    return (0, int(digits[0]), room) if digits else (1, 0, room)
