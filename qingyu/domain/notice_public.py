"""A notice as anybody may read it, and where in its texts something was hidden."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from qingyu.domain.frozen import frozen
from qingyu.domain.masking import mask_text
from qingyu.domain.notice import Notice
from qingyu.domain.notice_table import NoticeTable
from qingyu.domain.pattern import pattern
from qingyu.domain.phone_reading import find_phones

_APART = pattern(r"[、,，;；/]|或")
Spans = tuple[tuple[int, int], ...]


@frozen
class PublicNotice:
    """The notice to be read by anybody; hidden: per text of it, from–to of what was masked."""

    notice: Notice
    hidden: Mapping[str, Spans]


def make_public(notice: Notice, names: Collection[str] = ()) -> PublicNotice:
    """The notice without residents' names, telephones and rooms.

    Who signed or is on duty and how to reach them (contact, telephone, where the slip goes)
    stays: it is printed on purpose.
    """
    keep = named_on_purpose(notice)
    hidden: dict[str, Spans] = {}

    def hide(text: str) -> str:
        masked = mask_text(text, names, keep)
        if masked.spans:
            hidden[masked.text] = tuple((span.start, span.end) for span in masked.spans)
        return masked.text

    def table(of: NoticeTable) -> NoticeTable:
        return replace(
            of,
            caption=hide(of.caption),
            heads=tuple(hide(head) for head in of.heads),
            rows=tuple(tuple(hide(cell) for cell in row) for row in of.rows),
            total=tuple(hide(cell) for cell in of.total),
        )

    slip = notice.slip
    public = replace(
        notice,
        title=hide(notice.title),
        addressee=hide(notice.addressee),
        content=tuple(hide(p) if isinstance(p, str) else table(p) for p in notice.content),
        qr=hide(notice.qr),
        slip=slip
        and replace(slip, question=hide(slip.question), options=tuple(map(hide, slip.options))),
        fields=(),
    )
    return PublicNotice(public, hidden)


def named_on_purpose(notice: Notice) -> list[str]:
    """The telephones of whoever signs, short ones (12345) too, and the people of the notice."""
    whole = [notice.phone, *notice.phones]
    told = [*whole, notice.contact, notice.signed_by, notice.slip.return_to if notice.slip else ""]
    found = [phone.digits for text in told for phone in find_phones(text)]
    parts = [part for text in whole for part in _APART.split(text)]
    return [*whole, *parts, *found, *notice.people]
