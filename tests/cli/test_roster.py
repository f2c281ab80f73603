"""roster solve: JSON in, JSON out, one sentence when the input is wrong."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.services.roster_months import month


def test_a_month_is_solved_into_a_file(run: Run, tmp_path: Path) -> None:
    asked, answered = tmp_path / "十二月.json", tmp_path / "排好.json"
    asked.write_text(json.dumps(month(6)), encoding="utf-8")
    assert run("roster", "solve", asked, "-o", answered).returncode == 0
    answer = json.loads(answered.read_text(encoding="utf-8"))
    assert answer["status"] == "optimal" and all(answer["proved"].values())
    assert set(answer["score"]) == {
        "empty", "leaderless", "unfairness", "next_day", "unwanted", "couples_split"
    }  # fmt: skip
    assert len(answer["assignments"]) == 31 * 2 * 2 - answer["score"]["empty"]
    assert answer["assignments"][0].keys() == {"date", "shift", "person"}


def test_gaps_are_told_in_words(run: Run, tmp_path: Path) -> None:
    asked = tmp_path / "in.json"
    asked.write_text(json.dumps({**month(0), "people": [], "apart": [], "together": []}))
    done = run("roster", "solve", asked)
    answer = json.loads(done.stdout)
    assert answer["score"]["empty"] == 124 and len(answer["gaps"]) == 62
    assert answer["gaps"][0]["why"] and answer["gaps"][0]["help"]


def test_a_wrong_file_is_refused(run: Run, tmp_path: Path) -> None:
    asked = tmp_path / "in.json"
    asked.write_text(json.dumps({**month(0), "apart": [["p00", "p99"]]}))
    done = run("roster", "solve", asked)
    assert done.returncode == 1 and "没有「p99」这个人" in done.stderr
