"""The record that waits: read and confirmed by whoever comes."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qingyu.domain.handover import Handover, waits
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words


class TakingForm(InlineForm):
    """A signed record in lines, and room for what the one who comes sees otherwise.

    Signals: mending_requested() to correct the record; name_requested() when somebody else is to
    choose their name; those of InlineForm.
    """

    mending_requested = Signal()
    name_requested = Signal()

    def __init__(
        self, record: Handover, giver: str, now: datetime, parent: QWidget | None = None
    ) -> None:
        step = f"接班 {record.on.isoformat()} {record.shift.id}"
        super().__init__(f"{record.title}交了班，等人接班", "看过了，接班", parent, step=step)
        self.record = record
        at = record.given_at or now
        signed = f"交班：{giver}　{at:%H:%M} 签字，{waits(record, now)}"
        self.who = words("", "strong", wrap=True)
        for line in reversed((signed, *told(record))):
            self.add_note(words(line, wrap=True))
        self.add_note(self.who)
        self.words = QLineEdit()
        self.words.setMaxLength(200)
        self.words.setPlaceholderText("有不一样的写在这里，没有就空着")
        self.add_field("接班的话", self.words)
        self.other = ActionButton("换成接班人的名字", icon="users")
        self.mend = ActionButton("改这份记录", icon="pen-line")
        self.other.clicked.connect(self.name_requested)
        self.mend.clicked.connect(self.mending_requested)
        for button in (self.mend, self.other):
            self._buttons.insertWidget(1, button)
        self.cancel.hide()

    def set_user(self, name: str, *, is_giver: bool, next_names: str) -> None:
        """Say who will have taken over; who signed cannot."""
        coming = f"（{next_names}）" if next_names else ""
        if not name:
            said = "还不知道是谁接班，请先在右上角选名字。"
        elif is_giver:
            said = f"现在在用的是交班的「{name}」，接班的人{coming}请换成自己的名字再确认。"
        else:
            said = f"接班的是「{name}」，看过下面这些再确认。"
        self.who.setText(said)
        self.other.setVisible(is_giver or not name)
        self.confirm.setVisible(not is_giver and bool(name))

    def focus_first(self) -> None:
        """Puts the keyboard on what is to be done first."""
        (self.words if self.confirm.isVisibleTo(self) else self.other).setFocus()


def told(record: Handover) -> tuple[str, ...]:
    """A record in paragraphs."""
    counted = "、".join(
        f"{thing.name} {thing.found}/{thing.usual}{'（少了）' if thing.missing else ''}"
        for thing in record.counted
        if thing.found is not None
    )
    patrol = "、".join(f"{each.point} {each.result}" for each in record.patrol if each.result)
    incidents = "；".join(
        " ".join(part for part in (each.at, each.what, each.action, each.told) if part)
        for each in record.incidents
    )
    parts = (
        ("值班", record.people),
        ("天气", record.weather),
        ("来人来电", record.visitors),
        ("发生的事", _listed(record.happened)),
        ("没办完的", _listed(record.open_matters)),
        ("巡查", patrol),
        ("突发情况", incidents),
        ("清点", counted),
        ("备注", record.words),
        ("接班的话", record.taker_words),
    )
    return tuple(f"{label}：{text}" for label, text in parts if text)


def _listed(lines: tuple[str, ...]) -> str:
    """One line stays behind its label, more stand under it."""
    return lines[0] if len(lines) == 1 else "".join(f"\n　· {line}" for line in lines)
