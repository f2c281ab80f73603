"""What a printed work slip (工单) says: plain words and times, ready to set."""

from datetime import datetime

from qingyu.domain.frozen import frozen


@frozen
class Said:
    """What one resident said: who and how to reach them, by which channel, when, the words."""

    text: str
    who: str = ""
    channel: str = ""
    at: datetime | None = None


@frozen
class IssueSlip:
    """One issue as the person who goes there needs it on paper."""

    number: str
    place: str
    matter: str
    category: str
    urgency: str
    neighbourhood: str = ""
    dangerous: bool = False
    state: str = ""
    reported_at: datetime | None = None
    respond_at: datetime | None = None
    safe_at: datetime | None = None
    finish_at: datetime | None = None
    said: tuple[Said, ...] = ()
    handler: str = ""
    lead: str = ""
    supervisor: str = ""
    promise: str = ""
    remark: str = ""
    funding: str = ""
    printed_at: datetime | None = None

    @property
    def code(self) -> str:
        """The bar code's content: the number's ASCII part, which the search box understands."""
        return "".join(
            char for char in self.number if char.isascii() and char.isprintable()
        ).strip()
