"""The messages on the reception desk as plain values, to be kept until they are recorded."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date

from PySide6.QtWidgets import QWidget

from qingyu.domain.feedback import Channel, Kind, Mood
from qingyu.domain.issue import Urgency
from qingyu.domain.place import Place
from qingyu.domain.reception import Corrections
from qingyu.ui.pages.reception_queue import Form, Message, Queue, rewritten
from qingyu.ui.widgets.draft_form import DraftForm
from qingyu.ui.widgets.speech_box import SpeechBox

_ENUMS: tuple[tuple[str, type[Kind] | type[Urgency] | type[Channel] | type[Mood]], ...] = (
    ("kind", Kind), ("urgency", Urgency), ("channel", Channel), ("mood", Mood),
)  # fmt: skip
_PLAIN = ("name", "phone", "dangerous", "may_contact")
_PLACE = ("building", "unit", "room", "spot")


def keep_drafts(
    page: QWidget, queue: Queue, box: SpeechBox, show: Callable[[], object]
) -> DraftForm:
    """Makes the page a form whose messages are kept; `show` puts the one on the desk in the box."""

    def take(values: Mapping[str, object]) -> None:
        messages, at = messages_of(values)
        queue.load(messages)
        queue.at = min(at, len(queue.messages) - 1)
        show()

    return DraftForm(
        page,
        "居民说的话",
        is_typed=lambda: bool(box.text().strip()) or queue.is_several,
        read=lambda: draft_of(queue, box.text()),
        write=take,
    )


def draft_of(queue: Queue, text: str) -> dict[str, object]:
    """The messages that wait, with `text` as the words of the one on the desk."""
    messages = list(queue.messages)
    messages[queue.at] = rewritten(messages[queue.at], text)
    return {"messages": [_plain(each) for each in messages], "at": queue.at}


def messages_of(values: Mapping[str, object]) -> tuple[list[Message], int]:
    """The messages of a draft, and which of them was on the desk."""
    told = values.get("messages")
    at = values.get("at")
    messages = [_message(each) for each in told if isinstance(each, dict)] if isinstance(
        told, list
    ) else []
    return messages, at if isinstance(at, int) and at >= 0 else 0


def _plain(message: Message) -> dict[str, object]:
    form = message.form
    return {
        "text": message.text,
        "by_hand": _corrections_as_values(message.by_hand),
        "skipped": message.skipped,
        "form": None if form is None else [form.number, form.name, form.day.isoformat()],
    }


def _message(told: Mapping[str, object]) -> Message:
    form, by_hand = told.get("form"), told.get("by_hand")
    return Message(
        str(told.get("text", "")),
        _corrections(by_hand if isinstance(by_hand, dict) else {}),
        bool(told.get("skipped")),
        Form(int(form[0]), str(form[1]), date.fromisoformat(form[2])) if isinstance(
            form, list
        ) else None,
    )


def _corrections_as_values(by_hand: Corrections) -> dict[str, object]:
    """What was changed by hand; the resident goes by the name, who is looked up again."""
    told = {each.name: getattr(by_hand, each.name) for each in fields(by_hand)}
    resident, place, topic = told.pop("resident"), told.pop("place"), told.pop("topic")
    values: dict[str, object] = {
        name: each if isinstance(each, bool) else str(each)
        for name, each in told.items()
        if each is not None
    }
    if resident is not None:
        values.setdefault("name", resident.name)
    if place is not None:
        values["place"] = {name: getattr(place, name) for name in _PLACE}
    if topic is not None:
        values["topic"] = list(topic)
    return values


def _corrections(values: Mapping[str, object]) -> Corrections:
    told: dict[str, object] = {name: values[name] for name in _PLAIN if name in values}
    for name, kind in _ENUMS:
        if values.get(name) in {str(each) for each in kind}:
            told[name] = kind(str(values[name]))
    place, topic = values.get("place"), values.get("topic")
    if isinstance(place, dict):
        building, unit, room, spot = (place.get(name) for name in _PLACE)
        told["place"] = Place(building, unit, room, str(spot or ""))
    if isinstance(topic, list) and len(topic) == 2:
        told["topic"] = (str(topic[0]), str(topic[1]))
    return Corrections(**told)  # type: ignore[arg-type]
