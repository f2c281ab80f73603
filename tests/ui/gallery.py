"""The three sketches of the look, built from the real widgets: python -m tests.ui.gallery OUT."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QTabWidget,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from qingyu.ui import theme
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.busy_bar import BusyBar
from qingyu.ui.widgets.buttons import button
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.card_grid import CardGrid
from qingyu.ui.widgets.date_field import DateField
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.field_grid import FieldGrid
from qingyu.ui.widgets.filter_chips import Filter, FilterChipRow
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.heading import Heading
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.widgets.master_detail import MasterDetail
from qingyu.ui.widgets.navigation_rail import Destination, NavigationRail
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.photo_strip import PhotoStrip
from qingyu.ui.widgets.pill import Pill
from qingyu.ui.widgets.record_table import RecordTable
from qingyu.ui.widgets.roles import RECORD_ROLE, SORT_ROLE, TONE_ROLE
from qingyu.ui.widgets.speech_box import SpeechBox
from qingyu.ui.widgets.suggest_line_edit import SuggestLineEdit
from qingyu.ui.widgets.table_memory import Column
from qingyu.ui.widgets.text_size_switch import TextSizeSwitch
from qingyu.ui.widgets.timeline import Moment, Timeline
from qingyu.ui.widgets.toast import ToastStack
from qingyu.ui.widgets.top_bar import TopBar
from qingyu.ui.widgets.window_frame import WindowFrame

Index = QModelIndex | QPersistentModelIndex

PAGES = (
    ("today", "house", "今日"),
    ("reception", "door-open", "接待"),
    ("issue", "wrench", "工单"),
    ("feedback", "messages-square", "反馈回访"),
    ("duty", "calendar-days", "值班"),
    ("review", "clipboard-list", "周例会"),
    ("notice", "megaphone", "通知公示"),
    ("barometer", "cloud-sun", "晴雨表"),
    ("neighbourhood", "building-2", "楼栋住户"),
    ("settings", "settings", "设置"),
)

CARDS = (
    (
        "megaphone",
        "马上处理",
        "2",
        "danger",
        (
            ("12幢1单元 飞线充电", "紧急 超 1 小时", "danger"),
            ("3幢 外墙瓷砖脱落", "紧急 已围护", "warn"),
        ),
    ),
    (
        "gauge",
        "已超期",
        "3",
        "warn",
        (
            ("5幢 化粪池满溢", "超 2 天", "danger"),
            ("7-3 楼道灯", "超 1 天", "warn"),
            ("1-2 栏杆松动", "今天到期", "warn"),
        ),
    ),
    (
        "phone",
        "今天要回访",
        "2",
        "teal",
        (
            ("张阿姨 3-2-501　屋面漏水", "第 2 次", "info"),
            ("周师傅 11-1-102　墙面裂缝", "第 1 次", "info"),
        ),
    ),
    (
        "hand-heart",
        "答应过的事",
        "2",
        "good",
        (("胡阿姨：周一前换门禁", "今天", "warn"), ("6幢：周三前给停水时间", "后天", "good")),
    ),
    (
        "megaphone",
        "要撤下的公示",
        "2",
        "info",
        (
            ("维修资金使用公示（大门）", "今天到期", "warn"),
            ("停水通知（10幢）", "已过期", "danger"),
        ),
    ),
    (
        "shield-check",
        "资料安全",
        "好",
        "good",
        (("上次验证过的备份", "今天 08:02", "good"), ("U 盘副本", "3 天前", "good")),
    ),
)

ISSUES = (
    ("0231", "12幢1单元 飞线充电", "消防安全", "紧急", "处理中", "超 1 小时", "danger"),
    ("0228", "3幢 外墙瓷砖脱落", "房屋本体", "紧急", "处理中", "今天 18:00", ""),
    ("0225", "5幢 化粪池满溢", "给排水", "较急", "已派单", "超 2 天", "danger"),
    ("0219", "7-3 楼道灯不亮", "电与照明", "一般", "处理中", "超 1 天", "danger"),
    ("0216", "1-2 楼梯栏杆松动", "房屋本体", "较急", "待验收", "今天", ""),
    ("0198", "3幢 屋面漏水", "房屋本体", "较急", "挂起", "周四再看", ""),
    ("0190", "6幢 樟树修剪", "绿化", "一般", "已核实", "12月2日", ""),
    ("0187", "8-1 单元门闭门器", "门禁安防", "一般", "待回访", "—", ""),
    ("0180", "大门口 减速带", "停车交通", "长期", "登记", "周例会", ""),
)
HEADS = ("编号", "事项", "类别", "急缓", "状态", "期限")
COLUMNS = (
    Column("number", 4.2),
    Column("matter", stretch=True, main=True),
    Column("category", 5.6),
    Column("urgency", 4.2),
    Column("state", 4.8),
    Column("due", 6.2, badge=True),
)


class IssueModel(QAbstractTableModel):
    """The nine issues of the sketch."""

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(ISSUES)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return HEADS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = ISSUES[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, SORT_ROLE):
            return row[index.column()]
        if role == RECORD_ROLE:
            return row
        if role == TONE_ROLE and index.column() == 5:
            return row[6]
        if role == TONE_ROLE and row[index.column()] == "紧急":
            return "danger"
        return None


def frame(key: str, page: QWidget, *, practice: bool = False) -> WindowFrame:
    """A whole window with a page in it."""
    window = WindowFrame()
    window.set_practice(practice)
    rail = NavigationRail(
        "晴雨管家",
        [
            Destination(k, icon, title, f"Ctrl+{(number + 1) % 10}")
            for number, (k, icon, title) in enumerate(PAGES)
        ],
    )
    rail.set_neighbourhood("青年路社区")
    rail.set_current(key)
    bar = TopBar()
    bar.set_weather("cloud-rain", "小雨 自评：多云", "info")
    bar.set_undo("派单 0231")
    bar.set_steward("陆建芬")
    bar.set_practice(practice)
    page.setObjectName("pages")
    side = QVBoxLayout()
    side.setSpacing(0)
    side.addWidget(bar)
    side.addWidget(page, 1)
    whole = QHBoxLayout(window)
    whole.setContentsMargins(*[0] * 4)
    whole.setSpacing(0)
    whole.addWidget(rail)
    whole.addLayout(side, 1)
    return window


def today() -> QWidget:
    """今日: what matters in one look."""
    page = PageScroll()
    head = Heading("11月23日 星期一", "农历十月十五　小雪后一日")
    head.add_action(button("登记来件", "primary", icon="plus", shortcut="Ctrl+N"))
    page.add(head)
    duty = EmBox(margin=(1.15, 0.75), card=True)
    people_row = QWidget()
    row = FlowLayout(people_row, gap=0.45)
    duty.add(people_row)
    for hours, people in (
        ("早班 8–12", "陆建芬（值班长）、俞国华　"),
        ("午班 13–17", "赵文斌（值班长）、何秀英　"),
        ("值班电话", "0571-8706 5521"),
    ):
        row.addWidget(words(hours, "muted"))
        row.addWidget(words(people, "strong"))
    page.add(duty)
    grid = CardGrid()
    cards: list[QWidget] = []
    for number, (icon, title, figure, tone, lines) in enumerate(CARDS):
        card = Card(icon, title, figure, tone, urgent=number == 0)
        for text, pill, pill_tone in lines:
            card.add_line(LinkLine(text, pill, pill_tone))
        cards.append(card)
    grid.set_cards(cards)
    page.add(grid)
    page.column.addStretch(1)
    return page


def issues() -> QWidget:
    """工单: list and detail."""
    page = EmBox(margin=(1.25, 1.0))
    table = RecordTable("gallery", COLUMNS, name="工单列表")
    model = IssueModel(table)
    table.set_model(model)
    head = Heading("工单")
    chips = FilterChipRow(
        [
            Filter("open", "未办结", 38, "info"),
            Filter("late", "超期", 3, "danger"),
            Filter("urgent", "紧急", 2, "danger"),
            Filter("mine", "我的", 6, "good"),
            Filter("b3", "3幢", None, "plain"),
        ]
    )
    chips.choose({"open"})
    head.add(chips)
    head.add_action(table.view_button())
    head.add_action(button("打印巡查单", icon="printer", shortcut="Ctrl+P"))
    page.add(head)
    split = MasterDetail(table, _issue_detail())
    page.add(split, 1)
    table.record_activated.connect(lambda _record: split.show_detail())
    table.choose(lambda record: isinstance(record, tuple) and record[0] == "0198")
    return page


def _issue_detail() -> QWidget:
    card = EmBox(margin=(1.25, 1.0), gap=0.5, card=True)
    head = EmBox(row=True)
    head.add(words("工单 0198", "muted"))
    head.add_stretch()
    head.add(Pill("挂起 · 周四再看", "warn"))
    card.add(head)
    card.add(words("3幢 屋面漏水", "title"))
    card.add(words("3幢2单元501、502 · 房屋本体 · 较急 · 牵头 赵文斌", "muted", wrap=True))
    card.add(words("半年内第 3 次，建议专题议事；屋面渗漏可申请应急维修资金", "warn", wrap=True))
    scroll = PageScroll(margin=False)
    line = Timeline()
    line.set_moments(
        [
            Moment("今天 08:40", "张阿姨又来说：滴到灶台了", link="来件 0456", key=456),
            Moment("上周四", "周例会：先找三家报价，钱从维修资金走"),
            Moment("11月12日", "挂起：等报价，周四再看", "赵文斌"),
            Moment("11月10日", "现场看过，天沟堵塞，有照片 2 张"),
            Moment("11月9日", "登记", "陆建芬（电话）"),
        ]
    )
    scroll.add(line)
    scroll.column.addStretch(1)
    card.add(scroll, 1)
    actions = QWidget()
    flow = FlowLayout(actions)
    for number, text in enumerate(("继续处理", "转办", "上周例会", "打印工单")):
        flow.addWidget(button(text, "primary" if number == 0 else "plain"))
    card.add(actions)
    return card


def reception() -> QWidget:
    """接待: what was said, what was understood, what is known."""
    page = PageScroll()
    page.add(Heading("居民说了什么？"))
    box = SpeechBox("打字、粘贴都行", lines=5)
    box.setPlainText("3幢2单元501张阿姨说厨房顶上漏水，滴到灶台了，电话13867412358，已经反映过两次")
    grid = FieldGrid()
    grid.setProperty("look", "card")
    for key, label, value, evidence in (
        ("place", "地点", "3幢2单元501室", "“3幢2单元501”"),
        ("person", "反映人", "张阿姨 → 张桂芳（户主）", "住户资料"),
        ("phone", "电话", "138 6741 2358", "与登记一致"),
        ("kind", "类型", "报修", "“漏水” “滴到”"),
        ("category", "类别", "房屋本体 · 屋面漏水", "“顶上漏水”"),
        ("urgency", "急缓", "较急　3 天内有方案", "“已经反映过两次”"),
    ):
        edit = SuggestLineEdit(lambda text: [text + "一", text + "二"])
        edit.setText(value)
        grid.add_row(key, label, edit, evidence)
    left, right = EmBox(gap=0.75), EmBox(gap=0.75)
    left.add(box)
    left.add(
        words("可以直接粘贴微信群里的话，一次多条也行。回车保存，Tab 逐项改。", "muted", wrap=True)
    )
    left.add(grid)
    left.add_stretch()
    _fill_right(right)
    both = EmBox(row=True, gap=1.1)
    both.add(left, 3)
    both.add(right, 2)
    page.add(both, 1)
    return page


def _fill_right(right: EmBox) -> None:
    same = Card("wrench", "像是同一件事")
    same.add_line(LinkLine("工单 0198　3幢屋面漏水（3-2-502）", "处理中", "info"))
    same.add_line(LinkLine("工单 0142　3-2-501 厨房渗水", "半年前办结", "good"))
    home = Card("building-2", "这户人家")
    home.add_line(LinkLine("张桂芳　业主　72 岁以上", "可回访", "good"))
    home.add_line(LinkLine("独居老人", "多关照", "warn"))
    home.add_line(LinkLine("去年来件", note="4 件"))
    right.add(same)
    right.add(home)
    right.add_stretch()
    right.add(button("保存并转工单", "primary", shortcut="Ctrl+Enter"))
    right.add(button("并入工单 0198", shortcut="Ctrl+M"))
    right.add(button("只登记", hint="Enter"))


def controls() -> QWidget:
    """Every standard control, able and unable."""
    page = PageScroll()
    page.add(Heading("控件", "一样的高，一样的边"))
    page.add(
        Banner("台风“海葵”黄色预警，今晚到明早有大风，请各楼栋长看看雨棚和花盆。", "warn", "看清单")
    )
    page.add(Banner("备份放在同一块硬盘上，硬盘坏了就都没了。", "danger"))
    for able in (True, False):
        row = QWidget()
        row.setEnabled(able)
        flow = FlowLayout(row)
        for widget in (*_buttons(), *_inputs()):
            flow.addWidget(widget)
        page.add(row)
    page.add(TextSizeSwitch())
    page.add(PhotoStrip())
    busy = BusyBar()
    page.add(busy)
    busy.start("正在备份…")
    busy.set_progress(3, 10)
    tabs = QTabWidget()
    tabs.addTab(words("甲", "muted"), "住户")
    tabs.addTab(words("乙", "muted"), "楼栋")
    page.add(tabs)
    page.column.addStretch(1)
    return page


def _buttons() -> tuple[QWidget, ...]:
    return (
        button("保存", "primary", icon="check"),
        button("转办", icon="undo-2"),
        button("作废", "danger", icon="trash-2"),
        button("看全部", "quiet", icon="list"),
        button("来件 0456", "link"),
        Pill("紧急", "danger"),
        Pill("今天", "warn"),
        Pill("办结", "good"),
        Pill("处理中", "info"),
        Pill("登记", "plain"),
    )


def _inputs() -> tuple[QWidget, ...]:
    combo, check, radio = QComboBox(), QCheckBox("同意回访"), QRadioButton("本周")
    combo.addItems(["房屋本体", "给排水"])
    check.setChecked(True)
    radio.setChecked(True)
    day, spin, line = DateField(date(2026, 11, 23)), QSpinBox(), QLineEdit("3-2-501")
    wrong = QLineEdit("1386741235")
    wrong.setProperty("wrong", "true")
    group = QGroupBox("怎么联系")
    inside = QVBoxLayout(group)
    inside.addWidget(QCheckBox("电话"))
    return combo, check, radio, day, spin, line, wrong, QTimeEdit(), group


def empty() -> QWidget:
    """A page with nothing on it yet."""
    return EmptyState("inbox", "还没有来件", "居民说的话记在这里，一句话就行。", "登记来件")


SHEETS: dict[str, Callable[[], QWidget]] = {
    "today": today,
    "issue": issues,
    "reception": reception,
    "controls": controls,
    "empty": empty,
}


def settle() -> None:
    """Lets layouts that wait for each other come to rest."""
    for _ in range(4):
        QApplication.sendPostedEvents()


def main(out: Path) -> None:
    """Write one PNG per sheet, text size and brightness into a folder."""
    app = theme.application()
    assert isinstance(app, QApplication)
    theme.dress(app)
    out.mkdir(parents=True, exist_ok=True)
    for dark in (False, True):
        for size in TextSize:
            theme.apply(app, size, dark)
            for key, make in SHEETS.items():
                window = frame(key, make(), practice=dark and size is TextSize.LARGE)
                window.resize(1366, 768)
                window.show()
                if key == "issue":
                    toasts = ToastStack(window.findChildren(QWidget, "pages")[0])
                    toasts.show_message("工单 0231 派给了赵文斌", action="撤销")
                settle()
                name = f"{key}-{size.value}{'-dark' if dark else ''}.png"
                window.grab().save(str(out / name))
                window.close()
                window.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
