"""notice, review, slip from a shell, read back by another reader."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from qingyu.domain.review import Decision, DecisionKind, MeetingFacts
from qingyu.domain.week import week_of
from qingyu.paths import DataFolder, resource
from qingyu.services import Store, notice, review
from tests.cli.conftest import Run

NAMES = "㛃𬱖䶮㸃𠮷喆祎垚犇骉燚頔玥甯堃"


def text_of(pdf: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not installed")
    done = subprocess.run(
        ["pdftotext", str(pdf), "-"], capture_output=True, encoding="utf-8", check=True
    )
    return "".join(done.stdout.split())


def fields(path: Path, **values: object) -> Path:
    path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_free_notice_prints_rare_names_and_markup_as_typed(run: Run, tmp_path: Path) -> None:
    given = fields(
        tmp_path / "f.json",
        title="关于表扬居民的通知",
        body=f"感谢{NAMES}。\n<b>不是粗体</b> & {{title}} %s",
        buildings=[3, 5],
        phone="0571-87065521",
        signed_by="晴雨管家",
        date="2026-11-22",
    )
    out = tmp_path / "通知 1.pdf"
    assert run("notice", "--kind", "free", "--fields", given, "-o", out).returncode == 0
    printed = text_of(out)
    for words in (NAMES, "<b>不是粗体</b>&{title}%s", "2026年11月22日", "0571-87065521"):
        assert words in printed, words


def test_a_title_and_body_alone_are_enough(run: Run, tmp_path: Path) -> None:
    given = fields(tmp_path / "f.json", title="通知", body="请关好水龙头。")
    assert (
        run("notice", "--kind", "free", "--fields", given, "-o", tmp_path / "n.pdf").returncode == 0
    )


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"title": "通知"}', '{"title": "通知", "body": "好", "wat": 1}', "\udcff"],
)
def test_fields_that_do_not_fit_are_refused_in_one_sentence(
    run: Run, tmp_path: Path, content: str
) -> None:
    given = tmp_path / "f.json"
    given.write_bytes(content.encode("utf-8", "surrogateescape"))
    done = run("notice", "--kind", "free", "--fields", given, "-o", tmp_path / "n.pdf")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "n.pdf").exists()


@pytest.mark.parametrize("kind", [kind.kind for kind in notice.kinds()])
def test_every_kinds_example_file_is_accepted(run: Run, tmp_path: Path, kind: str) -> None:
    given, out = resource("notices", "examples", f"{kind}.json"), tmp_path / "n.pdf"
    done = run("notice", "--kind", kind, "--fields", given, "-o", out, "--public")
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_bytes().startswith(b"%PDF")


def test_a_wrong_cell_is_named_in_one_sentence(run: Run, tmp_path: Path) -> None:
    given = fields(
        tmp_path / "f.json",
        **json.loads(resource("notices", "examples", "accounts.json").read_text("utf-8"))
        | {"rows": [["", "甲", 1], ["", "乙", 2], ["", "丙", "十块"]]},
    )
    done = run("notice", "--kind", "accounts", "--fields", given, "-o", tmp_path / "n.pdf")
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1
    assert "「收支明细」第3行「收入」的金额看不懂：十块" in done.stderr


def test_own_kinds_are_read_from_the_data_folder(run: Run, data: Path, tmp_path: Path) -> None:
    run("record", "3幢灯不亮", "--data", data)
    (data / "notices").mkdir()
    text = resource("notices", "reminder.toml").read_text("utf-8")
    (data / "notices" / "tea.toml").write_text(text.replace('"reminder"', '"tea"'), "utf-8")
    (data / "notices" / "bad.toml").write_text("kind = ", "utf-8")
    given, out = resource("notices", "examples", "reminder.json"), tmp_path / "n.pdf"
    done = run("notice", "--kind", "tea", "--fields", given, "-o", out, "--data", data)
    assert done.returncode == 0 and "bad.toml 第1行有错" in done.stdout
    assert "温馨提示" in text_of(out)


def test_an_unknown_kind_is_refused(run: Run, tmp_path: Path) -> None:
    given = fields(tmp_path / "f.json", title="通知", body="好")
    done = run("notice", "--kind", "../free", "--fields", given, "-o", tmp_path / "n.pdf")
    assert done.returncode == 1


def test_the_week_and_the_slip_are_printed(run: Run, data: Path, tmp_path: Path) -> None:
    run("record", "3幢2单元501张阿姨说厨房顶上漏水，13867412358", "--issue", "--data", data)
    slip, week, public = (tmp_path / name for name in ("slip.pdf", "week.pdf", "public.pdf"))
    assert run("slip", "1", "-o", slip, "--data", data).returncode == 0
    import datetime

    year, number, _ = datetime.date.today().isocalendar()
    name = f"{year}-W{number:02d}"
    assert run("review", "--week", name, "-o", week, "--data", data).returncode == 0
    assert run("review", "--week", name, "--public", "-o", public, "--data", data).returncode == 0
    assert "0001" in text_of(slip) and "13867412358" in text_of(slip)
    assert "周例会议程" in text_of(week) and "3-2-501" in text_of(week)
    masked = text_of(public)
    assert "501" not in masked and "张阿姨" not in masked and "13867412358" not in masked


def test_once_a_meeting_was_held_its_minutes_are_printed(
    run: Run, data: Path, tmp_path: Path
) -> None:
    run("record", "3幢2单元501张阿姨说厨房顶上漏水，13867412358", "--issue", "--data", data)
    store = Store.open(DataFolder(data))
    today = store.now().date()
    facts = MeetingFacts(today, chair="陆建芬", note_taker="赵文斌", present=("陆建芬",))
    review.hold(store, week_of(today), facts, by=None)
    said = "张阿姨家501先接水"
    decision = Decision(DecisionKind.NOTED, said)
    review.decide(store, week_of(today), "issue:1", decision, by=None)
    store.close()
    whole, public = tmp_path / "whole.pdf", tmp_path / "public.pdf"
    week = week_of(today).name
    assert run("review", "--week", week, "-o", whole, "--data", data).returncode == 0
    assert run("review", "--week", week, "--public", "-o", public, "--data", data).returncode == 0
    assert "周例会记录" in text_of(whole) and said in text_of(whole)
    masked = text_of(public)
    assert "周例会公示" in masked and "先接水" in masked
    assert "501" not in masked and "张阿姨" not in masked


def test_a_week_nobody_can_read_is_refused(run: Run, data: Path, tmp_path: Path) -> None:
    done = run("review", "--week", "2026-W60", "-o", tmp_path / "w.pdf", "--data", data)
    assert done.returncode == 1
    assert "2026-W47" in done.stderr
