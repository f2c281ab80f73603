"""个人信息: whether telephones are hidden, how long personal data is kept, and what goes next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QVBoxLayout, QWidget

from qingyu.domain.retention import (
    FEWEST_DRAFT_DAYS,
    LONGEST_MONTHS,
    MOST_DRAFT_DAYS,
    Exemption,
    RetentionPreview,
    RetentionRules,
)
from qingyu.services import retention, reveal
from qingyu.ui.pages.page import Desk
from qingyu.ui.pages.settings_cards import button_row
from qingyu.ui.widgets.busy_bar import BusyBar
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.card_grid import CardGrid
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.field_grid import FieldGrid
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll

_HIDING = (
    "遮住时，来件、回访和住户里的电话显示成 138****1234，点「显示电话」才看得到全的。"
    "谁在什么时候看了谁的，记在操作记录里。"
)
_NEVER = "事情办结多久以后清理；没办完的事永远不动。统计数字不变。"
_GONE = "清理以后撤销不了；以前的备份里还有，等旧备份轮换掉才没有。"
_FIELDS = (
    ("contact_months", "姓名和电话", " 个月后遮住", 0, LONGEST_MONTHS),
    ("photo_months", "室内照片", " 个月后删除", 0, LONGEST_MONTHS),
    ("draft_days", "没保存的草稿", " 天后丢掉", FEWEST_DRAFT_DAYS, MOST_DRAFT_DAYS),
)


class PrivacyPart(QWidget):
    """Four cards: hiding, how long, what goes next, what stays.

    Signals: said(str) for a toast that needs no undo.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._operations = desk.operations
        self._stored = RetentionRules()
        self._kept: tuple[Exemption, ...] | None = None
        self.busy = BusyBar()
        scroll = PageScroll(self, margin=False)
        self._grid = CardGrid(even=True)
        scroll.add(self._grid)
        self._grid.set_cards(
            [self._next_card(), self._rules_card(), self._hiding_card(), self._kept_card()]
        )
        scroll.add(self.busy)
        scroll.column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _hiding_card(self) -> Card:
        card = Card("phone", "电话")
        self.hiding = ChoiceRow("电话", [(reveal.HIDDEN, "先遮住"), (reveal.SHOWN, "直接显示")])
        self.hiding.chosen.connect(self._hide)
        card.add_line(self.hiding)
        card.add_line(words(_HIDING, "muted", wrap=True))
        return card

    def _rules_card(self) -> Card:
        card = Card("history", "存多久")
        grid = FieldGrid(inline=False)
        self.numbers: dict[str, QSpinBox] = {}
        for key, label, unit, least, most in _FIELDS:
            number = QSpinBox()
            number.setRange(least, most)
            number.setSuffix(unit)
            number.setAccessibleName(f"{label}存多久")
            if not least:
                number.setSpecialValueText("不清理")
            number.setValue(getattr(self._stored, key))
            number.valueChanged.connect(self._compare)
            self.numbers[key] = number
            grid.add_row(key, label, number)
        card.add_line(grid)
        card.add_line(words(_NEVER, "muted", wrap=True))
        self.save_button = ActionButton("保存", "primary", icon="check")
        self.save_button.clicked.connect(self._save)
        self.save_button.setEnabled(False)
        card.add_line(button_row(self.save_button))
        return card

    def _next_card(self) -> Card:
        card = Card("calendar-days", "下次清理会做什么")
        self.preview = words("", wrap=True)
        self.examples = words("", "muted", wrap=True)
        self.run_button = ActionButton("现在就做", "primary", icon="check")
        self.skip_button = ActionButton("跳过这一周", icon="clock")
        self.run_button.clicked.connect(self._run)
        self.skip_button.clicked.connect(self._skip)
        for part in (self.preview, self.examples, words(_GONE, "muted", wrap=True)):
            card.add_line(part)
        card.add_line(button_row(self.run_button, self.skip_button))
        return card

    def _kept_card(self) -> Card:
        self._kept_in = card = Card("lock", "例外：这几件先不清理")
        grid = FieldGrid(inline=False)
        self.sort = ChoiceRow("哪一种", [("工单", "工单"), ("来件", "来件")])
        self.sort.choose("工单")
        self.number, self.why = QLineEdit(), QLineEdit()
        self.number.setMaxLength(8)
        self.number.setPlaceholderText("编号，例如 0198")
        self.why.setMaxLength(60)
        self.why.setPlaceholderText("为什么要留，例如：居民还在打官司")
        grid.add_row("sort", "哪一种", self.sort)
        grid.add_row("number", "编号", self.number)
        grid.add_row("why", "为什么", self.why)
        card.add_line(grid)
        self.keep_button = ActionButton("先不清理这件", icon="lock")
        for line in (self.number, self.why):
            line.returnPressed.connect(self._keep)
        self.keep_button.clicked.connect(self._keep)
        card.add_line(button_row(self.keep_button))
        self._list = QVBoxLayout()
        holder = QWidget()
        holder.setLayout(self._list)
        self._list.setContentsMargins(0, 0, 0, 0)
        card.add_line(holder)
        return card

    def reload(self) -> None:
        """Reads the rules, and on the worker what is due; what is being typed stays."""
        hiding = self._operations.read(reveal.is_hiding)
        self.hiding.choose(reveal.HIDDEN if hiding else reveal.SHOWN)
        stored = self._operations.read(retention.rules)
        if stored is not None:
            choosing = self.save_button.isEnabled()
            self._stored = stored
            if not choosing:
                for key, number in self.numbers.items():
                    number.setValue(getattr(stored, key))
            self._compare()
        self._show_kept(self._operations.read(retention.exemptions) or ())
        store = self._operations.store
        task = self._desk.tasks.start(lambda _task: retention.preview(store))
        task.succeeded.connect(self.show_preview)
        task.refused.connect(self._operations.refused)

    def show_preview(self, told: RetentionPreview) -> None:
        """Says what is due, with examples."""
        self.preview.setText(told.text or "现在没有到期的。以后每周关窗、备份好以后看一次。")
        lines = [
            f"{each.sort} {each.number:04d} {each.title}（{each.ended_at:%Y-%m-%d}）：{each.what}"
            for each in told.examples
        ]
        self.examples.setText("\n".join(["例如：", *lines]) if lines else "")
        self.examples.setVisible(bool(lines))
        self.run_button.setEnabled(not told.is_empty)
        self.skip_button.setEnabled(not told.is_empty)

    def _show_kept(self, kept: tuple[Exemption, ...]) -> None:
        if kept == self._kept:
            return
        self._kept = kept
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for each in kept:
            self._list.addWidget(words(each.words, wrap=True))
            button = ActionButton("照常清理", "quiet", icon="undo-2")
            button.setAccessibleName(f"照常清理 {each.sort} {each.number:04d}")
            button.clicked.connect(lambda _on=False, each=each: self._let_go(each))
            self._list.addWidget(button_row(button))

    def _compare(self) -> None:
        self.save_button.setEnabled(self._chosen() != self._stored)

    def _chosen(self) -> RetentionRules:
        return RetentionRules(**{key: number.value() for key, number in self.numbers.items()})

    def _save(self) -> None:
        done = self._operations.run(retention.set_rules, self._chosen(), by=self._operations.by)
        if done is not None:
            self._stored = self._chosen()
            self._compare()
            self.reload()

    def _hide(self, key: str) -> None:
        self._operations.run(reveal.set_hiding, key == reveal.HIDDEN, by=self._operations.by)
        self.reload()

    def _run(self) -> None:
        store, by = self._operations.store, self._operations.by
        self._operations.occupy("正在清理到期的个人信息")
        self.run_button.setEnabled(False)
        task = self._desk.tasks.start(lambda _task: retention.run(store, by=by))
        self.busy.start("正在清理到期的个人信息", can_cancel=False)
        task.succeeded.connect(self._operations.announce)
        task.refused.connect(self._operations.refused)
        task.ended.connect(self._finish)

    def _finish(self) -> None:
        self._operations.occupy("")
        self.busy.finish()
        self.reload()

    def _skip(self) -> None:
        if self._operations.keep(retention.skip, by=self._operations.by) is not None:
            self.said.emit("这一周不清理，下周再看")

    def _keep(self) -> None:
        typed = self.number.text().strip()
        number = int(typed) if typed.isdecimal() else 0
        changes = self._operations.run(
            retention.keep, self.sort.key, number, self.why.text(), by=self._operations.by
        )
        if changes is not None:
            self.number.clear()
            self.why.clear()
            self.reload()

    def _let_go(self, kept: Exemption) -> None:
        self._operations.run(retention.let_go, kept, by=self._operations.by)
        self.reload()
