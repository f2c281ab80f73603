from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from qingyu.domain.errors import RuleError
from qingyu.services import Store, issue_photo, issue_reading, journal
from tests.services.issue_book import LEAD, open_issue


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A small photo in a folder with a Chinese name."""
    path = tmp_path / "现场 照片" / "灯 一.jpg"
    path.parent.mkdir()
    Image.new("RGB", (80, 60), (20, 120, 60)).save(path)
    return path


def test_a_photo_is_kept_with_its_thumbnail_and_told(founded: Store, picture: Path) -> None:
    ident = open_issue(founded)
    issue_photo.add(founded, ident, [picture], stage="后", by=LEAD)
    story = issue_reading.story(founded, ident)
    kept = story.photos[0]
    assert kept.stage == "后"
    content = issue_photo.content(founded, kept.sha256, kept.suffix)
    assert sha256(content).hexdigest() == kept.sha256
    assert issue_photo.thumbnail(founded, kept.sha256).startswith(b"\xff\xd8")
    assert story.events[0].words == "后照片 1 张"


def test_the_same_photo_is_hung_once_per_stage(founded: Store, picture: Path) -> None:
    ident = open_issue(founded)
    issue_photo.add(founded, ident, [picture, picture], by=LEAD)
    issue_photo.add(founded, ident, [picture], stage="后", by=LEAD)
    assert [each.stage for each in issue_reading.story(founded, ident).photos] == ["前", "后"]
    with pytest.raises(RuleError, match="已经在这件工单里"):
        issue_photo.add(founded, ident, [picture], by=LEAD)


def test_one_bad_file_keeps_all_away(founded: Store, picture: Path, tmp_path: Path) -> None:
    ident = open_issue(founded)
    bad = tmp_path / "不是照片.jpg"
    bad.write_bytes(b"hello")
    with pytest.raises(RuleError):
        issue_photo.add(founded, ident, [picture, bad], by=LEAD)
    assert issue_reading.story(founded, ident).photos == ()


def test_a_photo_taken_off_comes_back_by_undo(founded: Store, picture: Path) -> None:
    ident = open_issue(founded)
    issue_photo.add(founded, ident, [picture], by=LEAD)
    kept = issue_reading.story(founded, ident).photos
    issue_photo.remove(founded, ident, kept[0].id, by=LEAD)
    assert issue_reading.story(founded, ident).photos == ()
    journal.undo(founded, by=LEAD)
    assert issue_reading.story(founded, ident).photos == kept
    assert issue_photo.content(founded, kept[0].sha256, kept[0].suffix)
