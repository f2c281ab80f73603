"""Rows of label, value that can be changed, and the words a value rests on."""


from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from qingyu.domain.frozen import frozen
from qingyu.ui import theme
from qingyu.ui.widgets.labels import ElidedLabel, words

_TIGHT_EMS = 25.0
# Narrow and wide must not follow from each other through a scroll bar that comes and goes.
_SLACK_EMS = 2.0


@frozen
class _Row:
    label: QLabel
    editor: QWidget
    evidence: ElidedLabel


class FieldGrid(QFrame):
    """Label at the left, editor, evidence at the right (under the editor where it is tight)."""

    def __init__(self, parent: QWidget | None = None, *, inline: bool = True) -> None:
        super().__init__(parent)
        self._inline = inline
        self._under = False
        self._rows: dict[str, _Row] = {}
        self._grid = QGridLayout(self)
        # A scrolling page would otherwise press the rows together before it scrolls.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._restyle()

    def add_row(self, key: str, label: str, editor: QWidget, evidence: str = "") -> QWidget:
        """Add a row and give back its editor; inline editors look like words until used."""
        row = _Row(words(label, "muted"), editor, ElidedLabel(evidence, "evidence"))
        row.label.setBuddy(editor)
        editor.setParent(self)
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        if self._inline:
            theme.set_look(editor, "look", "inline")
        row.evidence.setVisible(bool(evidence))
        self._rows[key] = row
        self._arrange()
        return editor

    def editor(self, key: str) -> QWidget:
        """The editor of a row; KeyError for an unknown one."""
        return self._rows[key].editor

    def set_evidence(self, key: str, evidence: str) -> None:
        """Show other words beside a value, for example 「“漏水” “滴到”」."""
        row = self._rows[key]
        row.evidence.setText(evidence)
        row.evidence.setVisible(bool(evidence) and not row.label.isHidden())
        row.editor.setAccessibleDescription(evidence and f"依据：{evidence}")
        self._share_width()

    def set_wrong(self, key: str, why: str = "") -> None:
        """Mark a value as not acceptable with the reason beside it; empty takes the mark away."""
        row = self._rows[key]
        theme.set_look(row.editor, "wrong", "true" if why else "")
        theme.set_look(row.evidence, "look", "danger" if why else "evidence")
        self.set_evidence(key, why)

    def set_row_visible(self, key: str, visible: bool) -> None:
        """Show or hide a whole row."""
        row = self._rows[key]
        for part in (row.label, row.editor):
            part.setVisible(visible)
        row.evidence.setVisible(visible and bool(row.evidence.full_text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_tight() != self._under:
            self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        self._grid.setContentsMargins(look.px(0.6), look.px(0.5), look.px(0.9), look.px(0.5))
        self._grid.setHorizontalSpacing(look.px(0.5))
        self._under = self._is_tight()
        self._grid.setVerticalSpacing(look.px(0.1 if self._under and self._inline else 0.35))
        self._arrange()

    def _share_width(self) -> None:
        """Without any evidence the editors get its place."""
        told = any(not row.evidence.isHidden() for row in self._rows.values())
        self._grid.setColumnStretch(2, 3 if told and not self._under else 0)

    def _is_tight(self) -> bool:
        least = _TIGHT_EMS + _SLACK_EMS if self._under else _TIGHT_EMS
        return 0 < self.width() < theme.current().px(least)

    def _arrange(self) -> None:
        while self._grid.takeAt(0) is not None:
            pass
        under = self._under
        self._grid.setColumnStretch(1, 5)
        self._share_width()
        centre = Qt.AlignmentFlag.AlignVCenter
        for index, row in enumerate(self._rows.values()):
            top = index * 2 if under else index
            self._grid.addWidget(row.label, top, 0, centre)
            self._grid.addWidget(row.editor, top, 1)
            if under:
                self._grid.addWidget(row.evidence, top + 1, 1)
            else:
                self._grid.addWidget(row.evidence, top, 2, centre)
            indent = theme.current().px(0.65) if under and isinstance(row.editor, QLineEdit) else 0
            row.evidence.setContentsMargins(indent, 0, 0, 0)
