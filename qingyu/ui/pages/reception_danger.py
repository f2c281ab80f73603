"""The banner over the fields when what is said is dangerous: what to do at once."""

from qingyu.domain.reception import Sheet
from qingyu.services import rulebook
from qingyu.ui.operations import Operations
from qingyu.ui.pages.reception_wording import danger_text
from qingyu.ui.widgets.banner import Banner


class ReceptionDanger(Banner):
    """Hidden unless the sheet is dangerous."""

    def __init__(self, operations: Operations) -> None:
        super().__init__("", "danger")
        self._operations = operations
        self.hide()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show what this danger asks for, or nothing."""
        self.setVisible(sheet.dangerous.value)
        if sheet.dangerous.value:
            advice = self._operations.read(rulebook.advice, sheet.topic.value[1])
            if advice is not None:
                self.set_text(danger_text(advice), "danger")
