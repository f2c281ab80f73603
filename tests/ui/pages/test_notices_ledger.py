"""The posting ledger and the map of boards, driven by keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from qingyu.domain.changes import Noun
from qingyu.domain.posting import LedgerState, PostingMark, PostingPlace
from qingyu.services import Store, notice, objection, posting, posting_place
from qingyu.ui.models.cells import CellModel
from qingyu.ui.models.notice import HEADS, row_of
from qingyu.ui.pages.notices import NoticesPage
from qingyu.ui.pages.notices_ledger_view import LedgerView
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow
from tests.ui.sizes import SIZES

TODAY = date(2026, 11, 23)
LEAD = 1
ENTER = Qt.Key.Key_Return


def published(store: Store, title: str = "清理楼道") -> int:
    told = {"title": title, "body": "请清理。", "date": "2026-11-23", "posted_until": "2026-11-30"}
    return notice.publish(store, "free", told, by=LEAD).ids(Noun.NOTICE)[0]


def boards(store: Store) -> list[int]:
    for name in ("北门公告栏", "南门公告栏"):
        posting_place.add(store, PostingPlace(0, name), by=LEAD)
    return [place.id for place in posting_place.places(store)]


def opened(window: MainWindow, ident: int | None = None) -> LedgerView:
    page = window.show_page("notices")
    assert isinstance(page, NoticesPage)
    page.views.show_mode("ledger")
    if ident is not None:
        page.views.open_notice(ident)
    return page.views.ledger


def entry(store: Store, ident: int) -> posting.LedgerEntry:
    return posting.entry(store, ident)


def press(widget: QPushButton) -> None:
    assert not widget.isHidden()
    assert widget.isEnabled()
    widget.click()


def test_the_rows_are_a_model(founded: Store) -> None:
    published(founded)
    model = CellModel(HEADS)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows([row_of(line, TODAY) for line in posting.ledger(founded)])
    assert [model.data(model.index(0, column)) for column in range(len(HEADS))] == [
        "1号", "清理楼道", "", "", "", "未张贴",
    ]  # fmt: skip


def test_it_is_put_up_on_all_boards_at_once(window: MainWindow, qtbot: QtBot) -> None:
    ident = published(window.store)
    boards(window.store)
    view = opened(window, ident)
    press(view.detail.postings.button)
    form = view.detail.postings.form
    assert form is not None
    press(next(b for b in form.findChildren(QPushButton) if b.text().strip() == "全部公告栏"))
    qtbot.keyClick(form.findChild(QLineEdit, options=Qt.FindChildOption.FindChildrenRecursively)
                   or form, ENTER)  # fmt: skip
    hanging = entry(window.store, ident).hanging
    assert [(p.place.name, p.up_by, p.until) for p in hanging] == [
        ("北门公告栏", "陆建芬", date(2026, 11, 30)),
        ("南门公告栏", "陆建芬", date(2026, 11, 30)),
    ]
    assert view.detail.postings.form is None
    assert view.detail.state.text() == "张贴中"


def test_one_copy_comes_down_and_the_action_can_be_undone(window: MainWindow) -> None:
    ident = published(window.store)
    posting.put_up(window.store, ident, boards(window.store), by=LEAD)
    view = opened(window, ident)
    section = view.detail.postings
    next(iter(section.boxes.values())).setChecked(True)
    assert section.down.text().strip() == "撤下勾上的 1 处"
    press(section.down)
    assert section.form is not None
    section.form.confirmed.emit()
    assert len(entry(window.store, ident).hanging) == 1
    window.operations.undo()
    assert len(entry(window.store, ident).hanging) == 2


def test_a_torn_copy_is_noted_and_mended(window: MainWindow) -> None:
    ident = published(window.store)
    posting.put_up(window.store, ident, boards(window.store)[:1], by=LEAD)
    view = opened(window, ident)
    press(view.detail.postings.torn)
    assert posting.ledger(window.store)[0].torn == 1
    press(view.detail.postings.mended)
    (copy,) = entry(window.store, ident).hanging
    assert [event.mark for event in copy.events] == [PostingMark.TORN, PostingMark.REPLACED]


def test_an_objection_is_written_down_and_answered(window: MainWindow, qtbot: QtBot) -> None:
    ident = published(window.store)
    view = opened(window, ident)
    section = view.detail.objections
    press(section.button)
    assert section.form is not None
    said = section.form.focusWidget()
    assert isinstance(said, QLineEdit)
    said.setText("太贵了")
    qtbot.keyClick(said, ENTER)
    (kept,) = objection.of_notice(window.store, ident)
    assert (kept.words, kept.who, kept.is_open) == ("太贵了", "", True)
    assert "1 条异议没有答复" in view.detail.note.accessibleName()
    press(next(b for b in section.findChildren(QPushButton) if "答复匿名" in b.accessibleName()))
    answer = section.form.focusWidget()
    assert isinstance(answer, QLineEdit)
    answer.setText("已说明")
    qtbot.keyClick(answer, ENTER)
    assert not objection.of_notice(window.store, ident)[0].is_open
    assert not view.detail.note.isVisible()


def test_the_form_of_the_period_tells_the_last_day_and_warns(window: MainWindow) -> None:
    ident = published(window.store)
    view = opened(window, ident)
    view.detail.period.open_form()
    form = view.detail.period.form
    assert form is not None
    assert any("11月30日为止。" in label.text() for label in form.findChildren(QLabel))
    form.findChildren(QCheckBox)[0].setChecked(True)
    assert any("星期日" in label.text() for label in form.findChildren(QLabel))
    form.confirmed.emit()
    kept = entry(window.store, ident).period
    assert kept is not None
    assert (kept.end, view.detail.period.form) == (date(2026, 11, 29), None)


def test_withdrawing_wants_a_reason_and_keeps_the_number(window: MainWindow) -> None:
    ident = published(window.store)
    view = opened(window, ident)
    press(view.detail.withdraw)
    form = view.detail._reason
    assert form is not None
    form.confirmed.emit()
    assert notice.newest(window.store)[0].void_reason is None
    form.findChildren(QLineEdit)[0].setText("写错了")
    form.confirmed.emit()
    assert notice.newest(window.store)[0].void_reason == "写错了"
    assert view.detail.state.text() == "作废"
    assert view.detail.withdraw.isHidden()


def test_the_list_is_narrowed_by_state_and_opened_past_the_filter(window: MainWindow) -> None:
    first, second = published(window.store), published(window.store, "停水")
    posting.put_up(window.store, first, boards(window.store), by=LEAD)
    view = opened(window)
    view.chips.choose({LedgerState.UP.name})
    view.chips.changed.emit(view.chips.chosen)
    assert [row.cells[1] for row in view.model.rows] == ["清理楼道"]
    view.choose(second)
    assert view.detail.title.text() == "停水"
    assert len(view.model.rows) == 2


def test_the_map_leads_to_the_notice_and_takes_down(window: MainWindow, qtbot: QtBot) -> None:
    ident = published(window.store)
    posting.put_up(window.store, ident, boards(window.store)[:1], by=LEAD)
    page = window.show_page("notices")
    assert isinstance(page, NoticesPage)
    page.views.show_mode("boards")
    shown = page.views.boards
    assert [tile.accessibleName() for tile in shown.tiles] == [
        "北门公告栏，清理楼道（还有 7 天）", "南门公告栏，空着",
    ]  # fmt: skip
    shown.tiles[1].setFocus()
    qtbot.keyClick(shown.tiles[1], ENTER)
    assert shown.card.title.text() == "南门公告栏"
    shown.tiles[0].click()
    buttons = shown.card.findChildren(QPushButton)
    [b for b in buttons if b.accessibleName() == "撤下 清理楼道"][-1].click()
    assert entry(window.store, ident).hanging == ()
    assert shown.tiles[0].accessibleName() == "北门公告栏，空着"
    shown.notice_requested.emit(ident)
    assert page.views.ledger.chosen == ident


def test_places_are_proposed_added_edited_and_retired(window: MainWindow) -> None:
    page = window.show_page("notices")
    assert isinstance(page, NoticesPage)
    page.views.show_mode("boards")
    assert not page.views.boards.empty.isHidden()
    page.views.boards.empty.action_requested.emit()
    assert len(page.views.boards.tiles) == 18
    page.views.show_places()
    editor = page.views.places
    assert editor.propose.isHidden()
    press(editor.new)
    assert editor._form is not None
    editor._form.findChildren(QLineEdit)[0].setText("北门公告栏")
    editor._form.confirmed.emit()
    assert posting_place.places(window.store)[0].name == "北门公告栏"
    (gone,) = [b for b in editor.findChildren(QPushButton) if b.accessibleName()[3:] == "北门公告栏"
               and b.accessibleName()[:2] == "停用"]  # fmt: skip
    press(gone)
    assert len(posting_place.places(window.store)) == 18


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_window(window: MainWindow, size: TextSize) -> None:
    ident = published(window.store, "关于" + "很长的" * 12 + "通知")
    posting_place.add_proposed(window.store, by=LEAD)
    places = [place.id for place in posting_place.places(window.store)]
    posting.put_up(window.store, ident, places, up_by="一位名字很长的志愿者阿姨", by=LEAD)
    objection.record(window.store, ident, "说" * 300, who="名" * 40, by=LEAD)
    window.set_text_size(size)
    view = opened(window, ident)
    view.detail.postings.open_up()
    page = window.show_page("notices")
    assert isinstance(page, NoticesPage)
    for mode in ("boards", "ledger"):
        page.views.show_mode(mode)
        shown = page.views.currentWidget()
        assert shown is not None
        assert shown.minimumSizeHint().width() <= window.stack.width()
    view.choose(ident)
    page.grab()
    inner = view.detail.widget()
    assert inner is not None
    assert inner.minimumSizeHint().width() <= view.detail.viewport().width()
