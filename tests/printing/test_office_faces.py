"""The faces an office expects are used where the computer has them."""

import shutil
from pathlib import Path

import pytest

from qingyu.domain.errors import RuleError
from qingyu.domain.notice import Notice
from qingyu.paths import resource
from qingyu.printing.fonts import bundled, faces_of, font_folders
from qingyu.printing.notice import render
from tests.printing.readers import pages, squeezed


def test_without_a_choice_the_program_sets_in_its_own_faces() -> None:
    assert faces_of("") is faces_of("bundled") is bundled()


def test_another_choice_is_refused_with_those_there_are() -> None:
    with pytest.raises(RuleError, match="没有「宋体」这套字体"):
        faces_of("宋体")


def test_a_face_the_computer_has_comes_first_and_ours_fill_its_gaps(tmp_path: Path) -> None:
    shutil.copy(resource("fonts", "NotoSansSC_400Regular.ttf"), tmp_path / "simfang.ttf")
    faces = faces_of("office", (tmp_path,))
    assert faces.body.paths[0] == tmp_path / "simfang.ttf"
    assert faces.body.paths[1:] == bundled().body.paths
    glyph = faces.body.glyph("停")
    assert glyph.face.name == "NotoSansSC-Regular"
    assert faces.body.glyph("\U00020001").face.name != "NotoSansSC-Regular"
    assert faces.subheading == bundled().subheading


def test_an_office_without_any_of_them_prints_in_ours(tmp_path: Path) -> None:
    assert faces_of("office", (tmp_path / "没有",)) == bundled()


def test_what_is_no_truetype_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "simhei.ttf").write_bytes(b"OTTO" + bytes(200))
    with pytest.raises(RuleError, match=r"simhei\.ttf 不能用来打印"):
        faces_of("office", (tmp_path,))


def test_the_folders_of_windows_are_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WINDIR", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    fonts = tmp_path / "Fonts"
    fonts.mkdir()
    shutil.copy(resource("fonts", "NotoSerifSC_700Bold.ttf"), fonts / "simkai.ttf")
    assert font_folders()[0] == fonts
    notice = Notice("free", "通知", ("（一）时间", "明天。"))
    assert "（一）时间" in squeezed(pages(render(notice, faces="office"))[0])


def test_elsewhere_no_folder_is_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WINDIR", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    assert font_folders() == ()
