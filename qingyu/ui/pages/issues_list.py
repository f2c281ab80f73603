"""The list of issues under its choosers, with what can be done to several at once."""

from PySide6.QtCore import QEvent, QSettings, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qingyu.domain.issue import Issue
from qingyu.ui import theme
from qingyu.ui.models.issue import COLUMNS, Fetch, IssueModel, IssueRow
from qingyu.ui.pages.issues_filter import IssueFilters
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.form_room import FormRoom
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.record_table import RecordTable


class IssueList(QWidget):
    """Choosers, table and the bar for a selection.

    Signals: issue_chosen(int) when the current row is another issue; issue_activated(int) on Enter
    or double click; bulk_requested() for 批量派单; next_step_requested() on the empty list.
    """

    issue_chosen = Signal(int)
    issue_activated = Signal(int)
    bulk_requested = Signal()
    next_step_requested = Signal()

    def __init__(
        self, filters: IssueFilters, fetch: Fetch, settings: QSettings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.filters = filters
        self.model = IssueModel(fetch, self)
        self.table = RecordTable("issues", COLUMNS, settings, name="工单列表", sorts_itself=True)
        self.table.set_model(self.model)
        self.empty = EmptyState("wrench", "")
        self.empty.action_requested.connect(self.next_step_requested)
        self.table.set_empty_state(self.empty)
        self.bulk = BulkBar()
        self.bulk.assign_requested.connect(self.bulk_requested)
        self.bulk.clear_requested.connect(self._clear_selection)
        self.form: InlineForm | None = None
        self._room: FormRoom | None = None
        self._quiet = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(0.6))
        self._column.addWidget(filters)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.bulk)
        self.setFocusProxy(self.table)
        self.table.record_chosen.connect(self._chosen)
        self.table.record_activated.connect(self._activated)
        self.table.selection_counted.connect(self._counted)
        self.model.modelReset.connect(self._restore_choice)
        self.current: int | None = None

    def load(self, total: int, kept: IssueRow | None, *, anew: bool) -> None:
        """Read the list again; the current issue and the place in the list stay."""
        self.current = kept.issue.id if kept is not None else self.current
        bar = self.table.verticalScrollBar()
        at = 0 if anew else bar.value()
        self._quiet = True
        self.model.load(total, kept, anew=anew)
        self._quiet = False
        bar.setValue(at)

    def choose(self, issue_id: int) -> bool:
        """Make an issue the current row, quietly; False when it is not in the list."""
        row = self.model.row_of_issue(issue_id)
        self.current = issue_id
        if row is None:
            return False
        index = self.model.index(row, self.table.plan.main)
        self._quiet = True
        self.table.setCurrentIndex(index)
        self._quiet = False
        self.table.scrollTo(index)
        return True

    def choose_first(self) -> int | None:
        """The id of the first issue, made the current one; None in an empty list."""
        if not self.model.rows:
            return None
        first = self.model.rows[0].issue.id
        self.choose(first)
        return first

    def say_why_empty(self, *, filtered: bool) -> None:
        """What stands in place of rows when there are none."""
        if filtered:
            self.empty.set_text(
                "filter", "没有符合筛选的工单", "换个条件，或看所有未办结的。", "看所有未办结的"
            )
        else:
            self.empty.set_text(
                "wrench", "没有未办结的工单", "居民来报的事在「接待」里登记，会自动来到这里。",
                "登记来件",
            )

    def selected(self) -> tuple[Issue, ...]:
        """The selected issues from top to bottom."""
        return tuple(each for each in self.table.selected_records() if isinstance(each, Issue))

    def open_form(self, form: InlineForm) -> None:
        """Put a form for the selection under the list."""
        self.close_form()
        self.form = form
        form.cancelled.connect(self.close_form)
        self._room = FormRoom(form)
        self._column.addWidget(self._room)
        self.bulk.hide()
        self._make_room()
        form.focus_first()

    def close_form(self) -> None:
        """Put the form away."""
        if self.form is None or self._room is None:
            return
        self._room.close_room()
        self.form = self._room = None
        self._make_room()
        self._counted(len(self.selected()))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._make_room()

    def _make_room(self) -> None:
        # In 特大 a form needs all the height there is; the list comes back after it.
        roomy = self.form is None or not theme.current().huge
        for part in (self.filters, self.table):
            part.setVisible(roomy)

    def _clear_selection(self) -> None:
        if self.current is not None:
            self.table.clearSelection()
            self.choose(self.current)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore_choice(self) -> None:
        if self.current is not None:
            self.choose(self.current)

    def _chosen(self, record: object) -> None:
        if isinstance(record, Issue) and not self._quiet:
            self.current = record.id
            self.issue_chosen.emit(record.id)

    def _activated(self, record: object) -> None:
        if isinstance(record, Issue):
            self.issue_activated.emit(record.id)

    def _counted(self, many: int) -> None:
        self.bulk.show_count(many if self.form is None else 0)


class BulkBar(QWidget):
    """「已选 3 件　批量派单」; hidden while fewer than two are selected.

    Signals: assign_requested(); clear_requested().
    """

    assign_requested = Signal()
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._said = words("", "strong")
        self.assign = ActionButton("批量派单", "primary", icon="user-plus", shortcut="Ctrl+B")
        self._clear = ActionButton("取消选择", "quiet")
        self.assign.clicked.connect(self.assign_requested)
        self._clear.clicked.connect(self.clear_requested)
        flow = FlowLayout(self, gap=0.6)
        for part in (self._said, self.assign, self._clear):
            flow.addWidget(part)
        self.hide()

    def show_count(self, many: int) -> None:
        """Say how many are selected."""
        self._said.setText(f"已选 {many} 件")
        self.setVisible(many >= 2)
