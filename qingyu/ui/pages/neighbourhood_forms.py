"""The forms of 楼栋住户 for places and who lives there: resident, building, public place."""

from collections.abc import Callable, Collection
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSpinBox

from qingyu.domain.masking import mask_phone
from qingyu.domain.neighbourhood import (
    HIGHEST_BUILDING,
    MOST_UNITS,
    Building,
    BuildingCount,
    Household,
    PublicPlace,
    Resident,
    Standing,
)
from qingyu.domain.phone_wording import phone_text
from qingyu.domain.place import Place
from qingyu.domain.place_reading import read_place
from qingyu.domain.resident_cells import LONGEST_NAME, read_address, read_tags
from qingyu.ui.pages.neighbourhood_form import NoteBox, Record, RecordForm, line
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.choice_row import ChoiceRow

_NOBODY = Resident(0, Household(0, 0, 0, ""), "")


class ResidentForm(RecordForm):
    """One resident: where, who, phone, standing, tags, note.

    Signals: phone_requested(int) and personal_requested(int) with the resident's id.
    """

    phone_requested = Signal(int)
    personal_requested = Signal(int)

    def __init__(self) -> None:
        self._buildings: Collection[int] = ()
        self._is_open: Callable[[int], bool] = lambda _ident: True
        self._masked = False
        self.address = line(80, "例如 3-2-501")
        self.person = line(LONGEST_NAME, "不知道全名可以写「张先生」")
        self.phone = line(24)
        self.standing = ChoiceRow("身份", [(each, each) for each in Standing])
        self.tags = line(200, "例如：独居老人、党员")
        self.remark = NoteBox()
        self.may_contact = QCheckBox("可以给他打电话回访")
        super().__init__("住户", "位", (
            ("address", "地址", self.address), ("name", "姓名", self.person),
            ("phone", "电话", self.phone), ("standing", "身份", self.standing),
            ("tags", "标签", self.tags), ("note", "备注", self.remark),
            ("may_contact", "回访", self.may_contact),
        ))
        self.show_phone = ActionButton("显示电话", icon="phone", shortcut="Alt+X",
                                       hint="显示整个电话；谁看了会记下来（Alt+X）")
        self.show_phone.clicked.connect(self._ask_phone)
        self.personal = ActionButton("个人信息", icon="user",
                                     hint="查一查存着他的什么，更正、删除、打印答复单")
        self.personal.clicked.connect(self._ask_personal)
        self.add_action(self.show_phone)
        self.add_action(self.personal)
        self.address.textEdited.connect(lambda _text: self._tell_address())

    def set_guard(self, is_open: Callable[[int], bool]) -> None:
        """Whose telephone may be shown now, by the resident's id."""
        self._is_open = is_open

    def show_phone_again(self) -> None:
        """Shows the telephone as it may be shown now; nothing typed is lost."""
        person = self.record
        if isinstance(person, Resident) and self._masked:
            self._fill_phone(person)

    def _fill_phone(self, person: Resident) -> None:
        self._masked = bool(person.phone) and not self._is_open(person.id)
        told = mask_phone(person.phone) if self._masked else phone_text(person.phone)
        self.phone.setText(told)
        self.phone.setReadOnly(self._masked)
        self.show_phone.setVisible(self._masked)

    def _ask_phone(self) -> None:
        if self.record is not None:
            self.phone_requested.emit(self.record.id)

    def _ask_personal(self) -> None:
        if self.record is not None:
            self.personal_requested.emit(self.record.id)

    def set_buildings(self, numbers: Collection[int]) -> None:
        """Which buildings there are, so that a slip of the finger makes no new one unseen."""
        self._buildings = numbers

    def start_at(self, place: Place) -> None:
        """Begins the address of a new resident."""
        self.address.setText(place.code)
        self._tell_address()

    def fill(self, record: Record | None) -> None:
        person = record if isinstance(record, Resident) else _NOBODY
        self.address.setText(person.household.place.code if person.id else "")
        self.person.setText(person.name)
        self._fill_phone(person)
        self.personal.setVisible(bool(person.id))
        self.standing.choose(person.standing)
        self.tags.setText("、".join(person.tags))
        self.remark.setPlainText(person.note)
        self.may_contact.setChecked(person.may_contact)
        for edit in (self.address, self.person, self.tags):
            edit.setCursorPosition(0)
        self.clear_wrong(("address", "name"))
        self._tell_address()

    def read(self, base: Record | None) -> Resident | None:
        place = read_address(self.address.text().strip())
        self.clear_wrong(("address", "name"))
        if not place or place.building is None or not place.room:
            self.grid.set_wrong("address", "要写到室，例如 3-2-501")
            self.address.setFocus()
            return None
        if not self.person.text().strip():
            self.grid.set_wrong("name", "还没有写姓名")
            self.person.setFocus()
            return None
        return replace(
            base if isinstance(base, Resident) else _NOBODY,
            household=Household(0, place.building, place.unit or 0, place.room),
            name=self.person.text(),
            phone=self._typed_phone(base),
            standing=Standing(self.standing.key),
            tags=read_tags(self.tags.text()),
            note=self.remark.toPlainText(),
            may_contact=self.may_contact.isChecked(),
        )

    def _typed_phone(self, base: Record | None) -> str:
        # What stands there masked was not typed.
        hidden = self._masked and isinstance(base, Resident)
        return base.phone if hidden and isinstance(base, Resident) else self.phone.text()

    def name_of(self, record: Record) -> str:
        return record.name if isinstance(record, Resident) else ""

    def focus_first(self) -> None:
        self.address.setFocus()

    def _tell_address(self) -> None:
        place = read_address(self.address.text().strip())
        said = place.text if place else ""
        if place and place.building and place.building not in self._buildings:
            said = f"{said}（还没有 {place.building}幢，保存时会新建）"
        self.show_note(said)


class BuildingForm(RecordForm):
    """One building: how many units it has, and a remark."""

    def __init__(self) -> None:
        self.number = QSpinBox()
        self.number.setRange(1, HIGHEST_BUILDING)
        self.number.setSuffix(" 幢")
        self.units = QSpinBox()
        self.units.setRange(0, MOST_UNITS)
        self.units.setSuffix(" 个单元")
        self.units.setSpecialValueText("不分单元")
        self.remark = NoteBox()
        super().__init__("楼栋", "幢", (
            ("number", "几幢", self.number), ("units", "几个单元", self.units),
            ("note", "备注", self.remark),
        ))
        self._next = 1

    def set_next(self, number: int) -> None:
        """The number a new building gets unless another is typed."""
        self._next = number

    def fill(self, record: Record | None) -> None:
        count = record if isinstance(record, BuildingCount) else None
        self.number.setValue(count.building.number if count else self._next)
        self.number.setEnabled(count is None)
        self.units.setValue(len(count.building.units) if count else 3)
        self.remark.setPlainText(count.building.note if count else "")
        self.show_note(
            f"登记了 {count.households} 户、{count.residents} 人" if count else ""
        )

    def read(self, base: Record | None) -> BuildingCount | None:
        units = tuple(range(1, self.units.value() + 1))
        ident = base.id if base is not None else 0
        building = Building(ident, self.number.value(), units, self.remark.toPlainText())
        return BuildingCount(building)

    def name_of(self, record: Record) -> str:
        return record.building.title if isinstance(record, BuildingCount) else ""

    def focus_first(self) -> None:
        first = self.number if self.number.isEnabled() else self.units
        first.setFocus()
        first.selectAll()


class PublicPlaceForm(RecordForm):
    """One public place: its name, and the building or unit it belongs to."""

    def __init__(self) -> None:
        self.name = line(40, "例如：屋面、车棚、垃圾房")
        self.where = line(40, "全小区的空着；或者写 3幢、3幢2单元")
        super().__init__("公共部位", "处", (
            ("name", "名称", self.name), ("where", "在哪里", self.where)
        ))

    def fill(self, record: Record | None) -> None:
        place = record if isinstance(record, PublicPlace) else PublicPlace(0, "")
        self.name.setText(place.name)
        self.where.setText(Place(place.building, place.unit).text)
        self.clear_wrong(("name", "where"))

    def read(self, base: Record | None) -> PublicPlace | None:
        self.clear_wrong(("name", "where"))
        if not self.name.text().strip():
            self.grid.set_wrong("name", "还没有写名称")
            self.name.setFocus()
            return None
        written = self.where.text().strip()
        where = read_place(f"{written}幢" if written.isdigit() else written) if written else Place()
        if where is None or (written and where.building is None):
            self.grid.set_wrong("where", "看不懂，请写 3幢 或 3幢2单元")
            self.where.setFocus()
            return None
        ident = base.id if base is not None else 0
        return PublicPlace(ident, self.name.text(), where.building, where.unit)

    def name_of(self, record: Record) -> str:
        return record.name if isinstance(record, PublicPlace) else ""

    def focus_first(self) -> None:
        self.name.setFocus()
