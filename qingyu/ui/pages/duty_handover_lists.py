"""What is counted at a handover and which points the round has: the neighbourhood's own lists."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qingyu.domain.handover import Counted
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.ordered_edit import OrderedEdit


class ListsForm(InlineForm):
    """Both lists to add to, rename, put in order and take away from.

    Signals: answered(tuple of Counted, tuple of str); those of InlineForm.
    """

    answered = Signal(object, object)

    def __init__(
        self, things: Sequence[Counted], points: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__("清点的东西和巡查点", "保存", parent)
        self.add_note(words("从下一张交班记录起照这里的来，以前的记录不变。", "muted", wrap=True))
        self.things = OrderedEdit("清点的东西", "添加一样东西", counted=True)
        self.things.set_rows([(each.name, each.usual) for each in things])
        self.points = OrderedEdit("巡查点", "添加一个巡查点")
        self.points.set_rows([(name, 1) for name in points])
        self.add_field("清点的东西", self.things)
        self.add_field("巡查点", self.points)
        self.confirmed.connect(self._answer)

    def focus_first(self) -> None:
        """Puts the keyboard into the first name."""
        (self.things.line(0) if self.things.rows() else self.things.add).setFocus()

    def _answer(self) -> None:
        things = tuple(Counted(name, usual) for name, usual in self.things.rows())
        self.answered.emit(things, tuple(name for name, _ in self.points.rows()))
