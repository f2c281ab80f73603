"""What the user sees of a bug: one dialog, at most one at a time, that lets the work go on."""

import logging
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QVBoxLayout, QWidget

import qingyu
from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.labels import words

log = logging.getLogger(__name__)


def install() -> "CrashReporter":
    """The reporter that from now on hears of every exception nobody caught, in any thread."""
    app = QApplication.instance()
    assert app is not None, "there is no application to report crashes of"
    found = app.findChild(CrashReporter)
    reporter = found if isinstance(found, CrashReporter) else CrashReporter(app)
    reporter.listen()
    return reporter


class CrashReporter(QObject):
    """Writes a bug to the log and shows it once; further ones are only logged meanwhile."""

    _crashed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._dialog: CrashDialog | None = None
        self._hooks = (sys.excepthook, threading.excepthook)
        # Queued: a bug in a paint event or on the worker is shown later, from the event loop.
        self._crashed.connect(self._show, Qt.ConnectionType.QueuedConnection)

    @property
    def dialog(self) -> "CrashDialog | None":
        """What is shown now."""
        return self._dialog

    def listen(self) -> None:
        """Takes over Python's hooks."""
        sys.excepthook = self._hear
        threading.excepthook = self._hear_thread

    def stop(self) -> None:
        """Gives the hooks back and goes."""
        sys.excepthook, threading.excepthook = self._hooks
        if self._dialog is not None:
            self._dialog.close()
        self.setParent(None)
        self.deleteLater()

    def _hear(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.critical("a bug", exc_info=(kind, error, trace))
        self._crashed.emit(details(kind, error, trace))

    def _hear_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self._hear(told.exc_type, told.exc_value, told.exc_traceback)

    def _show(self, told: str) -> None:
        if self._dialog is not None:
            return
        try:
            self._dialog = CrashDialog(told, QApplication.activeWindow())
            self._dialog.finished.connect(self._forget)
            self._dialog.destroyed.connect(self._forget)
            self._dialog.open()
        except Exception:
            # Showing a bug must never become the next bug to show.
            self._dialog = None
            log.exception("the crash dialog failed")

    def _forget(self) -> None:
        self._dialog = None


class CrashDialog(QDialog):
    """Says that something went wrong, what is safe, and how to tell others."""

    def __init__(self, told: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.dress(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("晴雨管家")
        look = theme.current()
        self._details = QPlainTextEdit(told)
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setAccessibleName("详情")
        self._details.setMinimumSize(look.px(34), look.px(9))
        self.copy_button = ActionButton("复制详情", icon="copy", shortcut="Alt+C")
        self.copy_button.clicked.connect(self._copy)
        self.go_on = ActionButton("继续使用", "primary", icon="check", shortcut="Alt+J")
        self.go_on.clicked.connect(self.accept)
        self.go_on.setDefault(True)
        body = EmBox(margin=(1.5, 1.25))
        body.add(words("程序出了点问题", "title"))
        body.add(words("刚才这一步可能没有存上；已经存好的都在。", wrap=True))
        body.add(
            words("可以继续使用。要是老出现，请点「复制详情」，粘贴发给帮您维护电脑的人。",
                  "muted", wrap=True)
        )
        body.add(self._details, 1)
        row = EmBox(row=True)
        row.add_stretch()
        row.add(self.copy_button)
        row.add(self.go_on)
        body.add(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(body)
        self.resize(look.px(40), look.px(24))
        self.go_on.setFocus()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._details.toPlainText())
        self.copy_button.set_words("已复制")


def details(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> str:
    """What a developer needs to know: versions and the traceback, the user's folder left out."""
    told = "".join(traceback.format_exception(kind, error, trace))
    system = f"{platform.system()} {platform.release()} · Python {platform.python_version()}"
    text = f"晴雨管家 {qingyu.__version__} · Qt {qVersion()} · {system}\n\n{told}"
    return text.replace(str(Path.home()), "~")
