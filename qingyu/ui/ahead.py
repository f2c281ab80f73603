"""Makes the pages ready that nobody has opened yet, in moments when nobody works."""

from importlib import import_module

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from qingyu.ui.page_stack import PageStack
from qingyu.ui.tasks import Task, Tasks

_REST_MS, _BREATH_MS, _AFTER_FIRST_LOOK_MS = 1_000, 40, 400
# The grammar of places and what pages are read with: slow to load, and none of it draws.
_LIBRARIES = (
    "qingyu.services.search",
    "qingyu.services.reception",
    "qingyu.services.intake",
    "qingyu.services.issue_reading",
    "qingyu.services.feedback_reading",
    "qingyu.services.review",
    "qingyu.services.rulebook",
    "qingyu.services.notice",
)
_SENTENCE = "3幢2单元501室王阿姨说楼道灯不亮，电话13812345678"
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Ahead(QObject):
    """Takes one small step after another once nothing was typed or clicked for a while.

    A first visit to a page then costs no more than a later one.

    Signals: loaded() when the libraries are there that need no drawing.
    """

    loaded = Signal()

    def __init__(
        self, stack: PageStack, tasks: Tasks, window: QWidget, rest_ms: int = _REST_MS
    ) -> None:
        super().__init__(window)
        self._tasks = tasks
        self._stack = stack
        self._rest_ms = rest_ms
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._step)
        self._loading = QTimer(self, singleShot=True)
        self._loading.timeout.connect(self._load)

    def watch(self, window: QWidget) -> None:
        """From now on keys and clicks put the next step off; libraries are loaded beside them."""
        self._loading.start(_AFTER_FIRST_LOOK_MS)
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def wait(self) -> None:
        """Somebody works: no step before they rest."""
        self._timer.start(self._rest_ms)
        if self._loading.isActive():
            self._loading.start(_AFTER_FIRST_LOOK_MS)

    @property
    def waiting(self) -> bool:
        """Whether a step is still to come."""
        return self._timer.isActive()

    def stop(self) -> None:
        """Takes no further step and loads nothing more."""
        self._timer.stop()
        self._loading.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT and self.waiting:
            self.wait()
        return False

    def _load(self) -> None:
        # A method, so that nobody is told who went with the window meanwhile.
        self._tasks.start(_prepare).succeeded.connect(self._tell)

    def _tell(self, _: object) -> None:
        self.loaded.emit()

    def _step(self) -> None:
        if self._stack.make_ready():
            self._timer.start(_BREATH_MS)


def _prepare(task: Task) -> None:
    for name in _LIBRARIES:
        if not task.cancelled():
            import_module(name)
    for read in (_search, _understand, _mask):
        if not task.cancelled():
            read()


# What the grammars of places, people and matters are made of is compiled at their first use.


def _search() -> None:
    from qingyu.domain.search_query import read_query

    read_query(_SENTENCE)


def _understand() -> None:
    from qingyu.services import reception

    reception.prepare()


def _mask() -> None:
    from qingyu.domain.masking import mask_text

    mask_text(_SENTENCE)
