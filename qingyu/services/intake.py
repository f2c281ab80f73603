"""From a resident's words to something that can be recorded."""

from qingyu.domain.feedback import Channel, FeedbackDraft
from qingyu.domain.intake import Understanding, understand
from qingyu.domain.place import NOWHERE


def understood(text: str, channel: Channel = Channel.VISIT) -> FeedbackDraft:
    """The draft of what these words seem to say."""
    return draft_of(understand(text), channel)


def draft_of(read: Understanding, channel: Channel = Channel.VISIT) -> FeedbackDraft:
    """The draft of an understanding, the original words untouched."""
    return FeedbackDraft(
        text=read.text,
        place=read.place.value if read.place else NOWHERE,
        name=read.name.value if read.name else "",
        phone=read.phone.value if read.phone else "",
        kind=read.kind.value,
        category=read.category.value,
        matter=read.matter.value if read.matter else "",
        dangerous=read.dangerous.value,
        urgency=read.urgency.value,
        title=read.title,
        channel=channel,
    )
