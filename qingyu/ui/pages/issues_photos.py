"""Photos of an issue before and after the work: dropped in or chosen, opened large."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from qingyu.domain.issue_story import Photo
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.photo_strip import Photo as Tile
from qingyu.ui.widgets.photo_strip import PhotoStrip
from qingyu.ui.widgets.section import Section

STAGES = ("前", "后")
_KINDS = "照片 (*.jpg *.jpeg *.png *.webp *.bmp *.gif *.heic *.tif *.tiff)"


class PhotoSection(Section):
    """Two strips, 施工前 and 施工后.

    Signals: files_chosen(str, object) with the stage and paths; removal_requested(int);
    photo_requested(int) with the place of the photo among all of the issue.
    """

    files_chosen = Signal(str, object)
    removal_requested = Signal(int)
    photo_requested = Signal(int)

    def __init__(self, thumbnail: Callable[[str], bytes], parent: QWidget | None = None) -> None:
        super().__init__("照片", parent=parent)
        self._thumbnail = thumbnail
        self._photos: tuple[Photo, ...] | None = None
        both = EmBox(row=True, gap=0.6)
        self.strips: dict[str, PhotoStrip] = {}
        for stage in STAGES:
            strip = PhotoStrip(add_text=f"加{stage}照片")
            strip.setAccessibleName(f"施工{stage}的照片")
            strip.files_dropped.connect(lambda files, at=stage: self.files_chosen.emit(at, files))
            strip.add_requested.connect(lambda at=stage: self._choose(at))
            strip.removal_requested.connect(self._remove)
            strip.photo_requested.connect(self._open)
            self.strips[stage] = strip
            side = EmBox(gap=0.2)
            side.add(words(f"施工{stage}", "muted"))
            side.add(strip)
            side.add_stretch()
            both.add(side, 1)
        self.add(both)

    def show_photos(self, photos: Sequence[Photo]) -> None:
        """Show these photos."""
        if self._photos == tuple(photos):
            return
        self._photos = tuple(photos)
        self.set_note(f"{len(photos)} 张" if photos else "可以把照片拖进来")
        for stage, strip in self.strips.items():
            own = [photo for photo in photos if photo.stage == stage]
            strip.set_photos([
                Tile(photo.id, self._thumbnail(photo.sha256), f"施工{stage}第 {number} 张")
                for number, photo in enumerate(own, 1)
            ])

    def _open(self, key: object) -> None:
        places = [at for at, photo in enumerate(self._photos or ()) if photo.id == key]
        if places:
            self.photo_requested.emit(places[0])

    def _remove(self, key: object) -> None:
        if isinstance(key, int):
            self.removal_requested.emit(key)

    def _choose(self, stage: str) -> None:
        files, _ = QFileDialog.getOpenFileNames(self, f"选择施工{stage}的照片", "", _KINDS)
        if files:
            self.files_chosen.emit(stage, tuple(Path(name) for name in files))
