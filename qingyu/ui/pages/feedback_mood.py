"""The mood of a piece: the words that hint at it, and the choice that settles it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qingyu.domain.feedback import Mood
from qingyu.domain.mood import MOODS, MoodGuess
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.labels import words


class FeedbackMood(QWidget):
    """「情绪 急 怨 平 谢　像是「怨」：没人管」.

    Signals: settled(object) with the Mood a steward chose.
    """

    settled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mood: Mood | None = None
        self.choices = ChoiceRow("情绪", [(str(mood), str(mood)) for mood in Mood])
        self.evidence = words("", "muted", wrap=True)
        row = QHBoxLayout()
        row.addWidget(words("情绪", "muted"))
        row.addWidget(self.choices, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.evidence)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.choices.chosen.connect(self._settle)

    def show_mood(self, mood: Mood | None, guess: MoodGuess) -> None:
        """Show what was confirmed, and the words the suggestion rests on."""
        self._mood = mood
        self.choices.set_key("" if mood is None else str(mood))
        shown = "".join(f"「{word}」" for word in guess.words)
        if mood is None:
            because = f"，看到{shown}" if shown else "，没有看到急、怨、谢的话"
            self.evidence.setText(f"像是{guess.mood}（{MOODS[guess.mood]}）{because}；点一下定下来")
        else:
            self.evidence.setText(f"话里有{shown}" if shown else "")
        self.evidence.setVisible(bool(self.evidence.text()))

    def _settle(self, key: str) -> None:
        if self._mood is None or key != str(self._mood):
            self.settled.emit(Mood(key))
