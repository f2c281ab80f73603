"""Paper that a page has made: kept as a PDF, offered to be printed at once."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qingyu.ui import paper
from qingyu.ui.paper import Paper

if TYPE_CHECKING:
    from qingyu.ui.dialogs.print_paper import PrintDialog
    from qingyu.ui.pages.page import Desk


def print_paper(what: Paper, desk: "Desk", parent: QWidget) -> "PrintDialog | None":
    """The print dialog over the window, None when the file cannot be read (and that was told)."""
    # Most people who look at a page print nothing.
    from qingyu.ui.dialogs.print_paper import open_print_dialog

    return open_print_dialog(what, desk, parent)


def offer(title: str, path: Path, desk: "Desk", parent: QWidget) -> None:
    """Offers to print a document just saved; off-screen, like the viewer, nothing is opened."""
    if not paper.is_off_screen():
        print_paper(Paper(title, path), desk, parent)
