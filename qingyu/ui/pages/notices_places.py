"""Adding and editing places to post."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qingyu.domain.place_entry import read_entry
from qingyu.domain.posting import LONGEST_NAME, PlaceKind, PostingPlace
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.flow_row import FlowRow
from qingyu.ui.widgets.heading import Heading
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll


class PlacesEditor(PageScroll):
    """Every place with 修改 and 停用, a form for one more, and the stairwells proposed.

    Signals: saved(object) with a PostingPlace, id 0 for a new one; retired(int); proposal_taken();
    left() on the way back.
    """

    saved = Signal(object)
    retired = Signal(int)
    proposal_taken = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=False)
        self._form: InlineForm | None = None
        self._lines: list[QWidget] = []
        self._places: tuple[PostingPlace, ...] = ()
        self._heading = Heading("张贴点")
        self.back = ActionButton("返回公告栏", "quiet", icon="arrow-left")
        self.new = ActionButton("添加张贴点", icon="plus")
        self.propose = ActionButton("按楼栋添上各单元楼道", icon="building-2")
        self.back.clicked.connect(self.left)
        self.new.clicked.connect(lambda: self.open_form(PostingPlace(0, "")))
        self.propose.clicked.connect(self.proposal_taken)
        for button in (self.back, self.new, self.propose):
            self._heading.add_action(button)
        self._box = EmBox(card=True, margin=(0.9, 0.8), gap=0.2)
        self.add(self._heading)
        self.add(self._box)
        self.column.addStretch(1)

    def show_places(self, places: Sequence[PostingPlace], proposed: int) -> None:
        """Show these; a form that is open stays."""
        self.propose.setVisible(proposed > 0)
        self.propose.set_words(f"添上 {proposed} 个单元楼道")
        for old in self._lines:
            old.hide()
            old.deleteLater()
        self._places = tuple(places)
        self._lines = [self._line(place) for place in places]
        if not places:
            self._lines = [words("还没有张贴点。", "muted")]
        for line in self._lines:
            self._box.add(line)

    def open_form(self, place: PostingPlace) -> None:
        """Open the form for a new or a known place."""
        self.close_form()
        name, where = QLineEdit(place.name), QLineEdit(place.place.text)
        name.setMaxLength(LONGEST_NAME)
        name.setPlaceholderText("例如：北门公告栏")
        where.setPlaceholderText("例如：3幢2单元；不属于哪一幢就空着")
        kind = ChoiceRow("种类", [(each.value, str(each)) for each in PlaceKind])
        kind.set_key(place.kind.value)
        title = "修改张贴点" if place.id else "添加张贴点"
        form = InlineForm(title, "存好", step=f"place:{place.id}")
        form.add_field("名称", name)
        form.add_field("种类", kind)
        form.add_field("幢、单元", where)

        def confirm() -> None:
            found = read_entry(where.text())
            told = name.text() or where.text()
            self.saved.emit(
                PostingPlace(place.id, told, PlaceKind(kind.key), found.building, found.unit)
            )

        form.confirmed.connect(confirm)
        form.cancelled.connect(self.close_form)
        self._form = form
        self.column.insertWidget(1, form)
        form.focus_first()

    def open_step(self, step: str) -> None:
        """Open the form whose drafts are kept under this step."""
        known = (PostingPlace(0, ""), *self._places)
        place = next((each for each in known if step == f"place:{each.id}"), None)
        if place is not None:
            self.open_form(place)

    def close_form(self) -> None:
        """Put the form away."""
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
            self.new.setFocus()

    def _line(self, place: PostingPlace) -> QWidget:
        row = FlowRow(words(place.name, "strong"), gap=0.5)
        where = place.place.text
        told = (str(place.kind), where if where not in place.name else "")
        row.add(words("　".join(part for part in told if part and part not in place.name), "muted"))
        row.add_push()
        edit, gone = ActionButton("修改", "quiet"), ActionButton("停用", "quiet")
        for button in (edit, gone):
            button.setAccessibleName(f"{button.text()} {place.name}")
            row.add(button)
        edit.clicked.connect(lambda: self.open_form(place))
        gone.clicked.connect(lambda: self.retired.emit(place.id))
        return row
