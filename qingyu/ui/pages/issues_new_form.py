"""A new issue that no resident reported: found on patrol, noted at a meeting."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from qingyu.domain.frozen import frozen
from qingyu.domain.issue import IssueDraft, Urgency
from qingyu.domain.place import Place
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.fact_grid import Suggest
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.suggest_line_edit import SuggestLineEdit

_LONGEST = 2000


@frozen
class Guessed:
    """What the words of the matter tell: place and topic as shown, urgency, danger."""

    place: str
    topic: str
    urgency: Urgency
    dangerous: bool


class NewIssueForm(InlineForm):
    """Matter, place, topic, urgency, danger and more words; guesses fill what is untouched.

    Signals: answered(object) with the IssueDraft; those of InlineForm.
    """

    answered = Signal(object)

    def __init__(
        self,
        suggest: dict[str, Suggest],
        guess: Callable[[str], Guessed],
        topic_of: Callable[[str], tuple[str, str]],
        place_of: Callable[[str], Place],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("新建工单（巡查发现的事）", "建工单", parent)
        self._guess = guess
        self._topic_of = topic_of
        self._place_of = place_of
        self._urgency_touched = self._danger_touched = False
        self.title = QLineEdit()
        self.title.setMaxLength(200)
        self.title.setPlaceholderText("几个字写明是什么事，例如：3幢2单元楼道灯不亮")
        self.place = SuggestLineEdit(suggest["place"])
        self.place.setPlaceholderText("3-2-501、3幢 屋面、大门口")
        self.place.setMaxLength(100)
        self.topic = SuggestLineEdit(suggest["topic"])
        self.topic.setPlaceholderText("打字或拼音，↓ 看全部")
        self.urgency = ChoiceRow("急缓", [(each, each) for each in Urgency])
        self.urgency.choose(Urgency.NORMAL)
        self.danger = QCheckBox("有危险，要先做安全处置")
        self.detail = QLineEdit()
        self.detail.setMaxLength(_LONGEST)
        self.detail.setPlaceholderText("现场情况，可以不写")
        for label, editor in (("事项", self.title), ("地点", self.place), ("类别", self.topic),
                              ("急缓", self.urgency), ("危险", self.danger),
                              ("补充", self.detail)):
            self.add_field(label, editor)
        self.title.editingFinished.connect(self._fill_in)
        self.urgency.chosen.connect(lambda _key: self._touch_urgency())
        self.danger.clicked.connect(lambda _on: self._touch_danger())
        self.confirmed.connect(self._answer)

    def draft(self) -> IssueDraft:
        """What was filled in."""
        code, matter = self._topic_of(self.topic.text())
        return IssueDraft(
            title=self.title.text(),
            place=self._place_of(self.place.text()),
            category=code,
            matter=matter,
            urgency=Urgency(self.urgency.key or Urgency.NORMAL),
            dangerous=self.danger.isChecked(),
            detail=self.detail.text(),
        )

    def _answer(self) -> None:
        self._fill_in()
        self.mark(None if self.title.text().strip() else self.title)
        self.answered.emit(self.draft())

    def _fill_in(self) -> None:
        if not self.title.text().strip():
            return
        guessed = self._guess(self.title.text())
        if not self.place.isModified():
            self.place.setText(guessed.place)
        if not self.topic.isModified():
            self.topic.setText(guessed.topic)
        if not self._urgency_touched:
            self.urgency.choose(guessed.urgency)
        if not self._danger_touched:
            self.danger.setChecked(guessed.dangerous)

    def _touch_urgency(self) -> None:
        self._urgency_touched = True

    def _touch_danger(self) -> None:
        self._danger_touched = True
