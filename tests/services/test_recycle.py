from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.issue import MoveDetails, State
from qingyu.domain.neighbourhood import Household, PublicPlace, Resident
from qingyu.domain.place import Place
from qingyu.domain.steward import Contact
from qingyu.services import (
    Store,
    draft,
    feedback,
    issue,
    issue_photo,
    issue_reading,
    journal,
    neighbourhood,
    notice,
    recycle,
)
from qingyu.services import steward as stewards
from tests.services.issue_book import LEAD, open_issue

WANG = Resident(0, Household(0, 3, 2, "501"), "王桂芬", "13867412358")


def gone(store: Store) -> list[str]:
    return [each.what for each in recycle.deleted(store)]


def later(store: Store, days: int) -> None:
    at = store.now() + timedelta(days=days)
    store._clock = lambda: at


def test_an_empty_book_has_nothing_in_the_bin(founded: Store) -> None:
    assert recycle.deleted(founded) == ()


def test_a_deleted_resident_comes_back_as_the_same_person(founded: Store) -> None:
    ident = neighbourhood.add_resident(founded, WANG, by=1).ids(Noun.RESIDENT)[0]
    neighbourhood.remove_resident(founded, ident, by=1)
    (line,) = recycle.deleted(founded)
    assert (line.what, line.by, line.days_left(founded.now())) == (
        "住户 王桂芬（3幢2单元501室）", 1, 90,
    )  # fmt: skip
    recycle.bring_back(founded, line.operation, by=1)
    (back,) = neighbourhood.residents(founded)
    assert (back.id, back.name, back.phone) == (ident, "王桂芬", "13867412358")
    assert recycle.deleted(founded) == ()
    with pytest.raises(RuleError, match="已经恢复过了"):
        recycle.bring_back(founded, line.operation, by=1)
    assert founded.check() == ()


def test_a_building_comes_back_with_its_units(founded: Store) -> None:
    ident = neighbourhood.add_building(founded, 9, 3, "", by=1).ids(Noun.BUILDING)[0]
    neighbourhood.remove_building(founded, ident, by=1)
    (line,) = recycle.deleted(founded)
    assert line.what == "楼栋 9幢，连同 3 项"
    recycle.bring_back(founded, line.operation, by=1)
    nine = next(each for each in neighbourhood.buildings(founded) if each.number == 9)
    assert (nine.id, nine.units) == (ident, (1, 2, 3))


def test_what_was_registered_anew_meanwhile_keeps_the_old_away(founded: Store) -> None:
    ident = stewards.add_contact(founded, Contact(0, "老李疏通"), by=1).ids(Noun.CONTACT)[0]
    stewards.remove_contact(founded, ident, by=1)
    stewards.add_contact(founded, Contact(0, "老李疏通"), by=1)
    (line,) = recycle.deleted(founded)
    with pytest.raises(RuleError, match="后来又登记了一份"):
        recycle.bring_back(founded, line.operation, by=1)
    assert founded.check() == ()


def test_another_that_got_its_id_stays_beside_what_comes_back(founded: Store) -> None:
    first = neighbourhood.add_resident(founded, WANG, by=1).ids(Noun.RESIDENT)[0]
    neighbourhood.remove_resident(founded, first, by=1)
    li = replace(WANG, name="李建国", phone="")
    second = neighbourhood.add_resident(founded, li, by=1).ids(Noun.RESIDENT)[0]
    assert second == first
    (line,) = recycle.deleted(founded)
    recycle.bring_back(founded, line.operation, by=1)
    assert [each.name for each in neighbourhood.residents(founded)] == ["李建国", "王桂芬"]
    assert recycle.deleted(founded) == ()
    neighbourhood.remove_resident(founded, first, by=1)
    assert gone(founded) == ["住户 李建国（3幢2单元501室）"]


def test_a_recording_taken_back_by_undo_comes_back_with_its_number_and_issue(
    founded: Store,
) -> None:
    told = FeedbackDraft("屋面漏水", Place(3, 2, "501"), "张桂芳", category="house", title="漏水")
    made = feedback.record_and_open(founded, told, by=LEAD)
    journal.undo(founded, made.operation, by=LEAD)
    line, *rest = recycle.deleted(founded)
    assert rest == []
    assert line.what.startswith("工单 0001 漏水，连同 ")
    recycle.bring_back(founded, line.operation, by=LEAD)
    piece = feedback.many(founded, made.ids(Noun.FEEDBACK))[made.ids(Noun.FEEDBACK)[0]]
    assert (piece.number, piece.issue_id) == (1, made.ids(Noun.ISSUE)[0])
    assert issue_reading.find(founded, made.ids(Noun.ISSUE)[0]).number == 1
    journal.undo(founded, by=LEAD)
    assert gone(founded)[0].startswith("工单 0001 漏水")


def test_whoever_left_serves_again(founded: Store) -> None:
    stewards.retire(founded, 2, by=1)
    (line,) = recycle.deleted(founded)
    assert line.what == "管家 赵文斌"
    recycle.bring_back(founded, line.operation, by=1)
    assert [each.name for each in stewards.stewards(founded)] == ["陆建芬", "赵文斌"]


def test_a_void_number_is_listed_and_says_why_it_stays_void(founded: Store) -> None:
    ident = open_issue(founded)
    issue.move(founded, ident, State.VOID, MoveDetails(reason="登记错了"), by=1)
    fields = {"title": "丁", "body": "新的。"}
    kept = notice.published(founded, notice.publish(founded, "free", fields, by=1))
    notice.withdraw(founded, kept.id, "时间写错了", by=1)
    told = {each.kind: each for each in recycle.deleted(founded)}
    assert told.keys() == {"工单", "通知"}
    for each in told.values():
        assert each.why_not
        with pytest.raises(RuleError, match="不能恢复"):
            recycle.bring_back(founded, each.operation, by=1)


def test_a_photo_file_stays_ninety_days_and_then_goes(founded: Store, tmp_path: Path) -> None:
    source = tmp_path / "前.png"
    Image.new("RGB", (8, 8), "red").save(source)
    ident = open_issue(founded)
    issue_photo.add(founded, ident, [source], by=1)
    (shown,) = issue_reading.story(founded, ident).photos
    issue_photo.remove(founded, ident, shown.id, by=1)
    later(founded, 89)
    assert recycle.tidy(founded) == 0
    (line,) = recycle.deleted(founded)
    assert line.days_left(founded.now()) == 1
    recycle.bring_back(founded, line.operation, by=1)
    assert issue_photo.content(founded, shown.sha256, shown.suffix)
    issue_photo.remove(founded, ident, shown.id, by=1)
    later(founded, 91)
    assert recycle.deleted(founded) == ()
    assert recycle.tidy(founded) == 2
    with pytest.raises(RuleError, match="90 天"):
        recycle.bring_back(founded, line.operation, by=1)


def test_it_is_tidied_once_a_week(founded: Store) -> None:
    assert recycle.is_due(founded)
    recycle.tidy(founded)
    assert not recycle.is_due(founded)
    later(founded, 7)
    assert recycle.is_due(founded)


def test_a_child_waits_for_its_parent(founded: Store) -> None:
    place = neighbourhood.add_public_place(founded, PublicPlace(0, "车棚"), by=1)
    neighbourhood.remove_public_place(founded, place.ids(Noun.PUBLIC_PLACE)[0], by=1)
    ident = open_issue(founded)
    issue.add_cost(founded, ident, "换灯", 3500, "", by=1)
    (cost,) = issue_reading.story(founded, ident).costs
    issue.remove_cost(founded, ident, cost.id, by=1)
    lines = recycle.deleted(founded)
    assert [each.what for each in lines] == ["费用 换灯 35.00 元", "公共部位 车棚"]
    assert draft.left(founded) == ()
    assert datetime.max > founded.now()
