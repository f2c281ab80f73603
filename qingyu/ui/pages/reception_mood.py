"""The mood of what is being written: four small buttons, the suggested one asking to be taken."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from qingyu.domain.feedback import Mood
from qingyu.domain.mood import MOODS, MoodGuess
from qingyu.ui import theme


class _MoodButton(QPushButton):
    """One mood; Enter takes it, Esc takes it back.

    Signals: reset_requested() on Esc; clicked of QPushButton.
    """

    reset_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reset_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class ReceptionMood(QWidget):
    """急 怨 平 谢; the suggested one is framed, the confirmed one filled.

    Signals: settled(str) with the mood that was taken; reset_requested() when it is taken back.
    """

    settled = Signal(str)
    reset_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("情绪")
        self._mood: Mood | None = None
        self._keys: dict[Mood, str] = {}
        self.buttons: dict[Mood, _MoodButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for number, mood in enumerate(Mood, 1):
            one = _MoodButton(str(mood))
            one.setProperty("kind", "mood")
            one.setAutoDefault(False)
            # Tab goes on from row to row as before; Alt and a digit reach these from anywhere.
            one.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            one.setCheckable(True)
            self._keys[mood] = f"Alt+{number}"
            one.clicked.connect(lambda _on=False, mood=mood: self.take(mood))
            one.reset_requested.connect(self.reset_requested)
            self.buttons[mood] = one
            self._row.addWidget(one)
        self._restyle()

    def show_mood(self, mood: Mood | None, guess: MoodGuess, *, written: bool) -> None:
        """Show what was confirmed, otherwise what is suggested; nothing to take without words."""
        self._mood = mood
        for each, one in self.buttons.items():
            suggested = written and mood is None and each is guess.mood
            one.setEnabled(written)
            one.setChecked(each is mood)
            theme.set_look(one, "look", "suggested" if suggested else "")
            state = "，已定" if each is mood else "，建议，按一下定下来" if suggested else ""
            told = f"情绪：{MOODS[each]}（{self._keys[each]}）"
            one.setAccessibleName(told + state)
            seen = "".join(f"“{word}”" for word in guess.words) if suggested else ""
            one.setToolTip(f"{told}，看到{seen}" if seen else told)

    def take(self, mood: Mood) -> None:
        """Confirms a mood; the confirmed one once more takes it back."""
        if not self.buttons[mood].isEnabled():
            return
        if mood is self._mood:
            self.reset_requested.emit()
        else:
            self.settled.emit(str(mood))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        self._row.setSpacing(theme.current().px(0.2))
