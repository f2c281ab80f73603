"""What is done for safety without being asked is never an error."""

from pathlib import Path

from qingyu.domain.feedback import FeedbackDraft
from qingyu.services import Store, backup, backup_place, feedback, safekeeping


def test_only_what_changed_is_backed_up(founded: Store) -> None:
    assert safekeeping.keep_safe(founded, roots=tuple).made is not None
    assert safekeeping.keep_safe(founded, roots=tuple) == safekeeping.Kept(None, None)


def test_a_stick_that_comes_later_gets_what_it_lacks(founded: Store, tmp_path: Path) -> None:
    stick = tmp_path / "盘 E"
    stick.mkdir()
    backup_place.choose(founded, stick)
    stick.rename(tmp_path / "家里")
    assert safekeeping.keep_safe(founded, roots=tuple).trouble == ""
    (tmp_path / "家里").rename(stick)
    kept = safekeeping.keep_safe(founded, roots=tuple)
    assert kept.made is None and kept.place is not None and kept.place.proved_at is not None
    assert list(stick.rglob("*.qingyu"))


def test_trouble_is_one_sentence(founded: Store) -> None:
    founded.folder.backups.write_text("挡着", encoding="utf-8")
    kept = safekeeping.keep_safe(founded, roots=tuple)
    assert kept.made is None and kept.trouble.startswith("刚才没有备份成")
    stopped = safekeeping.keep_safe(founded, roots=tuple, stop=lambda: True)
    assert stopped.trouble == ""


def test_the_newest_backup_belongs_to_what_is_checked(founded: Store) -> None:
    feedback.record(founded, FeedbackDraft("3幢屋面漏水"), by=None)
    made = backup.make(founded)
    assert safekeeping.checked(founded) == safekeeping.Checked(())
    made.path.write_bytes(b"coffee")
    (fault,) = safekeeping.checked(founded).faults
    assert made.path.name in fault
