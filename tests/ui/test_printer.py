"""Printing on a real CUPS queue, what came out read back."""

import io
import subprocess
from pathlib import Path
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from qingyu.domain.errors import QingyuError, RuleError, StoreError
from qingyu.ui import printer
from qingyu.ui.pdf_pages import opened
from qingyu.ui.printer import Device, PrintJob
from qingyu.ui.tasks import Task, Tasks
from tests.ui.cups import PrintServer

A4, A3 = (595.28, 841.89), (841.89, 1190.55)


def a_pdf(pages: int = 3, size: tuple[float, float] = A4) -> bytes:
    """Page n has n black squares along its left edge."""
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=size)
    for page in range(1, pages + 1):
        for at in range(page):
            canvas.rect(100, 100 + at * 100, 50, 50, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return drawn.getvalue()


def squares(pdf: bytes) -> list[int]:
    """How many squares each page shows."""
    found = []
    with opened(pdf) as document:
        for index in range(len(document)):
            image = document.image(index, 1.0)
            height = document.size(index)[1]
            dark = [image.pixelColor(125, round(height - 125 - at * 100)).value() < 90
                    for at in range(5)]
            found.append(sum(dark))
    return found


def on_worker(qtbot: QtBot, work: object) -> object:
    """What the work answers; its refusal is raised."""
    tasks = Tasks()
    answers: list[object] = []
    refusals: list[QingyuError] = []
    task = tasks.start(work)  # type: ignore[arg-type]
    task.succeeded.connect(answers.append)
    task.refused.connect(refusals.append)
    with qtbot.waitSignal(task.ended, timeout=30_000):
        pass
    tasks.finish()
    if refusals:
        raise refusals[0]
    return answers[0]


def printed_on_box(qtbot: QtBot, server: PrintServer, pdf: bytes, job: PrintJob) -> bytes:
    server.box.write_bytes(b"")
    on_worker(qtbot, lambda task: printer.print_pdf(pdf, job, task))
    qtbot.waitUntil(lambda: server.is_idle() and server.box.stat().st_size > 0, timeout=30_000)
    return server.box.read_bytes()


def test_the_printers_are_found(print_server: PrintServer, qtbot: QtBot) -> None:
    found = on_worker(qtbot, lambda _task: printer.devices())
    assert found == (
        Device("Box", "Box", two_sided=True),
        Device("Laser", "Laser"),
    )


@pytest.mark.soak
def test_all_pages_come_out_in_order(print_server: PrintServer, qtbot: QtBot) -> None:
    out = printed_on_box(qtbot, print_server, a_pdf(), PrintJob("Box", "停水通知"))
    assert squares(out) == [1, 2, 3]


def test_one_torn_page_is_printed_alone(print_server: PrintServer, qtbot: QtBot) -> None:
    out = printed_on_box(qtbot, print_server, a_pdf(), PrintJob("Box", "停水通知", pages=(2,)))
    assert squares(out) == [2]


@pytest.mark.soak
def test_copies_are_asked_of_the_printer(print_server: PrintServer, qtbot: QtBot) -> None:
    out = printed_on_box(qtbot, print_server, a_pdf(2), PrintJob("Box", "停水通知", copies=2))
    assert squares(out) == [1, 2, 1, 2]


@pytest.mark.soak
def test_an_a3_poster_comes_out_as_a3(print_server: PrintServer, qtbot: QtBot) -> None:
    title = f"poster{uuid4().hex}"
    job = PrintJob("Laser", title)
    on_worker(qtbot, lambda task: printer.print_pdf(a_pdf(1, A3), job, task))
    out: list[bytes] = []

    def is_out() -> bool:
        out.append(print_server.laser(title))
        return bool(out[-1])

    qtbot.waitUntil(is_out, timeout=30_000)
    with opened(out[-1]) as document:
        assert document.size(0) == pytest.approx(A3, abs=2)


def test_a_printer_without_a3_says_so(print_server: PrintServer, qtbot: QtBot) -> None:
    job = PrintJob("Box", "海报")
    with pytest.raises(RuleError, match="Box」不能印 A3"):
        on_worker(qtbot, lambda task: printer.print_pdf(a_pdf(1, A3), job, task))
    missing = on_worker(qtbot, lambda _task: printer.missing_paper(a_pdf(1, A3), "Box"))
    assert missing == "A3"
    assert on_worker(qtbot, lambda _task: printer.missing_paper(a_pdf(1, A3), "Laser")) == ""


def test_a_stopped_printer_is_not_ready(print_server: PrintServer, qtbot: QtBot) -> None:
    print_server.run("cupsdisable", "-r", "media-empty", "Box")
    try:
        found = on_worker(qtbot, lambda _task: printer.devices())
        assert [each.ready for each in found if each.name == "Box"] == [False]  # type: ignore[attr-defined]
    finally:
        print_server.run("cupsenable", "Box")


def test_a_printer_that_is_gone_is_named(print_server: PrintServer, qtbot: QtBot) -> None:
    with pytest.raises(StoreError, match="找不到打印机「Nowhere」"):
        on_worker(qtbot, lambda task: printer.print_pdf(a_pdf(), PrintJob("Nowhere", "x"), task))


def test_a_torn_file_is_refused(qtbot: QtBot) -> None:
    with pytest.raises(QingyuError, match="打不开"):
        on_worker(qtbot, lambda task: printer.print_pdf(b"%PDF-1.4 x", PrintJob("Box", "x"), task))


def test_paper_is_named_as_people_name_it() -> None:
    assert printer.paper_of(A4) == "A4"
    assert printer.paper_of(A3[::-1]) == "A3 横向"
    assert printer.paper_of((200, 300)) == "71×106 毫米"


@pytest.mark.soak
def test_print_speed_is_worth_its_resolution(
    print_server: PrintServer, qtbot: QtBot, tmp_path: Path
) -> None:
    out = printed_on_box(qtbot, print_server, a_pdf(1), PrintJob("Box", "x"))
    saved = tmp_path / "out.pdf"
    saved.write_bytes(out)
    listed = subprocess.run(
        ["pdfimages", "-list", str(saved)], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    assert {line.split()[12] for line in listed} == {"600"}


def test_a_job_stopped_before_it_began_prints_nothing(
    print_server: PrintServer, qtbot: QtBot
) -> None:
    def work(task: Task) -> int:
        task.cancel()
        return printer.print_pdf(a_pdf(), PrintJob("Box", "停水通知"), task)

    print_server.box.write_bytes(b"")
    assert on_worker(qtbot, work) == 0
    assert print_server.is_idle() and print_server.box.read_bytes() == b""
