"""Budgets of the window: cold start and memory against a bare one, pages, stalls while typing."""

import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.table import Row, Skip

_STARTS = 3


def start(data: Path) -> list[Row]:
    """Seconds to the first painted page and memory then, both against a bare window."""
    _need_window()
    runs: dict[str, list[tuple[float, float | None]]] = {"bare": [], "book": []}
    # One of each first, so that neither pays for reading the libraries from disk.
    for which, argument in (("bare", ""), ("book", str(data))):
        _shown(which, argument)
    for _ in range(_STARTS):
        for which, argument in (("bare", ""), ("book", str(data))):
            runs[which].append(_shown(which, argument))
    seconds = {which: median(each[0] for each in found) for which, found in runs.items()}
    rows = [_ratio("cold start to the first usable page : bare window", seconds, "s")]
    memory = {
        which: median(each[1] for each in found if each[1] is not None)
        for which, found in runs.items()
        if found[0][1] is not None
    }
    if len(memory) == 2:
        rows.append(_ratio("memory after start : bare window", memory, "MB"))
    else:
        rows.append(Row("memory after start", "≤ 2.5 ×", "no /proc on this system", None))
    return rows


def pages(data: Path) -> list[Row]:
    """The slowest page, first and later visits, and the longest stall while typing."""
    _need_window()
    at_once, rested = _child("pages", str(data)), _child("rested", str(data))
    stall = rested["stall"]
    return [
        _slowest("switching to any page, a moment after the start", rested["first"]),
        _slowest("switching to any page, again", rested["again"]),
        _slowest("switching to any page, at once after the start", at_once["first"]),
        Row("longest stall while typing in search", "≤ 50 ms", f"{stall:.0f} ms", stall <= 50),
    ]


def _slowest(what: str, taken: dict[str, float]) -> Row:
    page = max(taken, key=lambda key: taken[key])
    return Row(what, "≤ 100 ms", f"{taken[page]:.0f} ms ({page})", taken[page] <= 100)


def _ratio(what: str, pair: dict[str, float], unit: str) -> Row:
    ratio = pair["book"] / pair["bare"]
    measured = f"{ratio:.2f} × ({pair['book']:.2f} {unit} : {pair['bare']:.2f} {unit})"
    return Row(what, "≤ 2.5 ×", measured, ratio <= 2.5)


def _shown(which: str, argument: str) -> tuple[float, float | None]:
    """Seconds until the child has painted, and its memory in MB."""
    began = time.perf_counter()
    found = _child(which, argument, began)
    return found["seconds"], found["megabytes"]


def _child(which: str, argument: str, began: float = 0.0) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.child", which, argument]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # A program that is used is compiled once, not at every start.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as child:
        assert child.stdout is not None
        line = child.stdout.readline()
        taken = time.perf_counter() - began
        child.stdout.read()
    if child.returncode != 0 or not line:
        raise Skip(f"the window could not be measured ({which}, exit code {child.returncode})")
    return {**json.loads(line), "seconds": taken}


def _need_window() -> None:
    if importlib.util.find_spec("qingyu.app") is None:
        raise Skip("qingyu.app is not built yet")
