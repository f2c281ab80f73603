"""The menu behind 「现在是谁在用」."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from qingyu.domain.steward import Steward
from qingyu.services import duty, identity, steward
from qingyu.ui.guard import Guard
from qingyu.ui.operations import Operations


class StewardMenu(QMenu):
    """Everybody who serves, to choose from with the keyboard; filled anew at each opening."""

    def __init__(self, operations: Operations, guard: Guard, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("现在是谁在用")
        self._operations = operations
        self._guard = guard

    def open_under(self, anchor: QWidget) -> None:
        """Shows the menu at the right end under a widget."""
        self.fill()
        corner = QPoint(anchor.width() - self.sizeHint().width(), anchor.height())
        self.popup(anchor.mapToGlobal(corner))
        if self.actions():
            self.setActiveAction(self.actions()[0])

    def fill(self) -> None:
        """Lists who serves now, who is on duty first and who comes next; the user is marked."""
        self.clear()
        now = self._operations.steward
        on_duty = duty.on_duty_now(self._operations.store)
        # Whoever holds the post, or is about to, is most likely the one who sits down.
        posts = {person.id: "　正在值班" for person in on_duty.people}
        for post in on_duty.coming:
            posts |= {p.id: "　接下来值班" for p in post.people if p.id not in posts}
        rank = {ident: number for number, ident in enumerate(posts)}
        people = sorted(
            steward.stewards(self._operations.store),
            key=lambda person: rank.get(person.id, len(rank)),
        )
        for number, person in enumerate(people, 1):
            key = f"&{number} " if number < 10 else ""
            said = posts.get(person.id, "")
            action = self.addAction(f"{key}{person.name}　{person.role}{said}")
            action.setCheckable(True)
            action.setChecked(now is not None and now.id == person.id)
            action.triggered.connect(self._chooser(person))
        if identity.is_guarded(self._operations.store):
            self.addSeparator()
            away = self.addAction("离开一会儿，先挡住(&L)  Ctrl+L")
            away.triggered.connect(self._guard.leave)
        if self.isEmpty():
            self.addAction("还没有管家，请到「楼栋住户」添加").setEnabled(False)

    def choose(self, person: Steward) -> None:
        """From now on this person signs, chosen here or because they are on duty."""
        self._guard.seat(person)

    def _chooser(self, person: Steward) -> object:
        return lambda: self.choose(person)
