"""The forms of 楼栋住户 for those who help: steward, outside party."""

from dataclasses import replace

from qingyu.domain.phone_wording import phone_text
from qingyu.domain.steward import STEWARD_TAGS, Contact, Role, Steward
from qingyu.ui.pages.neighbourhood_form import NoteBox, Record, RecordForm, line
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.filter_chips import Filter, FilterChipRow


class StewardForm(RecordForm):
    """One steward: name, role, phone, tags; those who leave are kept for the history."""

    def __init__(self) -> None:
        self.person = line(20)
        self.role = ChoiceRow("身份", [(each, each) for each in Role])
        self.phone = line(24)
        self.tags = FilterChipRow([Filter(tag, tag) for tag in STEWARD_TAGS])
        self.tags.setAccessibleName("标签")
        self.back = ActionButton("重新在岗", icon="rotate-ccw")
        super().__init__("管家", "位", (
            ("name", "姓名", self.person), ("role", "身份", self.role),
            ("phone", "电话", self.phone), ("tags", "标签", self.tags),
        ), remove="停用")
        self.back.clicked.connect(self._come_back)
        self.add_action(self.back)

    def fill(self, record: Record | None) -> None:
        steward = record if isinstance(record, Steward) else Steward(0, "")
        self.person.setText(steward.name)
        self.role.choose(steward.role)
        self.phone.setText(phone_text(steward.phone))
        self.tags.choose(set(steward.tags))
        self.show_note("" if steward.active else "已停用：不再排班、不再派单，以前的记录还在。")
        self.clear_wrong(("name",))

    def read(self, base: Record | None) -> Steward | None:
        self.clear_wrong(("name",))
        if not self.person.text().strip():
            self.grid.set_wrong("name", "还没有写姓名")
            self.person.setFocus()
            return None
        stored = base if isinstance(base, Steward) else Steward(0, "")
        others = tuple(tag for tag in stored.tags if tag not in STEWARD_TAGS)
        tags = tuple(tag for tag in STEWARD_TAGS if tag in self.tags.chosen)
        phone = "".join(self.phone.text().replace("-", "").split())
        return replace(stored, name=self.person.text(), role=Role(self.role.key), phone=phone,
                       tags=(*tags, *others))

    def name_of(self, record: Record) -> str:
        return record.name if isinstance(record, Steward) else ""

    def focus_first(self) -> None:
        self.person.setFocus()

    def _show_buttons(self) -> None:
        super()._show_buttons()
        left = isinstance(self.record, Steward) and not self.record.active and not self.is_blank
        self.back.setVisible(left)
        if left:
            self.remove_button.hide()

    def _come_back(self) -> None:
        if isinstance(self.record, Steward):
            self.save_requested.emit(replace(self.record, active=True))


class ContactForm(RecordForm):
    """One outside party of the address book."""

    def __init__(self) -> None:
        self.party = line(40, "例如：水务热线、管道疏通周师傅")
        self.trade = line(40, "例如：供水、管道疏通、开锁")
        self.phone = line(40)
        self.remark = NoteBox()
        super().__init__("单位或师傅", "家", (
            ("name", "名称", self.party), ("trade", "做什么的", self.trade),
            ("phone", "电话", self.phone), ("note", "备注", self.remark),
        ))

    def fill(self, record: Record | None) -> None:
        party = record if isinstance(record, Contact) else Contact(0, "")
        self.party.setText(party.name)
        self.trade.setText(party.trade)
        self.phone.setText(party.phone)
        self.remark.setPlainText(party.note)
        self.clear_wrong(("name",))

    def read(self, base: Record | None) -> Contact | None:
        self.clear_wrong(("name",))
        if not self.party.text().strip():
            self.grid.set_wrong("name", "还没有写名称")
            self.party.setFocus()
            return None
        ident = base.id if base is not None else 0
        texts = (self.party.text(), self.trade.text(), self.phone.text(), self.remark.toPlainText())
        return Contact(ident, *(text.strip() for text in texts))

    def name_of(self, record: Record) -> str:
        return record.name if isinstance(record, Contact) else ""

    def focus_first(self) -> None:
        self.party.setFocus()
