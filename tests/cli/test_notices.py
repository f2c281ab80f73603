"""notices, posting, slips from a shell."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from qingyu.domain.posting import PostingPlace
from qingyu.paths import DataFolder
from qingyu.services import Store, notice, posting_place
from tests.cli.conftest import Run


@pytest.fixture
def posted(data: Path) -> Path:
    """A book with two notices, the second void, and a board."""
    store = Store.open(DataFolder(data))
    told = {"title": "加装扶手", "body": "请表态。", "date": f"{datetime.now():%Y-%m-%d}"}
    notice.publish(store, "free", told, by=None)
    notice.publish(store, "free", told, by=None)
    notice.withdraw(store, 2, "写错了", by=None)
    posting_place.add(store, PostingPlace(0, "北门公告栏"), by=None)
    store.close()
    return data


def year() -> int:
    return datetime.now().year


def test_the_ledger_is_listed_with_states(run: Run, posted: Path) -> None:
    done = run("notices", "--data", posted)
    assert done.stdout.splitlines() == [
        f"晴雨管家〔{year()}〕2号　加装扶手　作废　写错了",
        f"晴雨管家〔{year()}〕1号　加装扶手　未张贴",
    ]
    void, fresh = json.loads(run("notices", "--json", "--data", posted).stdout)
    assert (void["state"], void["void_reason"], fresh["places"]) == ("作废", "写错了", 0)
    only = run("notices", "--state", "未张贴", "--data", posted).stdout
    assert only.count("\n") == 1


def test_a_notice_is_put_up_and_taken_down(run: Run, posted: Path) -> None:
    up = run("posting", "up", "1号", "--all", "--who", "周大爷", "--data", posted)
    assert (up.returncode, up.stdout) == (0, f"张贴 晴雨管家〔{year()}〕1号（北门公告栏）\n")
    assert "张贴中" in run("notices", "--data", posted).stdout
    down = run("posting", "down", f"{year()}-1", "--at", "北门公告栏", "--data", posted)
    assert down.returncode == 0
    assert "已撤" in run("notices", "--data", posted).stdout
    assert run("posting", "places", "--data", posted).stdout == "北门公告栏　公告栏\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("posting", "up", "9号", "--all"), "没有「9号」这个号"),
        (("posting", "up", "1", "--at", "西门"), "没有叫「西门」的张贴点"),
        (("posting", "up", "2号", "--all"), "作废"),
        (("posting", "down", "1号"), "没有在张贴"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    run: Run, posted: Path, words: tuple[str, ...], told: str
) -> None:
    done = run(*words, "--data", posted)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr and done.stderr.count("\n") == 1


def test_slips_are_typed_back_line_by_line(run: Run, posted: Path) -> None:
    typed = "3-2-501 同意 快点装\n3-2-502 2\n3-2-501 3\n大门 1\n\n"
    done = run("slips", "enter", "1号", "--data", posted, stdin=typed)
    assert done.returncode == 1
    assert done.stdout.splitlines()[:2] == ["录回执 3-2-501 同意", "录回执 3-2-502 不同意"]
    assert "同意 1 户 1 人，不同意 1 户 1 人" in done.stdout.splitlines()[-1]
    assert [part in line for line, part in zip(
        done.stderr.splitlines(), ("已经交过回执", "不是一户人家"), strict=True
    )] == [True, True]  # fmt: skip
    again = run("slips", "enter", "1号", "--replace", "--data", posted, stdin="3-2-501 3\n")
    assert again.stdout.splitlines()[0] == "改回执 3-2-501 同意→弃权"
    assert "3-2-502\t不同意" in run("slips", "show", "1号", "--data", posted).stdout
