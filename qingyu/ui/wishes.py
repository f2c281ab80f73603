"""What a page may wish of the window it stands in, and of the program around it."""

from PySide6.QtCore import QObject, Signal

# What `Page.show_list` of 楼栋住户 is asked for when residents shall come from an Excel file.
IMPORT_RESIDENTS = "import residents"
# What `Page.show_list` of 值班 is asked for when a shift is to be handed over, no matter which.
ANY_HANDOVER = "any handover"
# What `Page.show_list` of 设置 is asked for to show the backups.
SAFETY = "safety"


class Wishes(QObject):
    """Wishes only; the window and the program fulfil them.

    Signals: text_size_requested(TextSize); dark_requested(bool); practice_requested(bool): True
    to open the practice book, False to go back to the real one; steward_requested() when somebody
    else is to choose their name in 「现在是谁在用」; book_change_requested(BookChange) to close the
    window, change how the book is kept, and open it again.
    """

    text_size_requested = Signal(object)
    dark_requested = Signal(bool)
    practice_requested = Signal(bool)
    steward_requested = Signal()
    book_change_requested = Signal(object)
