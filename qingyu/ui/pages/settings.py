"""设置: look, neighbourhood, where the data lies, practice, what was done, about."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qingyu.domain.changes import Changes, Noun
from qingyu.services import journal, neighbourhood, print_faces, restore, safekeeping, steward
from qingyu.ui import theme
from qingyu.ui.models.journal import row_of
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.pages.settings_cards import (
    CheckCard,
    LookCard,
    NeighbourhoodCard,
    PlaceCard,
    PracticeCard,
)
from qingyu.ui.pages.settings_encryption import EncryptionCard
from qingyu.ui.pages.settings_faces import FacesCard
from qingyu.ui.widgets.card_grid import CardGrid
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.heading import Heading
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.wishes import SAFETY

if TYPE_CHECKING:
    from qingyu.ui.pages.settings_identity import IdentityPart
    from qingyu.ui.pages.settings_journal import JournalPart
    from qingyu.ui.pages.settings_privacy import PrivacyPart
    from qingyu.ui.pages.settings_recycle import RecyclePart
    from qingyu.ui.pages.settings_safety import SafetyPart

_TABS = (
    ("common", "常用"), ("journal", "操作记录"), ("recycle", "回收站"), (SAFETY, "备份恢复"),
    ("identity", "谁在用"), ("privacy", "个人信息"), ("about", "关于"),
)  # fmt: skip


class SettingsPage(Page):
    """What one may set, and what was done."""

    CARES: ClassVar[frozenset[Noun]] = frozenset(Noun)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.tabs = ChoiceRow("看什么", _TABS)
        self.tabs.choose("common")
        heading = Heading("设置")
        heading.add(self.tabs)
        self.look = LookCard()
        self.neighbourhood = NeighbourhoodCard()
        self.place = PlaceCard(self.operations.store.folder.root)
        self.practice = PracticeCard(desk.practice)
        self.check = CheckCard()
        # Practice data is nobody's loss.
        self.encryption = None if desk.practice else EncryptionCard(desk)
        found = print_faces.found()
        self.faces = FacesCard(found) if found else None
        self._parts: dict[str, QWidget] = {}
        self._journal: JournalPart | None = None
        self._safety: SafetyPart | None = None
        self._recycle: RecyclePart | None = None
        self._identity: IdentityPart | None = None
        self._privacy: PrivacyPart | None = None
        # From the outside in: whatever is put into a styled place is styled anew with all inside.
        box = EmBox(self, margin=(1.25, 1.0), gap=0.7)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)
        self.stack = QStackedWidget(box)
        box.add(heading)
        box.add(self.stack, 1)
        self._add_part("common", self._common())
        self._connect()

    def _common(self) -> QWidget:
        scroll = PageScroll(self.stack, margin=False)
        grid = CardGrid(even=True)
        scroll.add(grid)
        cards = [
            self.look, self.neighbourhood, self.encryption, self.faces, self.place,
            self.practice, self.check,
        ]  # fmt: skip
        grid.set_cards([card for card in cards if card is not None])
        scroll.column.addStretch(1)
        return scroll

    def _connect(self) -> None:
        wishes = self.desk.wishes
        self.tabs.chosen.connect(self.show_tab)
        self.look.size_chosen.connect(wishes.text_size_requested)
        self.look.dark_chosen.connect(wishes.dark_requested)
        self.neighbourhood.save_requested.connect(self._rename)
        self.place.open_requested.connect(self._open_folder)
        self.place.copy_requested.connect(self._copy_folder)
        self.practice.change_requested.connect(
            lambda: wishes.practice_requested.emit(not self.desk.practice)
        )
        self.check.check_requested.connect(self._check)
        self.check.repair_requested.connect(self._repair)
        if self.encryption is not None:
            self.encryption.said.connect(self.said)
        if self.faces is not None:
            self.faces.chosen.connect(self._choose_faces)
        for number, (key, _title) in enumerate(_TABS, 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda key=key: self.show_tab(key))

    @property
    def safety(self) -> "SafetyPart":
        """Backups and the way back, built when first asked for."""
        if self._safety is None:
            from qingyu.ui.pages.settings_safety import SafetyPart

            self._safety = SafetyPart(self.desk)
            self._safety.said.connect(self.said)
        return self._safety

    @property
    def journal(self) -> "JournalPart":
        """What was done, built when first asked for."""
        if self._journal is None:
            from qingyu.ui.pages.settings_journal import JournalPart

            self._journal = JournalPart(self.desk.settings)
            self._journal.undo_requested.connect(self.operations.undo)
        return self._journal

    @property
    def recycle(self) -> "RecyclePart":
        """What was deleted, built when first asked for."""
        if self._recycle is None:
            from qingyu.ui.pages.settings_recycle import RecyclePart

            self._recycle = RecyclePart(self.desk)
            self._recycle.said.connect(self.said)
        return self._recycle

    @property
    def identity(self) -> "IdentityPart":
        """PINs, built when first asked for."""
        if self._identity is None:
            from qingyu.ui.pages.settings_identity import IdentityPart

            self._identity = IdentityPart(self.desk)
            self._identity.said.connect(self.said)
        return self._identity

    @property
    def privacy(self) -> "PrivacyPart":
        """Personal data, built when first asked for."""
        if self._privacy is None:
            from qingyu.ui.pages.settings_privacy import PrivacyPart

            self._privacy = PrivacyPart(self.desk)
            self._privacy.said.connect(self.said)
        return self._privacy

    def show_tab(self, key: str) -> None:
        """Shows one of the parts."""
        self.tabs.choose(key)
        if key == SAFETY and key not in self._parts:
            self._add_part(key, self.safety)
        elif key == "journal" and key not in self._parts:
            self._add_part(key, self.journal)
        elif key == "recycle" and key not in self._parts:
            self._add_part(key, self.recycle)
        elif key == "identity" and key not in self._parts:
            self._add_part(key, self.identity)
        elif key == "privacy" and key not in self._parts:
            self._add_part(key, self.privacy)
        elif key == "about" and key not in self._parts:
            from qingyu.ui.pages.settings_about import AboutPart

            self._add_part(key, AboutPart())
        self.stack.setCurrentWidget(self._parts[key])
        self.reload()
        if key == "journal":
            self.journal.start()
        elif key == "recycle":
            self.recycle.start()

    def _add_part(self, key: str, part: QWidget) -> None:
        self._parts[key] = part
        self.stack.addWidget(part)

    def show_list(self, wanted: object) -> None:
        if wanted == SAFETY:
            self.show_tab(SAFETY)

    def show_safety(self) -> None:
        if self._safety is not None and self.stack.currentWidget() is self._safety:
            self._safety.show_state()

    def reload(self) -> None:
        """Reads name and phone, and what was done when that is looked at."""
        store = self.operations.store
        name = self.operations.read(neighbourhood.name)
        phone = self.operations.read(neighbourhood.phone)
        if name is not None and phone is not None:
            self.neighbourhood.show_values(name, phone)
        self.show_safety()
        if self._identity is not None and self.stack.currentWidget() is self._identity:
            self._identity.reload()
        if self._privacy is not None and self.stack.currentWidget() is self._privacy:
            self._privacy.reload()
        if self.encryption is not None:
            self.encryption.show_left()
        if self.faces is not None:
            self.faces.show_faces(self.operations.read(print_faces.chosen) or print_faces.OWN)
        if self._recycle is not None and self.stack.currentWidget() is self._recycle:
            self._recycle.reload()
        if not self._shows_journal():
            return
        people = self.operations.read(steward.stewards, everybody=True) or ()
        names = {person.id: person.name for person in people}
        now = store.now()
        entries = self.operations.read(journal.entries) or ()
        self.journal.show_rows([row_of(entry, names, now) for entry in entries])

    def concerns(self, changes: Changes) -> bool:
        told = self.stack.currentWidget() in (self._journal, self._recycle)
        return bool(changes) if told else changes.concerns([Noun.NEIGHBOURHOOD])

    def _shows_journal(self) -> bool:
        return self._journal is not None and self.stack.currentWidget() is self._journal

    def open_thing(self, noun: Noun, ident: int) -> None:
        self.show_tab("common")
        self.neighbourhood.name.setFocus()

    def doors(self) -> Mapping[str, Callable[[], object]]:
        """The one form of this page."""
        return {"小区名和值班电话": lambda: self.show_tab("common")}

    def print_page(self) -> None:
        self.said.emit("设置里没有可以打印的内容")

    def focus_start(self) -> None:
        self.tabs.setFocus()
        self.tabs.focusNextChild()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self.look.show_look()

    def _rename(self, name: str, phone: str) -> None:
        changes = self.operations.run(neighbourhood.rename, name, phone, by=self.operations.by)
        if changes is not None:
            self.reload()

    def _choose_faces(self, faces: str) -> None:
        self.operations.run(print_faces.choose, faces, by=self.operations.by)
        self.reload()

    def _open_folder(self) -> None:
        folder = self.operations.store.folder.root
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.said.emit(f"打不开文件夹，位置是 {folder}")

    def _copy_folder(self) -> None:
        QGuiApplication.clipboard().setText(str(self.operations.store.folder.root))
        self.said.emit("位置已复制，可以粘贴到别处")

    def _check(self) -> None:
        store = self.operations.store
        self.check.show_running(True)
        task = self.desk.tasks.start(lambda _task: safekeeping.checked(store))
        task.succeeded.connect(self._show_check)
        task.refused.connect(self.operations.refused)
        task.ended.connect(lambda: self.check.show_running(False))

    def _repair(self) -> None:
        if self.operations.read(restore.allow, self.operations.by):
            from qingyu.ui.restoring import repair_wish

            self.desk.wishes.book_change_requested.emit(repair_wish())

    def _show_check(self, found: safekeeping.Checked) -> None:
        self.check.show_result(found, f"{self.operations.store.now():%H:%M} ")
