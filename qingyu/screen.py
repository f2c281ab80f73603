"""Whether a window can be opened at all, found out without letting Qt abort the process."""

import os
import re
import sys
from pathlib import Path

_NEEDED = ("libEGL.so.1", "libGL.so.1", "libxkbcommon.so.0", "libfontconfig.so.1", "libdbus-1.so.3")
_NEEDED_ON_X = ("libxcb-cursor.so.0", "libxkbcommon-x11.so.0", "libxcb-icccm.so.4")
_PACKAGES = "README 里列出的系统软件包"


def why_no_window() -> str:
    """Why no window can be opened, in a few Chinese words; empty when one can."""
    if not sys.platform.startswith("linux"):
        return ""
    missing = _missing(_NEEDED)
    if missing:
        return f"这台电脑缺少 {missing}（请安装{_PACKAGES}）"
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] not in ("", "xcb"):
        return ""
    if os.environ.get("WAYLAND_DISPLAY"):
        return ""
    display = os.environ.get("DISPLAY", "")
    if not display or not _answers(display):
        return "这台电脑没有可用的屏幕"
    missing = _missing(_NEEDED_ON_X)
    return f"这台电脑缺少 {missing}（请安装{_PACKAGES}）" if missing else ""


def _missing(libraries: tuple[str, ...]) -> str:
    import ctypes

    for name in libraries:
        try:
            ctypes.CDLL(name)
        except OSError:
            return name
    return ""


def _answers(display: str) -> bool:
    match = re.fullmatch(r"(?:unix)?([^:/]*):(\d+)(?:\.\d+)?", display)
    if match is None:
        # A form we do not know, such as a launchd path: let Qt try.
        return True
    import socket

    host, number = match[1], int(match[2])
    if host:
        return _connects(socket.AF_INET, (host, 6000 + number))
    path = f"/tmp/.X11-unix/X{number}"
    abstract = _connects(socket.AF_UNIX, f"\0{path}")
    return abstract or (Path(path).exists() and _connects(socket.AF_UNIX, path))


def _connects(family: int, address: str | tuple[str, int]) -> bool:
    import socket

    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True
