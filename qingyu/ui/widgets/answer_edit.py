"""A line for words that first takes digits as keys: tick boxes and write words in one go."""

import unicodedata
from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

_LONGEST = 1000


class AnswerEdit(QLineEdit):
    """While nothing but digits was typed, each is offered to `take`; those it takes vanish.

    A space before them makes digits words.
    """

    def __init__(self, take: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take = take
        self.setMaxLength(_LONGEST)
        # Not keyPressEvent: an input method hands its digits over otherwise.
        self.textEdited.connect(self._sort)

    def words(self) -> str:
        """What was written, without the space that made digits words."""
        return self.text().strip()

    def _sort(self, text: str) -> None:
        plain = unicodedata.normalize("NFKC", text)
        if not (plain.isascii() and plain.isdigit()):
            return
        left = "".join(digit for digit in plain if not self._take(digit))
        if left != text:
            self.setText(left)
