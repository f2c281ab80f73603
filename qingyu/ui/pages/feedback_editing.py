"""What a piece of feedback becomes by one corrected value."""

from dataclasses import replace

from qingyu.domain.feedback import Channel, Feedback, FeedbackDraft, Kind
from qingyu.domain.phone_reading import read_phone
from qingyu.domain.place_entry import read_entry


def edited(piece: Feedback, key: str, value: object) -> FeedbackDraft:
    """The draft with the field of this key brought to a text or bool; KeyError for another key.

    `topic` takes a pair of category code and matter.
    """
    draft = piece.draft
    if key == "place":
        return _moved(draft, str(value))
    if key == "topic" and isinstance(value, tuple):
        return replace(draft, category=str(value[0]), matter=str(value[1]))
    if key == "phone":
        return replace(draft, phone=read_phone(str(value)) or str(value).strip())
    if key == "kind":
        return replace(draft, kind=Kind(str(value)))
    if key == "channel":
        return replace(draft, channel=Channel(str(value)))
    if key == "dangerous":
        return replace(draft, dangerous=bool(value))
    if key == "may_contact":
        return replace(draft, may_contact=bool(value))
    if key == "name":
        return replace(draft, name=" ".join(str(value).split()))
    if key == "urgency":
        return replace(draft, urgency=str(value))
    raise KeyError(key)


def _moved(draft: FeedbackDraft, text: str) -> FeedbackDraft:
    place = read_entry(text)
    title, old = draft.title, draft.place.code
    if old and old in title:
        title = title.replace(old, place.code).strip()
    return replace(draft, place=place, title=title)
