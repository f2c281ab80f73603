"""Notices: numbered without gaps, kept, printed, taken down."""

from datetime import date

import pytest

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError, StoreError
from qingyu.services import Store, journal, notice, today

FREE = {"title": "关于𬱖清理楼道的通知", "body": "请清理<b>楼道</b>。", "date": "2026-11-23"}


def test_numbers_run_through_the_year_and_are_not_given_twice(founded: Store) -> None:
    for _ in range(2):
        notice.publish(founded, "free", FREE, by=1)
    journal.undo(founded, by=1)
    notice.publish(founded, "free", FREE, by=1)
    assert [each.serial for each in notice.newest(founded)] == [3, 1]
    assert notice.newest(founded)[0].number == "晴雨管家〔2026〕3号"


def test_the_pdf_lies_under_prints_and_is_set_again_when_lost(founded: Store) -> None:
    changes = notice.publish(founded, "free", FREE, by=1)
    kept = notice.published(founded, changes)
    path = notice.printed(founded, kept)
    first = path.read_bytes()
    path.unlink()
    assert notice.file(founded, kept.id).read_bytes() == first


def test_what_cannot_be_composed_is_not_numbered(founded: Store) -> None:
    with pytest.raises(RuleError, match="停水原因"):
        notice.publish(founded, "water_off", {"title": "停水"}, by=1)
    assert notice.newest(founded) == ()
    assert not founded.folder.prints.exists()


def test_a_file_that_cannot_be_written_leaves_no_number(founded: Store) -> None:
    founded.folder.prints.write_text("in the way")
    with pytest.raises(StoreError):
        notice.publish(founded, "free", FREE, by=1)
    assert notice.newest(founded) == ()


def test_a_posted_notice_comes_down_on_its_day(founded: Store) -> None:
    fields = {**FREE, "posted_until": "2026-11-23"}
    changes = notice.publish(founded, "free", fields, by=1)
    (ident,) = changes.ids(Noun.NOTICE)
    assert [due.id for due in today.today(founded).notices.shown] == [ident]
    notice.take_down(founded, ident, by=1)
    assert today.today(founded).notices.total == 0
    with pytest.raises(RuleError):
        notice.take_down(founded, ident, by=1)


@pytest.mark.parametrize("kind", [each.kind for each in notice.kinds()])
def test_every_kinds_examples_compose(kind: str) -> None:
    known = next(each for each in notice.kinds() if each.kind == kind)
    fields = notice.example(known, date(2026, 11, 23))
    draft = notice.draft(kind, fields, date(2026, 11, 23))
    assert notice.pdf(draft.notice).startswith(b"%PDF")
