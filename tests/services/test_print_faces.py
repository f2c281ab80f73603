import shutil
from pathlib import Path

import pytest

from qingyu.domain.changes import Noun
from qingyu.paths import resource
from qingyu.services import Store, notice, print_faces


def test_notices_are_set_in_the_faces_chosen(
    founded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts = tmp_path / "Fonts"
    fonts.mkdir()
    monkeypatch.setenv("WINDIR", str(tmp_path))
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    assert print_faces.found() == ()
    shutil.copy(resource("fonts", "NotoSansSC_400Regular.ttf"), fonts / "simfang.ttf")
    assert print_faces.found() == ("仿宋",)
    print_faces.choose(founded, print_faces.OFFICE, by=1)
    told = {"title": "通知", "body": "请关好门窗。"}
    assert notice.draft("free", told, founded.now().date(), founded).faces == "office"
    ident = notice.publish(founded, "free", told, by=1).ids(Noun.NOTICE)[0]
    assert b"NotoSansSC-Regular" in notice.paper(founded, ident).read_bytes()
    print_faces.choose(founded, print_faces.OWN, by=1)
    assert print_faces.chosen(founded) == print_faces.OWN
