from dataclasses import replace
from pathlib import Path

import pytest

from qingyu.domain import personal as words
from qingyu.domain.changes import Noun
from qingyu.domain.draft import Draft
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft, Kind
from qingyu.domain.issue import State
from qingyu.domain.neighbourhood import Household, Resident
from qingyu.domain.steward import Contact
from qingyu.domain.voices import voices
from qingyu.services import (
    Store,
    check,
    draft,
    feedback,
    issue_photo,
    journal,
    neighbourhood,
    personal,
    recycle,
    search,
)
from qingyu.services import steward as stewards
from qingyu.storage import retention as rows
from tests.services.issue_book import HOME, LEAD, bring_to
from tests.services.test_retention import picture, said_rows

NAME, PHONE = "欧阳梦洁", "13867412358"
PERSON = Resident(0, Household(0, 3, 2, "501"), NAME, PHONE, note=f"{NAME}腿脚不便")


def moved_in(store: Store, person: Resident = PERSON) -> int:
    return neighbourhood.add_resident(store, person, by=LEAD).ids(Noun.RESIDENT)[0]


def said(store: Store, ident: int, text: str = "厨房漏水", *, kind: Kind = Kind.REPAIR) -> int:
    """The id of the issue of something the resident said, or of the feedback."""
    told = FeedbackDraft(
        f"{NAME}说{text}，电话 138 6741 2358", HOME, NAME, PHONE, kind=kind, category="house",
        title=f"{NAME}家{text}", resident_id=ident,
    )  # fmt: skip
    if kind is not Kind.REPAIR:
        return feedback.record(store, told, by=LEAD).ids(Noun.FEEDBACK)[0]
    return feedback.record_and_open(store, told, by=LEAD).ids(Noun.ISSUE)[0]


def bytes_of(store: Store) -> bytes:
    found = store.folder.database
    beside = [found, *found.parent.glob(found.name + "-*")]
    return b"".join(path.read_bytes() for path in beside)


def test_deleted_means_nowhere_in_the_file(founded: Store) -> None:
    ident = moved_in(founded)
    other = moved_in(founded, Resident(0, Household(0, 3, 2, "502"), "李春生", "13900001111"))
    closed = said(founded, ident)
    issue_photo.add(founded, closed, [picture(founded)], by=LEAD)
    bring_to(founded, closed, State.CLOSED)
    said(founded, ident, "谢谢", kind=Kind.PRAISE)
    (person, _) = neighbourhood.residents(founded)
    neighbourhood.save_resident(founded, replace(person, note="搬走了"), by=LEAD)
    draft.keep(founded, [Draft("d", ("x",), "x", {"a": f"{NAME} 还说"}, None, founded.now())])
    before = voices(rows.said())
    assert PHONE.encode() in bytes_of(founded) and NAME.encode() in bytes_of(founded)
    found = personal.find(founded, ident, by=LEAD)
    assert not found.kept and found.journal and found.drafts == 1
    erased = personal.erase(founded, ident, by=LEAD)
    assert erased.wiped
    left = bytes_of(founded)
    spelt = ("欧 阳 梦 洁", "ouyangmengjie", "138 6741 2358", "欧阳梦", PHONE[-8:])
    for word in (NAME, PHONE, *spelt):
        assert word.encode() not in left, word
    assert not list(founded.folder.photos.rglob("*.jpg"))
    assert [each.id for each in neighbourhood.residents(founded)] == [other]
    assert voices(rows.said()) == before
    assert check.faults(founded) == ()
    assert recycle.deleted(founded) == () and draft.left(founded) == ()
    assert search.find(founded, NAME) == ()
    with pytest.raises(RuleError, match="找不回来"):
        journal.undo(founded, erased.changes.operation, by=LEAD)


def test_what_is_not_finished_stays_whole_and_the_sheet_says_so(founded: Store) -> None:
    ident = moved_in(founded)
    opened = said(founded, ident)
    found = personal.find(founded, ident, by=LEAD)
    assert {each.kept for each in found.kept} == {words.OPEN_WHY, words.REGISTER_WHY}
    erased = personal.erase(founded, ident, by=LEAD)
    (piece,) = said_rows()
    assert (piece.name, piece.phone, piece.resident_id) == (NAME, PHONE, ident)
    assert [each.name for each in neighbourhood.residents(founded)] == [NAME]
    assert erased.sheet.kept
    bring_to(founded, opened, State.CLOSED)
    personal.erase(founded, ident, by=LEAD)
    assert PHONE.encode() not in bytes_of(founded)
    assert NAME.encode() not in bytes_of(founded)
    assert check.faults(founded) == ()


def test_a_namesake_and_whoever_shares_the_phone_are_left_alone(founded: Store) -> None:
    ident = moved_in(founded)
    twin = Resident(0, Household(0, 5, 1, "101"), NAME, "13700002222")
    wife = Resident(0, Household(0, 3, 2, "501"), "周芳", PHONE)
    for person in (twin, wife):
        moved_in(founded, person)
    stewards.add_contact(founded, Contact(0, "疏通", "疏通", PHONE), by=LEAD)
    theirs = FeedbackDraft("漏水", twin.household.place, NAME, twin.phone, category="house")
    feedback.record(founded, theirs, by=LEAD)
    found = personal.find(founded, ident, by=LEAD)
    assert found.namesakes == 1 and found.warning
    personal.erase(founded, ident, by=LEAD)
    kept = {(each.name, each.phone) for each in neighbourhood.residents(founded)}
    assert kept == {(NAME, "13700002222"), ("周芳", PHONE)}
    (piece,) = said_rows()
    assert (piece.name, piece.phone) == (NAME, "13700002222")
    assert check.faults(founded) == ()


def test_a_correction_reaches_what_they_said_and_is_undone_like_any_other(founded: Store) -> None:
    ident = moved_in(founded)
    said(founded, ident)
    personal.correct(founded, ident, name="欧阳梦杰", phone="139 0000 1111", by=LEAD)
    (piece,) = said_rows()
    assert (piece.name, piece.phone) == ("欧阳梦杰", "13900001111")
    journal.undo(founded, by=LEAD)
    assert neighbourhood.residents(founded)[0].name == NAME


def test_only_a_lead_deletes_and_looking_is_journaled(founded: Store) -> None:
    ident = moved_in(founded)
    with pytest.raises(RuleError, match="组长"):
        personal.erase(founded, ident, by=2)
    personal.find(founded, ident, by=2)
    assert journal.entries(founded)[0].verb == "查询一位住户的个人信息"


def test_the_answer_is_a_page_to_take_home(founded: Store, tmp_path: Path) -> None:
    import pypdfium2

    ident = moved_in(founded)
    said(founded, ident)
    found = personal.find(founded, ident, by=LEAD)
    sheet = personal.answer(founded, found, by=LEAD)
    target = tmp_path / "答复.pdf"
    personal.save(founded, sheet, target, by=LEAD)
    assert journal.entries(founded)[0].verb == "存个人信息答复单"
    document = pypdfium2.PdfDocument(target.read_bytes())
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    for told in (NAME, "3幢2单元501室", "还没办完", "陆建芬"):
        assert told in text.replace("\n", "").replace("\r", "")
    with pytest.raises(RuleError, match="资料"):
        personal.save(founded, sheet, founded.folder.root / "x.pdf", by=LEAD)


def test_somebody_gone_is_refused(founded: Store) -> None:
    with pytest.raises(RuleError, match="不在"):
        personal.find(founded, 99, by=LEAD)
