import shutil
from pathlib import Path

import pytest

from qingyu.paths import resource
from qingyu.services import Store, print_faces
from qingyu.ui.pages.settings import SettingsPage
from qingyu.ui.window import MainWindow


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WINDIR", str(tmp_path))
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    (tmp_path / "Fonts").mkdir()
    face = resource("fonts", "NotoSansSC_400Regular.ttf")
    shutil.copy(face, tmp_path / "Fonts" / "simfang.ttf")


def test_an_offices_faces_are_offered_where_there_are_any(
    office: None, window: MainWindow, founded: Store
) -> None:
    page = window.show_page("settings")
    assert isinstance(page, SettingsPage) and page.faces is not None
    assert page.faces.choice.key == "own"
    page.faces.choice.chosen.emit("office")
    assert print_faces.chosen(founded) == print_faces.OFFICE
    assert page.faces.choice.key == "office"
    window.operations.undo()
    assert print_faces.chosen(founded) == print_faces.OWN and page.faces.choice.key == "own"


def test_elsewhere_there_is_nothing_to_choose(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WINDIR", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    page = window.show_page("settings")
    assert isinstance(page, SettingsPage) and page.faces is None
