"""Whether there is a book again after its user was asked what to do about a damaged one."""

from PySide6.QtWidgets import QApplication

from qingyu.domain.errors import DamagedError
from qingyu.paths import DataFolder
from qingyu.services import encryption
from qingyu.ui import theme
from qingyu.ui.preferences import Preferences


def rescue(folder: DataFolder, error: DamagedError) -> bool:
    """Asks, and does what was asked for; False when the user left."""
    from qingyu.ui.dialogs.rescue import RescueDialog

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    wishes = Preferences(folder.settings)
    theme.apply(app, wishes.text_size, wishes.dark)
    # Between this dialog and the window the last one is closed; that must not end the program.
    app.setQuitOnLastWindowClosed(False)
    if encryption.is_locked(folder) and encryption.has_passphrase(folder):
        from qingyu.ui.unlocking import unlock

        folder = unlock(folder) or folder
    dialog = RescueDialog(f"{error.title}。", folder)
    try:
        return bool(dialog.exec())
    finally:
        dialog.deleteLater()
