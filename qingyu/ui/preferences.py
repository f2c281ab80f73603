"""What this computer remembers of the window: text size, colours, who was here, table columns."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from qingyu.ui.theme import TextSize


class Preferences:
    """The remembered wishes of one data folder, in an .ini file beside the book."""

    def __init__(self, path: Path) -> None:
        self.settings = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def text_size(self) -> TextSize:
        """The chosen text size."""
        stored = str(self.settings.value("text_size", TextSize.STANDARD.name))
        return TextSize[stored] if stored in TextSize.__members__ else TextSize.STANDARD

    @text_size.setter
    def text_size(self, size: TextSize) -> None:
        self.settings.setValue("text_size", size.name)

    @property
    def dark(self) -> bool:
        """Whether the dark colours are chosen."""
        return str(self.settings.value("dark", "false")) == "true"

    @dark.setter
    def dark(self, dark: bool) -> None:
        self.settings.setValue("dark", "true" if dark else "false")

    @property
    def steward(self) -> str:
        """The name of who used the program last."""
        return str(self.settings.value("steward", ""))

    @steward.setter
    def steward(self, name: str) -> None:
        self.settings.setValue("steward", name)

    @property
    def steward_since(self) -> datetime | None:
        """When they chose their own name; None while nobody did."""
        stored = str(self.settings.value("steward_since", ""))
        try:
            return datetime.fromisoformat(stored) if stored else None
        except ValueError:
            return None

    @steward_since.setter
    def steward_since(self, at: datetime) -> None:
        self.settings.setValue("steward_since", at.isoformat(timespec="seconds"))

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood."""
        stored = self.settings.value("geometry", QByteArray())
        return stored if isinstance(stored, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self.settings.setValue("geometry", geometry)
