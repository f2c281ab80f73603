"""What models tell tables and lists besides the words."""

from PySide6.QtCore import Qt

# A plain int, float or str to sort by (None sorts last); default: the words.
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
# The frozen dataclass of the row, the same in every column.
RECORD_ROLE = Qt.ItemDataRole.UserRole + 2
# danger, warn, good, info or muted: how the words of a cell are coloured (coloured words are bold).
TONE_ROLE = Qt.ItemDataRole.UserRole + 3
# Second line and right-hand word of a list row, for TwoLineDelegate over a list model.
DETAIL_ROLE = Qt.ItemDataRole.UserRole + 4
BADGE_ROLE = Qt.ItemDataRole.UserRole + 5
