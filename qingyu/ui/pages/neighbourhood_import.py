"""Residents from an Excel file: choose it, see what would happen to every row, then all or none."""

from collections.abc import Iterator

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qingyu.domain.errors import QingyuError
from qingyu.domain.resident_import import ImportPreview, Verdict
from qingyu.ui.models import resident_import
from qingyu.ui.models.cells import CellModel, CellRow
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.filter_chips import Filter, FilterChipRow
from qingyu.ui.widgets.heading import Heading
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.record_table import RecordTable

_TONES = {Verdict.NEW: "good", Verdict.UPDATE: "info", Verdict.UNCHANGED: "plain",
          Verdict.ERROR: "danger"}


class ImportPanel(QWidget):
    """The way from a file to residents, in place of the list.

    Signals: file_requested() to choose one; template_requested(); import_requested(ImportPreview);
    left() on Esc or 「返回住户」.
    """

    file_requested = Signal()
    template_requested = Signal()
    import_requested = Signal(object)
    left = Signal()

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview: ImportPreview | None = None
        self._rows: tuple[CellRow, ...] = ()
        self._heading = Heading("从 Excel 导入")
        self.banner = Banner("", "info")
        self.chips = FilterChipRow(exclusive=True)
        self.notes = words("", "muted", wrap=True)
        self.table = RecordTable("neighbourhood.import", resident_import.COLUMNS, settings,
                                 name="导入预览", sorts_itself=True)
        self.model = CellModel(resident_import.HEADS, self)
        self.table.set_model(self.model)
        self.start = EmptyState(
            "file-spreadsheet", "选一个 Excel 文件，或者拖到这里",
            "先给您看每一行会怎么样，点了「导入」才会存。还没有名单的，先下载模板照着填。",
            "选文件", other="下载模板",
        )
        self.import_button = ActionButton("导入", "primary", icon="check", shortcut="Alt+D")
        self.file_button = ActionButton("换一个文件", icon="folder-open", shortcut="Ctrl+O",
                                        bound=False)
        self.back_button = ActionButton("返回住户", icon="arrow-left", hint="Esc")
        self._lay_out()
        self._connect()
        self.show_start()

    def _lay_out(self) -> None:
        for button in (self.file_button, self.back_button):
            self._heading.add_action(button)
        self._result = EmBox(gap=0.6)
        self._result.add(self.chips)
        self._result.add(self.table, 1)
        self._result.add(self.notes)
        self._result.add(self.import_button, 0, Qt.AlignmentFlag.AlignLeft)
        box = EmBox(gap=0.6)
        box.add(self._heading)
        box.add(self.banner)
        box.add(self.start, 1)
        box.add(self._result, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)

    def _connect(self) -> None:
        self.start.action_requested.connect(self.file_requested)
        self.start.other_requested.connect(self.template_requested)
        self.file_button.clicked.connect(self.file_requested)
        self.back_button.clicked.connect(self.left)
        self.import_button.clicked.connect(lambda: self.import_requested.emit(self.preview))
        self.chips.changed.connect(lambda _keys: self._narrow())
        for keys, action in (("Ctrl+O", self.file_requested.emit), ("Esc", self.left.emit)):
            shortcut = QShortcut(QKeySequence(keys), self, action)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_start(self) -> None:
        """Asks for a file."""
        self.preview = None
        self.banner.hide()
        self._result.hide()
        self.start.show()
        self.file_button.hide()
        self._heading.set_title("从 Excel 导入", "")

    def show_refusal(self, error: QingyuError) -> None:
        """Says why a file could not be read, and asks for another."""
        self.show_start()
        self.banner.set_text(str(error), "danger")
        self.banner.show()

    def show_preview(self, preview: ImportPreview) -> None:
        """Shows what an import would do."""
        self.preview = preview
        self._rows = tuple(resident_import.row_of(row) for row in preview.rows)
        counts = {each: preview.count(each) for each in Verdict}
        self._heading.set_title("从 Excel 导入", f"{preview.file_name} · {preview.sheet}")
        self.chips.set_filters([
            Filter(each.name, f"只看{each}", count, _TONES[each])
            for each, count in counts.items() if count
        ])
        self.chips.choose({Verdict.ERROR.name} if counts[Verdict.ERROR] else set())
        self._narrow()
        self._judge(counts)
        self.notes.setText("　".join(_notes(preview)))
        self.notes.setVisible(bool(self.notes.text()))
        self.start.hide()
        self.banner.show()
        self._result.show()
        self.file_button.show()

    def focus_start(self) -> None:
        """Puts the keyboard on the next step."""
        first = self.import_button if self.import_button.isEnabled() else self.table
        (first if self.preview is not None else self.start).setFocus()
        if self.preview is None:
            self.start.focusNextChild()

    def _judge(self, counts: dict[Verdict, int]) -> None:
        wrong, new, updated = (
            counts[each] for each in (Verdict.ERROR, Verdict.NEW, Verdict.UPDATE)
        )
        if wrong:
            self.banner.set_text(
                f"有 {wrong} 行有错，一行也没有导入。请在 Excel 里照着改好、存盘，再选一次文件。",
                "danger",
            )
        elif new or updated:
            told = "、".join(
                part for part in (f"新增 {new} 位" if new else "",
                                  f"更新 {updated} 位" if updated else "") if part
            )
            self.banner.set_text(f"都看得懂。点「导入」后会{told}，导入后还可以撤销。", "good")
        elif self.preview is not None and self.preview.layout:
            self.banner.set_text("住户都登记过了，会补上楼栋资料。导入后还可以撤销。", "good")
        else:
            self.banner.set_text("这些住户都已经登记过了，没有要导入的。", "info")
        amount = new + updated
        self.import_button.set_words(f"导入 {amount} 位" if amount and not wrong else "导入")
        laid_out = self.preview is not None and bool(self.preview.layout)
        self.import_button.setEnabled((bool(amount) or laid_out) and not wrong)

    def _narrow(self) -> None:
        keys = self.chips.chosen
        self.model.set_rows([
            row for row, each in zip(self._rows, self.preview.rows if self.preview else (),
                                     strict=False)
            if not keys or each.verdict.name in keys
        ])


def _notes(preview: ImportPreview) -> Iterator[str]:
    for ignored in preview.ignored:
        yield f"{ignored.letter} 列「{ignored.header}」：{ignored.reason}。"
    if preview.new_buildings:
        named = "、".join(f"{number}幢" for number in preview.new_buildings[:12])
        yield f"会新建楼栋：{named}{'等' if len(preview.new_buildings) > 12 else ''}。"
    if preview.new_households:
        yield f"会新建 {len(preview.new_households)} 户。"
    if preview.layout:
        yield f"会补上楼栋、单元、空户和公共部位 {len(preview.layout)} 处。"
    for note in preview.notes:
        yield f"{note}。"
