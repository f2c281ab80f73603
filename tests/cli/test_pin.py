"""Who signs a command: a name is believed until a lead has a PIN, rights hold always."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qingyu.domain.steward import Role, Steward
from qingyu.paths import DataFolder
from qingyu.services import Store, identity, neighbourhood
from qingyu.services import steward as stewards
from tests.cli.conftest import Run


@pytest.fixture
def staffed(data: Path) -> Path:
    """A book with a lead who has a PIN, a volunteer and a viewer."""
    store = Store.open(DataFolder(data))
    neighbourhood.found(store, "青年路社区", {3: 3}, Steward(0, "陆建芬", Role.LEAD))
    stewards.add(store, Steward(0, "何秀英", Role.VOLUNTEER), by=1)
    stewards.add(store, Steward(0, "陈宏峰", Role.VIEWER), by=1)
    identity.set_pin(store, 1, "2580", by=1)
    store.close()
    return data


def test_a_viewer_records_nothing_from_a_shell_either(run: Run, staffed: Path) -> None:
    done = run("record", "3幢灯不亮", "--by", "陈宏峰", "--data", staffed)
    assert (done.returncode, done.stdout) == (1, "")
    assert "观察员只能看，不能改" in done.stderr
    assert run("record", "3幢灯不亮", "--by", "何秀英", "--data", staffed).returncode == 0
    done = run("undo", "--by", "陈宏峰", "--data", staffed)
    assert done.returncode == 1


def test_a_leads_name_needs_the_pin(
    run: Run, staffed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("record", "3幢灯不亮", "--by", "陆建芬", "--data", staffed)
    done = run(*words)
    assert done.returncode == 1
    assert "QINGYU_PIN" in done.stderr
    monkeypatch.setenv("QINGYU_PIN", "9999")
    assert "PIN 不对" in run(*words).stderr
    monkeypatch.setenv("QINGYU_PIN", "2580")
    assert "请等" in run(*words).stderr


def test_the_journal_edited_past_the_program_is_told_by_check(run: Run, staffed: Path) -> None:
    assert run("check", "--data", staffed).returncode == 0
    with closing(sqlite3.connect(DataFolder(staffed).database)) as book:
        book.execute("UPDATE operation SET verb = '添加管家 别人' WHERE id = 2")
        book.commit()
    done = run("check", "--data", staffed)
    assert done.returncode == 1
    assert "操作记录第 2 条" in done.stdout


def test_a_trigger_planted_in_the_book_is_told_by_check(run: Run, staffed: Path) -> None:
    with closing(sqlite3.connect(staffed / "qingyu.db")) as book:
        book.execute("CREATE TRIGGER spy AFTER INSERT ON feedback BEGIN DELETE FROM issue; END")
    done = run("check", "--thorough", "--data", staffed)
    assert done.returncode == 1 and "触发器" in done.stdout
