"""A form that tells what stands in it, so that it can be kept while it is typed."""

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

_FORM, _STEP, _WORDS = "draftForm", "draftStep", "draftWords"

Values = dict[str, object]
Read = Callable[[], Values]
Write = Callable[[Mapping[str, object]], None]


class DraftForm(QObject):
    """Belongs to a widget, which it makes a form; `name` is what people call it.

    Without `read` and `write` the fields under the widget speak for themselves: what was typed
    into them, and with `choices` also what was chosen there. `is_typed` says whether there is
    anything to keep. `step` tells this form from others of its place where the name changes.

    Signals: taken() after a draft was put back into the fields.
    """

    taken = Signal()

    def __init__(
        self,
        form: QWidget,
        name: str,
        *,
        step: str = "",
        choices: bool = False,
        is_typed: Callable[[], bool] | None = None,
        read: Read | None = None,
        write: Write | None = None,
    ) -> None:
        super().__init__(form)
        self.form = form
        self.name = name
        self.step = step
        self._choices = choices
        self._is_typed = is_typed
        self._read = read
        self._write = write
        self._before: Values | None = None
        self._finished: Values = {}
        self.is_finished = False
        form.setProperty(_FORM, self)

    @property
    def way(self) -> tuple[str, ...]:
        """The steps that lead here: the page, the thing shown there, this form."""
        return (*(step for step, _ in _places(self.form)), self.step or self.name)

    @property
    def title(self) -> str:
        """「工单 0198 屋面漏水：转办」."""
        told = [words for _, words in _places(self.form) if words]
        where = told[-1] if told else ""
        return f"{where}：{self.name}" if where and self.name else where or self.name

    def values(self) -> Values:
        """What is to be kept by field name; empty when nothing was typed."""
        if self._is_typed is not None and not self._is_typed():
            return {}
        if self._read is not None:
            return self._read()
        # Every kind of field there is: not before somebody types.
        from qingyu.ui.widgets import draft_fields

        texts, chosen = self._fields()
        typed = {
            name: draft_fields.value(each)
            for name, each in texts
            if draft_fields.was_typed_in(each)
        }
        now = {name: draft_fields.value(each) for name, each in chosen}
        differ = draft_fields.changed(now, self._before if self._before is not None else now)
        words = any(not draft_fields.is_blank(each) for each in typed.values())
        anything = words or self._is_typed is not None or bool(differ)
        return typed | differ if anything else {}

    def begin(self) -> None:
        """Notes what is chosen before anybody touches it; later calls change nothing."""
        from qingyu.ui.widgets import draft_fields

        if self._before is None and self._read is None:
            self._before = {name: draft_fields.value(each) for name, each in self._fields()[1]}

    def finish(self) -> None:
        """What stands here now was handed over, or is not wanted: when it goes it is no draft."""
        self._finished = self.values()
        self.is_finished = True

    def go_on(self, values: Mapping[str, object]) -> None:
        """Notes what stands here now; what was typed after it was handed over is a draft again."""
        self.is_finished = self.is_finished and values == self._finished

    def begin_anew(self) -> None:
        """What is chosen here now is nobody's doing."""
        self._before = None
        self.begin()

    def put_back(self, values: Mapping[str, object]) -> None:
        """Puts a draft into the fields and the keyboard after its words."""
        self.begin()
        self.is_finished = False
        if self._write is not None:
            self._write(values)
        else:
            self._fill(values)
        self.taken.emit()

    def _fill(self, values: Mapping[str, object]) -> None:
        from qingyu.ui.widgets import draft_fields

        texts, chosen = self._fields()
        last: QWidget | None = None
        # Choices first: some make room for words.
        for name, each in (*chosen, *texts):
            if name in values:
                draft_fields.fill(each, values[name])
                last = each if draft_fields.is_text(each) else last
        if last is not None:
            last.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fields(self) -> tuple[list[tuple[str, QWidget]], list[tuple[str, QWidget]]]:
        from qingyu.ui.widgets import draft_fields

        texts: list[QWidget] = []
        chosen: list[QWidget] = []
        for each in (self.form, *self.form.findChildren(QWidget)):
            if draft_fields.is_text(each):
                texts.append(each)
            elif self._choices and draft_fields.is_choice(each):
                chosen.append(each)
        own = [[each for each in some if form_of(each) is self] for some in (texts, chosen)]
        return list(draft_fields.named(own[0])), list(draft_fields.named(own[1]))


def form_of(widget: QWidget | None) -> DraftForm | None:
    """The form a widget belongs to, the innermost where they are nested; None outside of any."""
    while widget is not None:
        found = widget.property(_FORM)
        if isinstance(found, DraftForm):
            return found
        widget = widget.parentWidget()
    return None


def set_place(widget: QWidget, step: str, words: str = "") -> None:
    """From now on ways to forms inside lead through here: 「issue:17」, 「工单 0198 屋面漏水」."""
    widget.setProperty(_STEP, step)
    widget.setProperty(_WORDS, words)


def _places(widget: QWidget | None) -> list[tuple[str, str]]:
    """Step and words of every place around a widget, the outermost first."""
    found: list[tuple[str, str]] = []
    while widget is not None:
        step = cast(str | None, widget.property(_STEP))
        if step:
            found.append((step, str(widget.property(_WORDS) or "")))
        widget = widget.parentWidget()
    return found[::-1]
