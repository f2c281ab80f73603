"""The solver on the worker, with words for how far it is; a stop keeps the best so far."""

from PySide6.QtCore import QObject, Signal

from qingyu.domain.duty_month import Proposal
from qingyu.domain.month import Month
from qingyu.services import Store
from qingyu.ui.pages.page import Desk
from qingyu.ui.tasks import Task
from qingyu.ui.widgets.busy_bar import BusyBar

_STEPS = (
    "先把位置排满",
    "让每班都有值班长",
    "分得公平",
    "少连着两天",
    "避开不太想值的",
    "想同班的排一起",
)
_MOST_GAPS = 3


class Solving(QObject):
    """One month at a time.

    Signals: proposed(Proposal) when it found one; ended() in every case, after that.
    """

    proposed = Signal(object)
    ended = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: Task | None = None
        self.bar = BusyBar()
        self.bar.cancel_requested.connect(self._stop)

    @property
    def busy(self) -> bool:
        """Whether a month is being solved."""
        return self._task is not None

    def start(self, month: Month) -> None:
        """Begins, unless it is at it already."""
        if self._task is not None:
            return
        store = self._desk.operations.store
        self.bar.start(f"正在排{month.text}的班，停下也会留住已经排好的…")
        task = self._desk.tasks.start(lambda task: _proposed(store, month, task))
        self._task = task
        task.progressed.connect(self._show)
        task.succeeded.connect(self.proposed)
        task.refused.connect(self._desk.operations.refused)
        task.ended.connect(self._end)

    def _show(self, done: int, of: int) -> None:
        step = _STEPS[done] if done < len(_STEPS) else "排好了"
        self.bar.set_progress(done, of, f"第 {min(done + 1, of)} 步，共 {of} 步：{step}")

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _end(self) -> None:
        self._task = None
        self.bar.finish()
        self.ended.emit()


def proposal_words(proposal: Proposal) -> str:
    """How good a proposal is, and the first places that nobody fills."""
    told = [proposal.words, *proposal.gaps[:_MOST_GAPS]]
    if len(proposal.gaps) > _MOST_GAPS:
        told.append(f"另外还有 {len(proposal.gaps) - _MOST_GAPS} 处，表里写着「缺」")
    return "\n".join(told)


def _proposed(store: Store, month: Month, task: Task) -> object:
    # Only here: the solver is loaded when somebody solves, on the worker.
    from qingyu.services import duty_month

    return duty_month.propose(
        store, month, on_progress=task.report, stop=task.cancelled
    )
