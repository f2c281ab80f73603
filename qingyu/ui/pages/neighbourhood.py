"""楼栋住户: who lives where, who serves here, and residents from an Excel file."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from qingyu.domain.changes import Changes, Noun
from qingyu.domain.neighbourhood import BuildingCount, Resident
from qingyu.services import Store, neighbourhood
from qingyu.ui.models import resident
from qingyu.ui.models.cells import CellRow
from qingyu.ui.pages.neighbourhood_files import FileWork
from qingyu.ui.pages.neighbourhood_form import NEW
from qingyu.ui.pages.neighbourhood_forms import BuildingForm
from qingyu.ui.pages.neighbourhood_part import RecordPart
from qingyu.ui.pages.neighbourhood_residents import ResidentsPart
from qingyu.ui.pages.neighbourhood_sections import SECTIONS, Section
from qingyu.ui.pages.neighbourhood_spelling import spell
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.widgets.busy_bar import BusyBar
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.draft_form import set_place
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.heading import Heading
from qingyu.ui.widgets.labels import words
from qingyu.ui.wishes import IMPORT_RESIDENTS

if TYPE_CHECKING:
    from qingyu.domain.resident_import import ImportPreview
    from qingyu.ui.pages.neighbourhood_import import ImportPanel

_QUIET_MS = 400
_EXCEL = "Excel 文件 (*.xlsx)"


class NeighbourhoodPage(Page):
    """Five lists, each built when it is first looked at."""

    CARES = frozenset().union(*(section.cares for section in SECTIONS))

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setAcceptDrops(True)
        self._sections = {section.key: section for section in SECTIONS}
        self.parts: dict[str, RecordPart] = {}
        self._key = SECTIONS[0].key
        self._spellings: dict[str, tuple[str, ...]] = {}
        self._spelling = False
        # Only when the page stands: loading the table of readings stops the whole program.
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._spell)
        self._panel: ImportPanel | None = None
        self.tabs = ChoiceRow("看什么", [(each.key, each.title) for each in SECTIONS])
        self.tabs.choose(self._key)
        self._heading = Heading("楼栋住户")
        self._heading.add(self.tabs)
        self.count = words("", "muted")
        self._heading.add(self.count)
        self.stack = QStackedWidget()
        self.busy = BusyBar()
        self.files = FileWork(desk, self.busy, self)
        box = EmBox(margin=(1.25, 1.0), gap=0.7)
        box.add(self._heading)
        box.add(self.stack, 1)
        box.add(self.busy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)
        self._connect()

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.show_section)
        self.files.previewed.connect(self._show_preview)
        self.files.unreadable.connect(lambda error: self.panel.show_refusal(error))
        self.files.imported.connect(self._finish_import)
        self.files.written.connect(self.said)
        for number, section in enumerate(SECTIONS, 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda key=section.key: self.show_section(key))

    @property
    def part(self) -> RecordPart:
        """The list that is shown, or stands behind the import."""
        return self.parts[self._key]

    @property
    def panel(self) -> "ImportPanel":
        """The import of residents, built when first asked for."""
        if self._panel is None:
            from qingyu.ui.pages.neighbourhood_import import ImportPanel

            self._panel = ImportPanel(self.desk.settings)
            self._panel.file_requested.connect(self._choose_file)
            self._panel.template_requested.connect(self._save_template)
            self._panel.import_requested.connect(self.files.apply)
            self._panel.left.connect(lambda: self.show_section("residents"))
            self.files.busy_changed.connect(self._panel.setDisabled)
            self.stack.addWidget(self._panel)
        return self._panel

    def show_section(self, key: str) -> None:
        """Shows one of the lists."""
        self._key = key
        self.tabs.choose(key)
        self.reload()
        self.stack.setCurrentWidget(self.part)
        self.part.filter.setFocus()

    def reload(self) -> None:
        """Reads the list that is shown; the others when they are looked at."""
        if self._key not in self.parts:
            self._build(self._sections[self._key])
            self.stack.setCurrentWidget(self.part)
        section = self._sections[self._key]
        of_residents = section.noun is Noun.RESIDENT
        rows = self.operations.read(self._residents if of_residents else section.rows)
        if rows is None:
            return
        part = self.part
        if isinstance(part, ResidentsPart):
            buildings = self.operations.read(neighbourhood.buildings) or ()
            part.set_buildings([each.number for each in buildings])
        if isinstance(part.form, BuildingForm):
            part.form.set_next(_next_number(rows))
        part.show_rows(rows)
        part.show_spellings(self._spellings)
        self._quiet.start()

    def concerns(self, changes: Changes) -> bool:
        # Every list is read again when it is turned to, so only the shown one can be stale.
        return changes.concerns(self._sections[self._key].cares)

    def open_thing(self, noun: Noun, ident: int) -> None:
        if noun is Noun.HOUSEHOLD:
            self._open_household(ident)
            return
        section = next((each for each in SECTIONS if each.noun is noun), SECTIONS[0])
        self.show_section(section.key)
        if not self.part.select(ident):
            self.said.emit(f"这条{section.title}已经不在了")

    def reopen(self, way: Sequence[str]) -> None:
        """Shows the record of this way, section and id, or a new one."""
        if len(way) != 2 or way[0] not in self._sections:
            return
        self.show_section(way[0])
        if way[1] == NEW:
            self.start_new()
        elif way[1].isdigit():
            self.part.select(int(way[1]))

    def show_list(self, wanted: object) -> None:
        if wanted == IMPORT_RESIDENTS:
            self.open_import()

    def start_new(self) -> None:
        self.stack.setCurrentWidget(self.part)
        self.part.start_new()

    def print_page(self) -> None:
        self.said.emit("这一页不打印；名单可以先「导出名单」，再到 Excel 里打印")

    def focus_start(self) -> None:
        if self.stack.currentWidget() is self._panel and self._panel is not None:
            self._panel.focus_start()
        else:
            self.part.filter.setFocus()

    def open_import(self) -> None:
        """Shows the import in place of the residents."""
        self._key = "residents"
        self.tabs.choose(self._key)
        self.reload()
        if not self.files.is_busy:
            self.panel.show_start()
        self.stack.setCurrentWidget(self.panel)
        self.panel.focus_start()

    def import_file(self, path: Path) -> None:
        """Shows what importing this file would do."""
        self.open_import()
        self.files.preview(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.import_file(Path(paths[0]))

    def _build(self, section: Section) -> None:
        part = section.make(self.desk.settings)
        set_place(part, section.key, section.title)
        part.counted.connect(self.count.setText)
        part.save_requested.connect(lambda record: self._save(section, record))
        part.remove_requested.connect(lambda record: self._remove(section, record))
        if isinstance(part, ResidentsPart):
            part.import_requested.connect(self.open_import)
            part.export_requested.connect(self._save_export)
            contacts = self.desk.contacts
            part.residents.set_guard(lambda ident: contacts.is_open(Noun.RESIDENT, ident))
            part.residents.phone_requested.connect(lambda ident: contacts.ask(Noun.RESIDENT, ident))
            part.residents.personal_requested.connect(self._open_personal)
            contacts.shown.connect(lambda *_: self._show_phone(part))
        else:
            part.empty_requested.connect(part.start_new)
        self.parts[section.key] = part
        self.stack.addWidget(part)

    def _save(self, section: Section, record: object) -> None:
        changes = self.operations.run(section.save, record, self.operations.by)
        if changes is None:
            return
        ident = getattr(record, "id", 0) or next(iter(changes.ids(section.noun)), 0)
        self.parts[section.key].show_saved(ident)

    def _remove(self, section: Section, record: object) -> None:
        self.operations.run(section.remove, record, self.operations.by)

    def _residents(self, store: Store) -> Sequence[CellRow]:
        is_open = self.desk.contacts.is_open
        return [
            resident.row_of(each, hidden=not is_open(Noun.RESIDENT, each.id))
            for each in neighbourhood.residents(store)
        ]

    def _show_phone(self, part: ResidentsPart) -> None:
        part.residents.show_phone_again()
        self.reload()

    def _open_personal(self, ident: int) -> None:
        from qingyu.ui.dialogs.personal import open_personal

        open_personal(self.desk, ident, self)

    def _open_household(self, ident: int) -> None:
        self.show_section("residents")
        people = [each for each in self.part.records if isinstance(each, Resident)]
        first = next((each for each in people if each.household.id == ident), None)
        if first is not None:
            self.part.select(first.id)
            return
        homes = self.operations.read(neighbourhood.households) or ()
        home = next((each for each in homes if each.id == ident), None)
        if home is None:
            self.said.emit("这一户已经不在了")
        elif isinstance(self.part, ResidentsPart):
            self.part.start_at(home.place)
            self.said.emit(f"{home.place.text} 还没有登记住户，可以在这里添加")

    def _spell(self) -> None:
        names = self.part.names
        if not names or self._spelling:
            return
        self._spelling = True
        task = self.desk.tasks.start(lambda task: spell(names, task))
        task.succeeded.connect(self._spelt)
        task.ended.connect(self._stop_spelling)

    def _spelt(self, spellings: dict[str, tuple[str, ...]]) -> None:
        self._spellings = {**self._spellings, **spellings}
        self.part.show_spellings(self._spellings)
        self._quiet.start()  # another list may have been turned to meanwhile

    def _stop_spelling(self) -> None:
        self._spelling = False

    def _show_preview(self, preview: "ImportPreview") -> None:
        self.panel.show_preview(preview)
        self.panel.setEnabled(True)
        self.panel.focus_start()

    def _finish_import(self, changes: Changes) -> None:
        if changes:
            self.show_section("residents")
        else:
            self.said.emit("已取消，一行也没有导入")

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "选住户名单", "", f"{_EXCEL};;所有文件 (*)")
        if chosen:
            self.import_file(Path(chosen))

    def _save_template(self) -> None:
        path = self._ask_where("住户导入模板.xlsx")
        if path is not None:
            self.files.write_template(path)

    def _save_export(self) -> None:
        path = self._ask_where(f"住户名单 {self.operations.store.now():%Y-%m-%d}.xlsx")
        if path is not None:
            self.files.export(path)

    def _ask_where(self, name: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self, "存在哪里", name, _EXCEL)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx")


def _next_number(rows: Sequence[CellRow]) -> int:
    numbers = [row.record.building.number for row in rows if isinstance(row.record, BuildingCount)]
    return max(numbers, default=0) + 1
