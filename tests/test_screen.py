"""A missing screen is found out before Qt would abort."""

import pytest

from qingyu.screen import why_no_window

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="only Linux has no-screen starts")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_no_display_is_no_window() -> None:
    assert "屏幕" in why_no_window()


@pytest.mark.parametrize("display", [":987", "localhost:987", "unix:987.0"])
def test_a_display_nobody_answers_is_no_window(
    display: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    assert "屏幕" in why_no_window()


def test_an_off_screen_platform_is_taken_at_its_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert why_no_window() == ""
