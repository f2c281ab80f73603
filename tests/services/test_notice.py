"""Notices: numbered without gaps, kept, printed, taken down."""

from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, suppress
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError, StoreError
from qingyu.domain.neighbourhood import Household, Resident
from qingyu.domain.posting import PostingPlace
from qingyu.paths import DataFolder
from qingyu.services import (
    Store,
    journal,
    neighbourhood,
    notice,
    posting,
    posting_place,
    today,
)
from qingyu.storage import notice as rows
from qingyu.storage.notice import KeptNotice
from tests.conftest import NOON
from tests.printing.readers import pages

BOARD = PostingPlace(0, "北门公告栏")
FREE = {"title": "关于𬱖清理楼道的通知", "body": "请清理<b>楼道</b>。", "date": "2026-11-23"}


def publish(store: Store, title: str = "通知") -> KeptNotice:
    return notice.published(store, notice.publish(store, "free", {**FREE, "title": title}, by=1))


def serials(store: Store) -> list[int]:
    return sorted(each.serial for each in notice.newest(store))


def test_numbers_run_through_the_year(founded: Store) -> None:
    assert publish(founded).number == "晴雨管家〔2026〕1号"
    assert publish(founded).number == "晴雨管家〔2026〕2号"


def test_the_last_number_is_free_again_while_it_was_never_printed(founded: Store) -> None:
    for title in ("甲", "乙"):
        publish(founded, title)
    journal.undo(founded, by=1)
    again = publish(founded, "丙")
    assert (again.serial, serials(founded)) == (2, [1, 2])
    kept = sorted(path.name for path in founded.folder.prints.glob("*-002*"))
    assert kept == ["通知2026-002丙.pdf", "通知2026-002丙公示版.pdf"]


def test_the_next_number_is_told_before_it_is_given(founded: Store) -> None:
    publish(founded, "甲")
    told = notice.next_number(founded)
    assert told == publish(founded, "乙").number


def test_a_printed_number_stays_listed_as_void(founded: Store) -> None:
    kept = publish(founded)
    notice.file(founded, kept.id)
    journal.undo(founded, by=1)
    (left,) = notice.newest(founded)
    assert (left.serial, left.void_reason, left.title) == (1, "发布后撤销了", kept.title)
    assert publish(founded).serial == 2


def test_undoing_an_earlier_one_leaves_no_gap(founded: Store) -> None:
    first = notice.publish(founded, "free", FREE, by=1)
    publish(founded)
    journal.undo(founded, first.operation, by=1)
    assert serials(founded) == [1, 2]
    assert notice.newest(founded)[1].is_void


def test_a_withdrawn_notice_keeps_number_and_text_and_comes_down_today(founded: Store) -> None:
    kept = publish(founded)
    (board,) = posting_place.add(founded, BOARD, by=1).ids(Noun.POSTING_PLACE)
    posting.put_up(founded, kept.id, [board], by=1)
    notice.withdraw(founded, kept.id, " 时间写错了 ", by=1)
    (left,) = notice.newest(founded)
    assert (left.serial, left.void_reason, left.title) == (1, "时间写错了", kept.title)
    assert today.today(founded).notices.shown[0].places == 1
    with pytest.raises(RuleError, match="已经作废"):
        notice.withdraw(founded, kept.id, "再来", by=1)
    journal.undo(founded, by=1)
    assert not notice.newest(founded)[0].is_void


def test_a_notice_that_hangs_cannot_be_unpublished(founded: Store) -> None:
    made = notice.publish(founded, "free", FREE, by=1)
    (board,) = posting_place.add(founded, BOARD, by=1).ids(Noun.POSTING_PLACE)
    posting.put_up(founded, notice.published(founded, made).id, [board], by=1)
    with pytest.raises(RuleError):
        journal.undo(founded, made.operation, by=1)
    assert not notice.newest(founded)[0].is_void


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from("发印废撤败"), st.integers(0, 9)), max_size=25))
def test_every_number_of_the_year_is_listed_exactly_once(deeds: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder, closing(opened(folder)) as store:
        on_paper: dict[int, str] = {}
        for at, (deed, which) in enumerate(deeds):
            do(store, deed, which, f"第{at}张", on_paper)
            kept = {each.serial: each for each in notice.newest(store)}
            assert sorted(kept) == list(range(1, len(kept) + 1))
            for serial, title in on_paper.items():
                assert kept[serial].title == title


def opened(folder: str) -> Store:
    return Store.open(DataFolder(Path(folder) / "书"), clock=lambda: NOON)


def do(store: Store, deed: str, which: int, title: str, on_paper: dict[int, str]) -> None:
    """One deed of a working day; a refusal leaves everything as it was."""
    listed = notice.newest(store)
    chosen = listed[which % len(listed)] if listed else None
    fields = {**FREE, "title": title}
    if deed == "发":
        notice.publish(store, "free", fields, by=None)
    elif deed == "败":
        with suppress(ZeroDivisionError), store.operation("发布", by=None) as writer:
            rows.add(writer, kind="free", title=title, fields=fields, posted_until=None)
            raise ZeroDivisionError
    elif deed == "撤":
        with suppress(RuleError):
            entries = [each for each in journal.entries(store) if not each.undone]
            journal.undo(store, entries[which % len(entries)].id if entries else None, by=None)
    elif chosen is not None and deed == "印":
        notice.note_printed(store, chosen.id)
        on_paper[chosen.serial] = chosen.title
    elif chosen is not None:
        with suppress(RuleError):
            notice.withdraw(store, chosen.id, "错了", by=None)


def test_two_processes_never_give_the_same_number(tmp_path: Path) -> None:
    opened(str(tmp_path)).close()
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        list(pool.map(publish_five, [str(tmp_path)] * 2))
    with closing(opened(str(tmp_path))) as store:
        assert serials(store) == list(range(1, 11))


def publish_five(folder: str) -> None:
    with closing(opened(folder)) as store:
        for _ in range(5):
            notice.publish(store, "free", FREE, by=None)


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
    posting.take_down(founded, ident, by=1)
    assert today.today(founded).notices.total == 0
    with pytest.raises(RuleError):
        posting.take_down(founded, ident, by=1)


@pytest.mark.parametrize("kind", [each.kind for each in notice.kinds()])
def test_every_kinds_examples_compose(kind: str) -> None:
    known = next(each for each in notice.kinds() if each.kind == kind)
    fields = notice.example(known, date(2026, 11, 23))
    draft = notice.draft(kind, fields, date(2026, 11, 23))
    assert notice.pdf(draft.notice).startswith(b"%PDF")


def test_pages_set_before_are_kept_under_their_number_or_set_again(founded: Store) -> None:
    ready = notice.set_versions(notice.numbered(founded, "free", FREE))
    first = notice.publish(founded, "free", FREE, by=1, ready=ready)
    kept = notice.published(founded, first)
    assert notice.printed(founded, kept).read_bytes() == ready.office
    assert notice.printed(founded, kept, public=True).read_bytes() == ready.wall
    late = notice.published(founded, notice.publish(founded, "free", FREE, by=1, ready=ready))
    again = notice.set_versions(notice.numbered(founded, "free", FREE))
    assert late.serial == 2 and notice.next_number(founded) == again.told.notice.number
    assert notice.printed(founded, late).read_bytes() != ready.office


def test_a_steward_is_thanked_by_name_on_the_wall_a_resident_is_not(founded: Store) -> None:
    home = Household(0, 3, 2, "501")
    for name in ("陆建芬", "王小明"):
        neighbourhood.add_resident(founded, Resident(0, home, name), by=1)
    told = {**FREE, "body": "感谢陆建芬、王小明。"}
    kept = notice.published(founded, notice.publish(founded, "free", told, by=1))
    wall = notice.printed(founded, kept, public=True)
    text = "".join(pages(wall.read_bytes()))
    assert "陆建芬" in text and "王小明" not in text
    wall.unlink()
    again = "".join(pages(notice.paper(founded, kept.id, public=True).read_bytes()))
    assert again == text
