"""The handover of one shift, filled in from the book; whoever goes corrects it and signs."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QSpinBox, QWidget

from qingyu.domain.handover import Handover, Incident, Patrol
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words

_LINES = 3


class HandoverForm(InlineForm):
    """Fields of a record; lines of text stand for lists.

    Signals: answered(Handover) with the record as it was filled in; those of InlineForm.
    """

    answered = Signal(object)

    def __init__(self, record: Handover, parent: QWidget | None = None) -> None:
        on, shift = record.on, record.shift
        title = f"{on.month}月{on.day}日{shift.name}班：交班记录"
        step = f"交班 {on.isoformat()} {shift.id}"
        super().__init__(title, "签字交班", parent, step=step)
        self._record = record
        self.weather = _line(record.weather, "例如：小雨")
        self.people = _line(record.people, "值班的人")
        self.visitors = _line(record.visitors, "来过谁、谁来过电话")
        self.happened = _text(record.happened, "这一班的事，一行一件")
        self.open_matters = _text(record.open_matters, "要接着办的，一行一件")
        self.patrol = _text(
            [f"{point.point}：{point.result}" for point in record.patrol], "大门：正常"
        )
        self.incidents = _text(
            [_incident_line(each) for each in record.incidents],
            "几点，什么事，怎么办的，告诉了谁",
        )
        self.words = _line(record.words, "还要交代的")
        self.counts: list[QSpinBox] = []
        for label, editor in (
            ("天气", self.weather),
            ("谁值的班", self.people),
            ("来人来电", self.visitors),
            ("这一班的事", self.happened),
            ("没办完的", self.open_matters),
            ("巡查", self.patrol),
            ("突发情况", self.incidents),
            ("清点", self._counting()),
            ("备注", self.words),
        ):
            self.add_field(label, editor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.cancel.hide()
        self.confirmed.connect(lambda: self.answered.emit(self.record()))

    def record(self) -> Handover:
        """The record as it is filled in now."""
        counted = tuple(
            replace(thing, found=box.value())
            for thing, box in zip(self._record.counted, self.counts, strict=True)
        )
        return replace(
            self._record,
            weather=self.weather.text().strip(),
            people=self.people.text().strip(),
            visitors=self.visitors.text().strip(),
            happened=_lines(self.happened),
            open_matters=_lines(self.open_matters),
            patrol=tuple(_patrol(line) for line in _lines(self.patrol)),
            incidents=tuple(_incident(line) for line in _lines(self.incidents)),
            counted=counted,
            words=self.words.text().strip(),
        )

    def _counting(self) -> QWidget:
        row = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        flow = FlowLayout(row, gap=0.5)
        for thing in self._record.counted:
            box = QSpinBox()
            box.setRange(0, 999)
            box.setValue(thing.usual if thing.found is None else thing.found)
            box.setSuffix(f" / {thing.usual}")
            box.setAccessibleName(f"{thing.name}，应有 {thing.usual}")
            flow.addWidget(words(thing.name, "muted"))
            flow.addWidget(box)
            self.counts.append(box)
        return row


def _line(text: str, hint: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setMaxLength(200)
    made.setPlaceholderText(hint)
    return made


def _text(lines: Sequence[str], hint: str) -> QPlainTextEdit:
    made = QPlainTextEdit("\n".join(lines))
    made.setPlaceholderText(hint)
    made.setTabChangesFocus(True)
    shown = max(_LINES, min(len(lines), 2 * _LINES))
    height = (shown + 1) * QFontMetrics(made.font()).lineSpacing()
    made.setMinimumHeight(height)
    made.setMaximumHeight(2 * height)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


def _lines(editor: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in editor.toPlainText().splitlines() if line.strip())


def _patrol(line: str) -> Patrol:
    point, _, result = line.replace(":", "：").partition("：")
    return Patrol(point.strip(), result.strip())


def _incident_line(each: Incident) -> str:
    return "，".join(part for part in (each.at, each.what, each.action, each.told) if part)


def _incident(line: str) -> Incident:
    """At what time, what, what was done, who was told, parted by commas."""
    at, what, action, told = [*(part.strip() for part in line.split("，", 3)), "", "", ""][:4]
    return Incident(at, what, action, told) if what else Incident("", at)
