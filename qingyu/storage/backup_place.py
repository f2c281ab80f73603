"""Where the second place is written down, and how it is found again on whatever drive it is."""

import os
import string
from contextlib import suppress
from pathlib import Path

from qingyu.domain.backup_place import MARKER, SecondPlace, candidates, marker_idents, marker_text
from qingyu.domain.backup_place import read as read_place
from qingyu.domain.backup_place import written as place_text
from qingyu.paths import DataFolder
from qingyu.storage.database import naming_faults

_NOTED = "备份盘.json"
_MOST = 20_000  # bytes of a marker that are looked at


def noted(folder: DataFolder) -> SecondPlace | None:
    """The second place of this book on this computer."""
    try:
        return read_place((folder.backups / _NOTED).read_text(encoding="utf-8"))
    except (OSError, UnicodeError):
        return None


def note(folder: DataFolder, place: SecondPlace | None) -> None:
    """Writes the second place down, whole or not at all; None forgets it."""
    file = folder.backups / _NOTED
    with naming_faults():
        if place is None:
            file.unlink(missing_ok=True)
            return
        folder.backups.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(place_text(place), encoding="utf-8")
        os.replace(part, file)


def mark(place: SecondPlace, name: str) -> None:
    """Puts the marker file there; StoreError when nothing can be written there."""
    marker = place.path / MARKER
    with naming_faults():
        marker.write_text(marker_text(place.ident, name, _read(marker)), encoding="utf-8-sig")


def find(place: SecondPlace, roots: tuple[Path, ...]) -> Path | None:
    """Where it is now; None when it is not there."""
    for base in candidates(place.path, roots):
        if place.ident in marker_idents(_read(base / MARKER)):
            return base
    return None


def drives() -> tuple[Path, ...]:
    """The tops of all drives that are there."""
    if os.name == "nt":
        found = [Path(f"{letter}:\\") for letter in string.ascii_uppercase[2:]]
    else:
        found = []
        for base, depth in (("/media", "*/*"), ("/run/media", "*/*"), ("/mnt", "*"),
                            ("/media", "*"), ("/Volumes", "*")):
            with suppress(OSError):
                found.extend(sorted(Path(base).glob(depth)))
    return tuple(drive for drive in dict.fromkeys(found) if _is_there(drive))


def same_disk(folder: DataFolder, path: Path) -> bool:
    """Whether both lie on one disk, which would lose both when it dies."""
    try:
        return folder.root.stat().st_dev == path.stat().st_dev
    except OSError:
        return False


def _is_there(drive: Path) -> bool:
    try:
        return drive.is_dir()
    except OSError:
        return False


def _read(marker: Path) -> str:
    try:
        with marker.open("rb") as file:
            return file.read(_MOST).decode("utf-8-sig", "replace")
    except OSError:
        return ""
