"""The messages on the reception desk: usually one, several after a chat was pasted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from qingyu.domain.feedback import Channel
from qingyu.domain.frozen import frozen
from qingyu.domain.reception import UNTOUCHED, Corrections

# Forms are dropped into the box by the door unless told otherwise.
_FROM_PAPER = Corrections(channel=Channel.BOX)


@frozen
class Form:
    """The blank form a message is copied from: its number, its name, the day written on it."""

    number: int
    name: str
    day: date


@frozen
class Message:
    """What one resident said, what was changed by hand, whether it is not to be recorded.

    `form` is the paper it stands on, if any.
    """

    text: str = ""
    by_hand: Corrections = UNTOUCHED
    skipped: bool = False
    form: Form | None = None

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to record."""
        return not self.text.strip()


def rewritten(before: Message, text: str) -> Message:
    """The message with these words: edited, or others, which nothing changed by hand fits."""
    if not is_other(before.text, text):
        return replace(before, text=text)
    return on_paper(before.form, text)


def on_paper(form: Form | None, text: str = "") -> Message:
    """A message as it begins, on this form."""
    return Message(text, UNTOUCHED if form is None else _FROM_PAPER, form=form)


def is_other(before: str, after: str) -> bool:
    """Whether the words were replaced by others, not merely edited."""
    if not before.strip():
        return False
    return not after.strip() or (before[0] != after[0] and before[-1] != after[-1])


class Queue:
    """The messages that wait, and which of them is on the desk; there is always one."""

    def __init__(self) -> None:
        self.messages: list[Message] = [Message()]
        self.at = 0
        self._whole: tuple[str, tuple[str, ...]] = ("", ())

    @property
    def current(self) -> Message:
        """The message on the desk."""
        return self.messages[self.at]

    @property
    def is_several(self) -> bool:
        """Whether more than one message waits."""
        return len(self.messages) > 1

    @property
    def waiting(self) -> tuple[Message, ...]:
        """The messages that are to be recorded."""
        return tuple(each for each in self.messages if not each.skipped and not each.is_blank)

    def put(self, message: Message) -> None:
        """The message on the desk is now this."""
        self.messages[self.at] = message

    def load(self, messages: Sequence[Message]) -> None:
        """These messages wait from now on, the first on the desk."""
        self.messages = list(messages) or [Message()]
        self.at = 0

    def split(self, whole: str, parts: Sequence[str]) -> None:
        """The message on the desk becomes several."""
        if not self.is_several:
            self._whole = whole, tuple(parts)
        form = self.current.form
        pieces = [Message(text) for text in parts]
        self.messages[self.at : self.at + 1] = [on_paper(form, parts[0]), *pieces[1:]]

    def join(self) -> None:
        """All that wait become one again: the pasted text itself while nothing was changed."""
        texts = tuple(message.text for message in self.messages)
        whole, parts = self._whole
        form = next((message.form for message in self.messages if message.form), None)
        self.load([on_paper(form, whole if texts == parts else "\n\n".join(texts))])

    def step(self, by: int) -> bool:
        """Whether there was a next (1) or previous (-1) message to put on the desk."""
        if not 0 <= self.at + by < len(self.messages):
            return False
        self.at += by
        return True

    def skip(self) -> None:
        """The message on the desk is not recorded; the next that waits comes, if there is one."""
        self.put(replace(self.current, skipped=not self.current.skipped))
        if self.current.skipped:
            self._to_next()

    def take_form(self, form: Form) -> None:
        """This form comes on the desk; what is there waits behind it."""
        known = [at for at, message in enumerate(self.messages) if message.form == form]
        if known:
            self.at = known[0]
        elif self.current.is_blank:
            self.put(on_paper(form))
        else:
            self.messages.insert(self.at, on_paper(form))

    def drop(self) -> None:
        """The message on the desk was recorded; the next that waits comes."""
        del self.messages[self.at]
        if not self.messages:
            self.messages = [Message()]
        self.at = min(self.at, len(self.messages) - 1)
        if self.current.skipped:
            self._to_next()

    def keep(self, messages: Sequence[Message]) -> None:
        """Only these still wait, in their order."""
        self.load([each for each in self.messages if each in messages])

    def _to_next(self) -> None:
        order = [*range(self.at, len(self.messages)), *range(self.at)]
        self.at = next((at for at in order if not self.messages[at].skipped), self.at)
