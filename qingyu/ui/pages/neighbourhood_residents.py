"""The residents of 楼栋住户: by building, with import and export."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from qingyu.domain.place import Place
from qingyu.ui.models import resident
from qingyu.ui.models.cells import CellRow
from qingyu.ui.pages.neighbourhood_forms import ResidentForm
from qingyu.ui.pages.neighbourhood_part import Emptiness, RecordPart
from qingyu.ui.widgets.buttons import ActionButton

_EMPTY = Emptiness(
    "users", "还没有住户", "有名单的从 Excel 导入最快；登记来件时就能认出是谁家。",
    "从 Excel 导入", "一位一位添加",
)


class ResidentsPart(RecordPart):
    """Every resident, narrowed to a building and to what is typed.

    Signals: import_requested(); export_requested().
    """

    import_requested = Signal()
    export_requested = Signal()

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        building = QComboBox()
        building.setAccessibleName("楼栋")
        building.addItem("所有楼栋", None)
        form = ResidentForm()
        super().__init__(
            "residents", resident.COLUMNS, resident.HEADS, form, settings, name="住户",
            measure="位", example="姓名、zgf、3-2-501、尾号", empty=_EMPTY, lead=building,
            parent=parent,
        )
        self.residents = form
        self.building = building
        self.import_button = ActionButton(
            "导入名单", icon="upload", shortcut="Alt+E", hint="从 Excel 文件导入住户（Alt+E）"
        )
        self.export_button = ActionButton(
            "导出名单", icon="download", hint="把住户名单存成 Excel 文件"
        )
        self.import_button.clicked.connect(self.import_requested)
        self.export_button.clicked.connect(self.export_requested)
        for button in (self.import_button, self.export_button):
            button.set_compact(True)
            self.tools.addWidget(button)
        QWidget.setTabOrder(self.add_button, self.import_button)
        QWidget.setTabOrder(self.import_button, self.export_button)
        self.building.activated.connect(lambda _index: self.narrow())
        self.empty_requested.connect(self.import_requested)
        self.other_requested.connect(self.start_new)

    def set_buildings(self, numbers: Sequence[int]) -> None:
        """Which buildings there are to choose from."""
        self.residents.set_buildings(numbers)
        chosen = self.building.currentData()
        with QSignalBlocker(self.building):
            self.building.clear()
            self.building.addItem("所有楼栋", None)
            for number in numbers:
                self.building.addItem(f"{number}幢", number)
            self.building.setCurrentIndex(max(0, self.building.findData(chosen)))

    def keeps(self, row: CellRow) -> bool:
        chosen = self.building.currentData()
        return chosen is None or row.place.building == chosen

    def clear_filters(self) -> None:
        self.building.setCurrentIndex(0)
        super().clear_filters()

    def start_new(self) -> None:
        super().start_new()
        chosen = self.building.currentData()
        if self.form.is_blank and chosen is not None:
            self.residents.start_at(Place(chosen))

    def start_at(self, place: Place) -> None:
        """Begins a new resident of a home nobody is registered in."""
        super().start_new()
        if self.form.is_blank:
            self.residents.start_at(place)
            self.residents.person.setFocus()
