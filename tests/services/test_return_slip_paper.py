"""A door slip from the printer to the book: its code is read off the paper and typed back."""

import re

from qingyu.domain.changes import Noun
from qingyu.domain.neighbourhood import Household, Resident
from qingyu.domain.place import Place
from qingyu.domain.recipient import Recipient
from qingyu.services import Store, journal, neighbourhood, notice, recipient, return_slip
from tests.printing.readers import pages

LEAD = 1
ASKED = {
    "title": "加装电梯",
    "body": "请表态。",
    "date": "2026-11-23",
    "slip_question": "您是否同意加装电梯？",
    "slip_until": "2026-11-30",
    "slip_to": "值班室",
}


def published(store: Store, **fields: object) -> int:
    for building, room in ((3, "101"), (3, "102"), (5, "201")):
        home = Household(0, building, 2, room)
        neighbourhood.add_resident(store, Resident(0, home, "陆建芬"), by=LEAD)
    return notice.publish(store, "free", ASKED | fields, by=LEAD).ids(Noun.NOTICE)[0]


def test_the_code_on_the_paper_is_the_household(founded: Store) -> None:
    ident = published(founded)
    doors = recipient.doors(founded, [3]).recipients
    return_slip.note_printed(founded, ident, doors, by=LEAD)
    path = notice.slips(founded, ident, doors)
    told = "".join(pages(path.read_bytes()))
    codes = sorted(re.findall(r"H2026-1-[\d-]+", told))
    assert codes == ["H2026-1-3-2-101", "H2026-1-3-2-102"]
    assert "想说的话" in told and "最晚2026年11月30日交到：值班室" in told
    return_slip.enter(founded, ident, codes[1], "1", by=LEAD)
    (answer,) = return_slip.answers(founded, ident)
    assert answer.place == Place(3, 2, "102")


def test_the_homes_whose_slips_were_printed_are_waited_for(founded: Store) -> None:
    ident = published(founded)
    assert return_slip.progress(founded, ident).expected == 3
    doors = recipient.doors(founded, [3]).recipients
    return_slip.note_printed(founded, ident, doors, by=LEAD)
    assert return_slip.progress(founded, ident).waiting == (Place(3, 2, "101"), Place(3, 2, "102"))
    more = recipient.doors(founded, only="5-2-201").recipients
    return_slip.note_printed(founded, ident, more, by=LEAD)
    assert return_slip.progress(founded, ident).expected == 3
    return_slip.note_printed(founded, ident, [Recipient(Place(3, 1))], by=LEAD)
    assert return_slip.progress(founded, ident).expected == 3


def test_a_notice_that_asks_nothing_has_no_codes(founded: Store) -> None:
    ident = published(founded, slip_question="")
    doors = recipient.doors(founded).recipients
    told = "".join(pages(notice.slips(founded, ident, doors).read_bytes()))
    assert "H2026" not in told
    return_slip.note_printed(founded, ident, doors, by=LEAD)
    assert journal.entries(founded)


def test_stairwell_slips_have_no_code_and_no_room_for_one(founded: Store) -> None:
    told = notice.draft("free", ASKED, founded.now().date(), founded).notice
    assert notice.slip_codes(told, 2026, 1, [Recipient(Place(3, 2))]) == ()
