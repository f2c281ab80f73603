"""Feedback (来件): anything a resident tells us."""

from datetime import datetime
from enum import StrEnum

from qingyu.domain.frozen import frozen
from qingyu.domain.place import NOWHERE, Place
from qingyu.domain.wording import code


class Kind(StrEnum):
    """What sort of thing was said."""

    REPAIR = "报修"
    COMPLAINT = "投诉"
    SUGGESTION = "建议"
    PRAISE = "表扬"
    INQUIRY = "咨询"
    HELP = "求助"


class Channel(StrEnum):
    """How it reached us."""

    VISIT = "上门"
    PHONE = "电话"
    WECHAT = "微信"
    PATROL = "巡查"
    HOTLINE = "12345"
    BOX = "意见箱"
    MEETING = "会议"


class Mood(StrEnum):
    """How it was said, confirmed by a steward."""

    URGENT = "急"
    UPSET = "怨"
    CALM = "平"
    GRATEFUL = "谢"


@frozen
class FeedbackDraft:
    """What the reception desk hands over to be recorded."""

    text: str
    place: Place = NOWHERE
    name: str = ""
    phone: str = ""
    kind: Kind = Kind.REPAIR
    category: str = "policy"
    matter: str = ""
    dangerous: bool = False
    urgency: str = "一般"
    title: str = ""
    channel: Channel = Channel.VISIT
    resident_id: int | None = None
    may_contact: bool = True
    received_at: datetime | None = None
    mood: Mood | None = None


@frozen
class Feedback:
    """One recorded piece; `issue_id` names the issue it was opened as or attached to.

    `no_issue` means that somebody decided it needs none; `mood` is what a steward confirmed;
    `voice` tells by numbers who spoke where name and phone are hidden.
    """

    id: int
    number: int
    text: str
    place: Place
    name: str
    phone: str
    kind: Kind
    category: str
    matter: str
    dangerous: bool
    urgency: str
    title: str
    channel: Channel
    may_contact: bool
    received_at: datetime
    recorded_by: int | None
    resident_id: int | None
    issue_id: int | None
    no_issue: bool = False
    mood: Mood | None = None
    voice: str = ""

    @property
    def draft(self) -> FeedbackDraft:
        """The piece as a draft, to be changed and stored again."""
        return FeedbackDraft(
            text=self.text,
            place=self.place,
            name=self.name,
            phone=self.phone,
            kind=self.kind,
            category=self.category,
            matter=self.matter,
            dangerous=self.dangerous,
            urgency=self.urgency,
            title=self.title,
            channel=self.channel,
            resident_id=self.resident_id,
            may_contact=self.may_contact,
            received_at=self.received_at,
            mood=self.mood,
        )

    @property
    def code(self) -> str:
        """The number as printed: 0456."""
        return code(self.number)
