"""Parts of the handover form: weather, the round, incidents, things counted."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from qingyu.domain.handover import Counted, Incident, Patrol
from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words

_WEATHER = ("晴", "多云", "阴", "小雨", "大雨", "雪", "大风")
FINE, WRONG, UNSEEN = "正常", "有问题", "没去"
_FOUND = (FINE, WRONG, UNSEEN)
_MOST_INCIDENTS = 20
_LONGEST = 200
_FEWEST, _MOST = 2, 9  # lines shown without scrolling


class WeatherEdit(QWidget):
    """A line to type the weather into, and the usual words to press."""

    def __init__(self, weather: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line_edit(weather, "按一下右边，或自己写")
        self.usual = ChoiceRow("天气", [(each, each) for each in _WEATHER])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.usual, 3)
        self.setFocusProxy(self.line)
        self.usual.chosen.connect(self.line.setText)
        self.line.textChanged.connect(self._follow)
        self._follow(weather)

    def text(self) -> str:
        """The weather as it is written now."""
        return self.line.text().strip()

    def _follow(self, text: str) -> None:
        self.usual.set_key(text.strip() if text.strip() in _WEATHER else "")


class PatrolEdit(QWidget):
    """Each point of the round: fine, something wrong, or not seen, and words about it."""

    def __init__(self, patrol: Sequence[Patrol], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._patrol = tuple(patrol)
        self.choices: list[ChoiceRow] = []
        self.lines: list[QLineEdit] = []
        self.all_fine = ActionButton("没写的都正常", icon="check")
        self.all_fine.clicked.connect(self._all_fine)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme.current().px(0.25))
        grid.setColumnStretch(2, 1)
        for number, each in enumerate(self._patrol):
            found, said = split_result(each.result)
            choice = ChoiceRow(each.point, [(key, key) for key in _FOUND])
            choice.set_key(found)
            line = line_edit(said, "有问题写在这里")
            line.setAccessibleName(f"{each.point}：写几句")
            grid.addWidget(words(each.point), number, 0)
            grid.addWidget(choice, number, 1)
            grid.addWidget(line, number, 2)
            self.choices.append(choice)
            self.lines.append(line)
        grid.addWidget(self.all_fine, len(self._patrol), 1, Qt.AlignmentFlag.AlignLeft)
        self.all_fine.setVisible(bool(self._patrol))

    def patrol(self) -> tuple[Patrol, ...]:
        """The points and what was found, as it is filled in now."""
        return tuple(
            replace(each, result="，".join(part for part in (choice.key, line.text().strip())
                                          if part))
            for each, choice, line in zip(self._patrol, self.choices, self.lines, strict=True)
        )  # fmt: skip

    def _all_fine(self) -> None:
        for choice, line in zip(self.choices, self.lines, strict=True):
            if not choice.key and not line.text().strip():
                choice.set_key(FINE)


class IncidentsEdit(QWidget):
    """Incidents, one per row: at what time, what, what was done, who was told."""

    def __init__(self, incidents: Sequence[Incident], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[tuple[QLineEdit, ...]] = []
        self.add = ActionButton("再记一件", icon="plus")
        self.add.clicked.connect(self._add)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(theme.current().px(0.25))
        for column, share in enumerate((2, 6, 5, 4)):
            self._grid.setColumnStretch(column, share)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.addLayout(self._grid)
        column_.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        for each in incidents or (Incident("", ""),):
            self._append(each)

    def incidents(self) -> tuple[Incident, ...]:
        """The incidents of which anything is written."""
        texts = (tuple(" ".join(box.text().split()) for box in row) for row in self.rows)
        return tuple(Incident(*text) for text in texts if any(text))

    def _add(self) -> None:
        self._append(Incident("", "")).setFocus(Qt.FocusReason.OtherFocusReason)

    def _append(self, each: Incident) -> QLineEdit:
        nth = len(self.rows)
        fields = ((each.at, "几点"), (each.what, "什么事"), (each.action, "怎么办的"),
                  (each.told, "告诉了谁"))  # fmt: skip
        row = tuple(line_edit(text, hint) for text, hint in fields)
        for column, box in enumerate(row):
            box.setAccessibleName(f"突发情况第 {nth + 1} 件：{fields[column][1]}")
            self._grid.addWidget(box, nth, column)
            before = row[column - 1] if column else (self.rows[-1][-1] if self.rows else None)
            if before is not None:
                QWidget.setTabOrder(before, box)
        QWidget.setTabOrder(row[-1], self.add)
        self.rows.append(row)
        self.add.setEnabled(len(self.rows) < _MOST_INCIDENTS)
        return row[0]


class CountEdit(QWidget):
    """Things to count, each with how many there should be."""

    def __init__(self, counted: Sequence[Counted], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counted = tuple(counted)
        self.boxes: list[QSpinBox] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        flow = FlowLayout(self, gap=1.0, row_gap=0.3)
        for thing in self._counted:
            box = QSpinBox()
            box.setRange(0, 999)
            box.setValue(thing.usual if thing.found is None else thing.found)
            box.setSuffix(f" / {thing.usual}")
            box.setAccessibleName(f"{thing.name}，应有 {thing.usual}")
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(words(thing.name))
            row.addWidget(box)
            flow.addWidget(pair)
            self.boxes.append(box)

    def counted(self) -> tuple[Counted, ...]:
        """The things with how many were found."""
        return tuple(
            replace(thing, found=box.value())
            for thing, box in zip(self._counted, self.boxes, strict=True)
        )


class LinesEdit(QPlainTextEdit):
    """One matter per line; as high as what stands in it, within reason."""

    def __init__(self, lines: Sequence[str], hint: str, parent: QWidget | None = None) -> None:
        super().__init__("\n".join(lines), parent)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().blockCountChanged.connect(lambda _: self.updateGeometry())

    def lines(self) -> tuple[str, ...]:
        """The lines that are not empty."""
        typed = (line.strip() for line in self.toPlainText().splitlines())
        return tuple(line for line in typed if line)

    def sizeHint(self) -> QSize:
        shown = max(_FEWEST, min(self.blockCount(), _MOST)) + 1
        return QSize(super().sizeHint().width(), shown * self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event) or event.type() == QEvent.Type.FontChange:
            self.updateGeometry()


def split_result(result: str) -> tuple[str, str]:
    """The choice and the words of a stored result: 「有问题，灯坏了」 → 有问题 and 灯坏了."""
    for key in _FOUND:
        if result == key or result.startswith(f"{key}，"):
            return key, result[len(key) + 1 :]
    return "", result


def line_edit(text: str, hint: str) -> QLineEdit:
    """A line of at most 200 characters with a hint of what belongs there."""
    made = QLineEdit(text)
    made.setMaxLength(_LONGEST)
    made.setPlaceholderText(hint)
    return made
