"""Whose doors the slips go to: buildings, units or single doors, and how many that makes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from qingyu.services.recipient import Doors, Per
from qingyu.ui import theme
from qingyu.ui.widgets.buildings_edit import BuildingsEdit
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.labels import words


class DoorsChoice(QWidget):
    """Shown while door slips are the layout.

    Signals: edited() at every change by the user.
    """

    edited = Signal()

    def __init__(self, buildings: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.per = ChoiceRow("门贴", [(each.name, each.value) for each in Per])
        self.per.choose(Per.HOUSEHOLD.name)
        self.buildings = BuildingsEdit(buildings)
        self.buildings.setAccessibleName("贴到哪几幢")
        self.buildings.line.setPlaceholderText("贴到哪几幢；不填就是全小区")
        self.only = QLineEdit()
        self.only.setPlaceholderText("只要几个单元或几扇门，例如：3-2、3-2-501")
        self.only.setAccessibleName("只要这些单元或门")
        self.only.setClearButtonEnabled(True)
        self.vacant = QCheckBox("没登记住户的空房也印")
        self.count = words("", "strong", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(0.3))
        for one in (self.per, self.buildings, self.only, self.vacant, self.count):
            column.addWidget(one)
        self.per.chosen.connect(lambda _: self.edited.emit())
        self.buildings.edited.connect(self.edited)
        self.only.textEdited.connect(lambda _: self.edited.emit())
        self.vacant.toggled.connect(lambda _: self.edited.emit())

    def show_doors(self, found: Doors) -> None:
        """Says how many slips that makes, and who gets none or one without a name."""
        slips = len(found.recipients)
        self.vacant.setEnabled(self.per.key == Per.HOUSEHOLD.name)
        parts = [
            f"一共 {slips} 张门贴，一张 A4 纸印两张；"
            "对半裁开，下面一叠放到上面一叠的底下，就是上楼的顺序"
        ]
        if found.unnamed and self.per.key == Per.HOUSEHOLD.name:
            parts.append(f"其中 {found.unnamed} 张不写姓名（没登记，或本人不愿被联系）")
        if found.vacant:
            parts.append(f"另有 {found.vacant} 户没登记住户，没有印")
        self.count.setText("；".join(parts) + "。" if slips else "没有要贴的门：请先登记住户。")

    def show_trouble(self, said: str) -> None:
        """Says why the doors cannot be read."""
        self.count.setText(said)
