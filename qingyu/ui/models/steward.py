"""Stewards and outside parties as tables."""

from qingyu.domain.phone_wording import phone_text
from qingyu.domain.steward import Contact, Role, Steward
from qingyu.ui.models.cells import CellRow
from qingyu.ui.widgets.table_memory import Column

COLUMNS = (
    Column("name", 6.0, main=True),
    Column("role", 7.4),
    Column("phone", 8.2),
    Column("tags", stretch=True),
    Column("serving", 5.0, badge=True),
)
HEADS = ("姓名", "身份", "电话", "标签", "在岗")
CONTACT_COLUMNS = (
    Column("name", stretch=True, main=True),
    Column("trade", 7.0),
    Column("phone", 8.6),
    Column("note", 9.0),
)
CONTACT_HEADS = ("名称", "做什么的", "电话", "备注")
_RANKS = {role: rank for rank, role in enumerate(Role)}


def row_of(steward: Steward) -> CellRow:
    """The prepared row of a steward; those who left are grey and say so."""
    tags, phone = "、".join(steward.tags), phone_text(steward.phone)
    state = "在岗" if steward.active else "已停用"
    tone = "" if steward.active else "muted"
    return CellRow(
        record=steward,
        cells=(steward.name, str(steward.role), phone, tags, state),
        keys=(steward.name, _RANKS[steward.role], steward.phone, tags, int(not steward.active)),
        tones=(tone,) * len(HEADS),
        more=steward.phone,
        name=steward.name,
    )


def contact_row_of(party: Contact) -> CellRow:
    """The prepared row of an outside party."""
    phone, note = phone_text(party.phone), " ".join(party.note.split())
    return CellRow(
        record=party,
        cells=(party.name, party.trade, phone, note),
        keys=(party.name, party.trade, party.phone, note),
        more=party.phone,
        name=party.name,
    )
