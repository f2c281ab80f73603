"""The second place: found again on another drive, and never in the way when it is not there."""

import errno
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from qingyu.domain.backup_place import MARKER
from qingyu.domain.errors import RuleError
from qingyu.services import Store, backup, backup_place, backup_reading

NOON = datetime(2026, 11, 23, 12, 0)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick with other things on it."""
    path = tmp_path / "盘 E"
    path.mkdir()
    (path / "相册.txt").write_text("家里的", encoding="utf-8")
    return path


def nowhere() -> tuple[Path, ...]:
    return ()


def test_a_chosen_stick_is_marked_and_gets_every_new_backup(founded: Store, stick: Path) -> None:
    place = backup_place.choose(founded, stick)
    assert "青年路社区" in (stick / MARKER).read_text(encoding="utf-8")
    made = backup.make(founded)
    kept = backup_place.look_after(founded, roots=nowhere)
    assert kept is not None and kept.proved_at == NOON and not kept.trouble
    copy = place.folder_in(stick) / made.path.name
    assert copy.read_bytes() == made.path.read_bytes()
    assert backup.look(copy).text == backup.look(made.path).text
    stood = copy.stat().st_mtime_ns
    backup_place.look_after(founded, roots=nowhere)
    assert copy.stat().st_mtime_ns == stood


def test_it_is_known_again_under_another_letter(founded: Store, stick: Path) -> None:
    backup_place.choose(founded, stick)
    backup.make(founded)
    moved = stick.rename(stick.with_name("盘 F"))
    kept = backup_place.look_after(founded, roots=lambda: (moved.parent / "盘 D", moved))
    assert kept is not None and kept.path == moved and kept.proved_at == NOON


def test_a_folder_on_a_stick_is_found_the_same_way_down(founded: Store, stick: Path) -> None:
    inner = stick / "小区" / "备份"
    inner.mkdir(parents=True)
    roots = (stick,)
    backup_place.choose(founded, inner)
    backup.make(founded)
    assert backup_place.look_after(founded, roots=lambda: roots) is not None
    moved = stick.rename(stick.with_name("盘 F"))
    kept = backup_place.look_after(founded, roots=lambda: (moved, stick))
    assert kept is not None and kept.path == moved / "小区" / "备份"


def test_a_stick_that_is_away_is_no_error_and_its_days_are_counted(
    founded: Store, stick: Path
) -> None:
    backup_place.choose(founded, stick)
    backup.make(founded)
    backup_place.look_after(founded, roots=nowhere)
    stick.rename(stick.with_name("家里"))
    later = Store.open(founded.folder, clock=lambda: NOON + timedelta(days=9))
    place = backup_place.look_after(later, roots=nowhere)
    later.close()
    assert place is not None
    assert place.words(NOON + timedelta(days=9)) == "备份盘有 9 天没插过"
    assert place.is_late(NOON + timedelta(days=9)) and not place.is_late(NOON)


def test_somebody_elses_stick_is_left_alone(founded: Store, stick: Path, tmp_path: Path) -> None:
    backup_place.choose(founded, stick)
    backup.make(founded)
    (stick / MARKER).write_text("编号：0123\n", encoding="utf-8")
    place = backup_place.look_after(founded, roots=lambda: (stick,))
    assert place is not None and place.seen_at is None
    assert sorted(path.name for path in stick.iterdir()) == [MARKER, "相册.txt"]


def test_two_books_share_a_stick(founded: Store, stick: Path, tmp_path: Path) -> None:
    (stick / MARKER).write_text("「采荷社区」\n编号：0123\n", encoding="utf-8")
    backup_place.choose(founded, stick)
    backup.make(founded)
    kept = backup_place.look_after(founded, roots=nowhere)
    assert kept is not None and kept.proved_at
    assert "0123" in (stick / MARKER).read_text(encoding="utf-8")


@pytest.mark.parametrize("trouble", ["full", "read-only", "pulled out"])
def test_a_stick_in_trouble_is_told_in_one_sentence_and_the_local_backup_is_good(
    founded: Store, stick: Path, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = backup_place.choose(founded, stick)
    made = backup.make(founded)
    _hinder(place.folder_in(stick), trouble, monkeypatch)
    kept = backup_place.look_after(founded, roots=nowhere)
    monkeypatch.undo()
    assert kept is not None and kept.proved_at is None
    assert kept.trouble.startswith("备份盘没有存成") and kept.trouble.endswith("本机的备份是好的")
    assert backup_reading.second_place(founded) == kept
    assert not list(place.folder_in(stick).glob("*"))
    backup.look(made.path)
    again = backup_place.look_after(founded, roots=nowhere)
    assert again is not None and again.trouble == "" and again.proved_at == NOON


def _hinder(folder: Path, trouble: str, monkeypatch: pytest.MonkeyPatch) -> None:
    number = {"full": errno.ENOSPC, "read-only": errno.EROFS, "pulled out": errno.EIO}[trouble]

    def failing(*_args: object, **_more: object) -> None:
        raise OSError(number, os.strerror(number))

    if trouble == "read-only":
        make = Path.mkdir

        def failing_there(path: Path, *args: object, **more: object) -> None:
            make(path, *args, **more) if path != folder else failing()  # type: ignore[arg-type]

        monkeypatch.setattr(Path, "mkdir", failing_there)
    else:
        monkeypatch.setattr(os, "fsync", failing)


def test_the_folder_of_the_book_is_no_second_place(founded: Store) -> None:
    with pytest.raises(RuleError, match="里面"):
        backup_place.choose(founded, founded.folder.root)
    assert backup_reading.second_place(founded) is None


def test_it_can_be_given_up_and_what_is_there_stays(founded: Store, stick: Path) -> None:
    backup_place.choose(founded, stick)
    backup.make(founded)
    backup_place.look_after(founded, roots=nowhere)
    backup_place.forget(founded)
    assert backup_reading.second_place(founded) is None
    assert list(stick.rglob("*.qingyu"))


def test_it_says_when_it_is_on_the_same_disk(founded: Store, stick: Path) -> None:
    assert backup_place.is_same_disk(founded, backup_place.choose(founded, stick))
