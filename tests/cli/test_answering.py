from pathlib import Path

from qingyu.domain.issue import State
from qingyu.domain.steward import Role, Steward
from qingyu.paths import DataFolder
from qingyu.services import Store
from qingyu.services import steward as stewards
from tests.cli.conftest import Run, answer
from tests.services.issue_book import bring_to


def waiting(book: Path) -> None:
    """The issue of the book waits for its follow-up; 赵文斌 did the work."""
    store = Store.open(DataFolder(book))
    stewards.add(store, Steward(0, "陆建芬", Role.LEAD), by=None)
    stewards.add(store, Steward(0, "赵文斌"), by=1)
    bring_to(store, 1, State.FOLLOWUP)
    store.close()


def piece(run: Run, book: Path) -> dict[str, str | None]:
    (found,) = answer(run("feedback", "--json", "--data", book))
    return {name: found[name] for name in ("state", "result", "mood")}


def test_a_reply_changes_the_state_that_feedback_prints(run: Run, book: Path) -> None:
    assert piece(run, book) == {"state": "未回复", "result": None, "mood": None}
    assert run("reply", "1", "马上来看", "--how", "电话", "--data", book).stdout == "0001 已回复\n"
    assert piece(run, book)["state"] == "已回复"
    assert answer(run("feedback", "--state", "未回复", "--json", "--data", book)) == []
    assert "没有编号 0009 的来件" in run("reply", "9", "好", "--data", book).stderr


def test_a_follow_up_is_refused_to_who_did_the_work_and_to_nobody(run: Run, book: Path) -> None:
    waiting(book)
    assert piece(run, book)["state"] == "待回访"
    own = run("followup", "1", "满意", "--by", "赵文斌", "--data", book)
    assert (own.returncode, own.stdout) == (1, "")
    assert "可以请陆建芬来回访" in own.stderr
    assert "陆建芬" in run("followup", "1", "满意", "--data", book).stderr
    done = run("followup", "1", "不满意", "--words", "又漏", "--by", "陆建芬", "--data", book)
    assert done.stdout == "0001 申请重开\n"
    assert piece(run, book) == {"state": "已回访", "result": "不满意", "mood": None}


def test_three_calls_in_vain_are_told_as_what_they_are(run: Run, book: Path) -> None:
    waiting(book)
    for state in ("待回访", "待回访", "办结"):
        done = run("followup", "1", "没联系上", "--by", "陆建芬", "--data", book)
        assert done.stdout == f"0001 {state}\n"
    assert piece(run, book)["result"] == "联系不上"
