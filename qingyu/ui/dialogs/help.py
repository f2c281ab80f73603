"""The help in the program: one short page per page of the window, read beside the work."""


from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from qingyu.domain.frozen import frozen
from qingyu.paths import resource
from qingyu.ui import catalogue, theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.em_box import EmBox

_LINE_HEIGHT = 112.0
# Of a table of two columns, in percent of the width.
_TWO_COLUMNS = (30.0, 70.0)


@frozen
class HelpPage:
    """One page of the help: the key of the window's page, its title, and its Markdown."""

    key: str
    title: str
    text: str


def help_pages() -> tuple[HelpPage, ...]:
    """All pages, in the order of the window's navigation, the keyboard last."""
    keys = ["welcome", *(entry.destination.key for entry in catalogue.ENTRIES), "keyboard"]
    return tuple(_read(key) for key in keys)


def open_help(key: str, parent: QWidget) -> "HelpDialog":
    """The one help window of this parent, shown at a page."""
    found = parent.findChild(HelpDialog)
    dialog = found if isinstance(found, HelpDialog) else HelpDialog(key, parent)
    dialog.show_page(key)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog


class HelpDialog(QDialog):
    """A list of pages and the chosen one; it stays open beside the window until it is closed."""

    def __init__(self, page_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.dress(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("帮助")
        self.setModal(False)
        self._pages = help_pages()
        self.contents = QListWidget()
        self.contents.setAccessibleName("帮助目录")
        self.contents.addItems([page.title for page in self._pages])
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reader = QTextBrowser()
        self.reader.setAccessibleName("帮助正文")
        self.reader.setOpenLinks(False)
        self.reader.setTabChangesFocus(True)
        self.reader.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reader.anchorClicked.connect(self._follow)
        self.contents.currentRowChanged.connect(lambda _row: self._render())
        close = ActionButton("关闭", icon="x", shortcut="Esc")
        close.clicked.connect(self.close)
        self._row = QHBoxLayout()
        self._row.addWidget(self.contents)
        self._row.addWidget(self.reader, 1)
        body = EmBox(margin=(1.0, 1.0))
        body.box.addLayout(self._row, 1)
        body.add(close, 0, Qt.AlignmentFlag.AlignRight)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(body)
        self._restyle()
        self._set_size()
        self.show_page(page_key)

    @property
    def page(self) -> HelpPage:
        """The page that is shown."""
        return self._pages[max(0, self.contents.currentRow())]

    def show_page(self, key: str) -> None:
        """Turns to the page of this key; unknown ones lead to the first."""
        keys = [page.key for page in self._pages]
        self.contents.setCurrentRow(keys.index(key) if key in keys else 0)
        self.contents.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()
            self._render()

    def _follow(self, link: QUrl) -> None:
        self.show_page(link.toString().removesuffix(".md"))

    def _set_size(self) -> None:
        look = theme.current()
        room = self.screen().availableGeometry().size()
        self.resize(
            min(look.px(54), room.width() - look.px(2)),
            min(look.px(38), room.height() - look.px(4)),
        )

    def _restyle(self) -> None:
        look = theme.current()
        self.contents.ensurePolished()
        self.contents.doItemsLayout()
        self.contents.setFixedWidth(look.px(9.5))
        self._row.setSpacing(look.space)
        self.setMinimumSize(look.px(26), look.px(16))

    def _render(self) -> None:
        look = theme.current()
        document = self.reader.document()
        document.setDefaultFont(QFont(self.font()))
        document.setDocumentMargin(look.px(1.0))
        self.reader.setMarkdown(self.page.text)
        _air(self.reader.textCursor(), look)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _rule(frame, look)
        self.reader.moveCursor(QTextCursor.MoveOperation.Start)


def _read(key: str) -> HelpPage:
    text = resource("help", f"{key}.md").read_text(encoding="utf-8")
    return HelpPage(key, text.partition("\n")[0].lstrip("# ").strip(), text)


def _air(cursor: QTextCursor, look: theme.Theme) -> None:
    """Opens up the lines of the whole document."""
    cursor.select(QTextCursor.SelectionType.Document)
    spaced = QTextBlockFormat()
    spaced.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    spaced.setBottomMargin(look.px(0.3))
    cursor.mergeBlockFormat(spaced)


def _rule(table: QTextTable, look: theme.Theme) -> None:
    """Gives a table thin lines and room in its cells."""
    made = table.format()
    made.setBorder(1)
    made.setBorderBrush(look.colour("line"))
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBorderCollapse(True)
    made.setCellPadding(look.px(0.35))
    made.setCellSpacing(0)
    if table.columns() == len(_TWO_COLUMNS):
        kind = QTextLength.Type.PercentageLength
        made.setColumnWidthConstraints([QTextLength(kind, each) for each in _TWO_COLUMNS])
    table.setFormat(made)
