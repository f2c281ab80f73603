import sys
import threading
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from qingyu.domain.errors import RuleError
from qingyu.services import Store, neighbourhood
from qingyu.ui.tasks import Task, Tasks


def test_work_runs_on_the_worker_and_answers_where_it_was_asked(qtbot: QtBot) -> None:
    tasks = Tasks()
    told: list[tuple[object, str]] = []
    task = tasks.start(lambda _task: threading.current_thread().name)
    task.succeeded.connect(lambda answer: told.append((answer, threading.current_thread().name)))
    with qtbot.waitSignal(task.ended):
        pass
    ((worker, answered),) = told
    assert worker != answered == threading.current_thread().name
    tasks.finish()


def test_a_refusal_and_a_bug_are_told_apart(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_task: Task) -> None:
        raise RuleError("不行", "换一个")

    def fail(_task: Task) -> None:
        raise ValueError("没想到")

    bugs: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: bugs.append(error))
    tasks = Tasks()
    with qtbot.waitSignal(tasks.start(refuse).refused) as refused:
        pass
    assert str(refused.args[0]) == str(RuleError("不行", "换一个"))
    with qtbot.waitSignal(tasks.start(fail).ended):
        pass
    assert [str(bug) for bug in bugs] == ["没想到"]
    tasks.finish()


def _until_cancelled(began: threading.Event, task: Task) -> str:
    began.set()
    pause = threading.Event()
    while not task.cancelled():
        pause.wait(0.002)
    return "做到一半"


def test_closing_stops_what_runs_and_what_waits_never_begins(qtbot: QtBot) -> None:
    began, later = threading.Event(), threading.Event()
    tasks = Tasks()
    tasks.start(partial(_until_cancelled, began))
    qtbot.waitUntil(began.is_set)
    tasks.start(lambda _task: later.set())
    tasks.finish()
    assert not later.is_set()


def test_the_worker_closes_its_own_connection_to_the_book(qtbot: QtBot, founded: Store) -> None:
    open_after: list[bool] = []

    def clean_up() -> None:
        founded.close()
        open_after.append(not founded.database.is_closed())

    tasks = Tasks(clean_up=clean_up)
    with qtbot.waitSignal(tasks.start(lambda _task: neighbourhood.name(founded)).succeeded) as said:
        pass
    tasks.finish()
    assert said.args == ["青年路社区"]
    assert open_after == [False]
    assert not founded.database.is_closed(), "the window's own connection stays"


def test_nothing_is_told_once_those_who_asked_are_gone(qtbot: QtBot) -> None:
    began = threading.Event()
    tasks, later = Tasks(), Tasks()
    told: list[object] = []
    task = tasks.start(partial(_until_cancelled, began))
    task.succeeded.connect(told.append)
    task.ended.connect(lambda: told.append("ended"))
    qtbot.waitUntil(began.is_set)
    tasks.finish()
    with qtbot.waitSignal(later.start(lambda _task: None).ended):
        pass
    later.finish()
    assert told == []
