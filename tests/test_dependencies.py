"""What the program stands on: all of it named, by range, and sound where it is installed."""

import ast
import sys
from configparser import ConfigParser
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
# Data with the year for a version: the newest is always the right one.
DATED = {"tzdata"}


def declared() -> dict[str, Requirement]:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = config["options"]["install_requires"].split("\n")
    needs = [Requirement(line) for line in lines if line.strip()]
    return {canonicalize_name(need.name): need for need in needs}


def imported() -> set[str]:
    """The top names of everything outside Python that the program imports anywhere."""
    names = set()
    for path in (ROOT / "qingyu").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                names.add(node.module.split(".")[0])
    return names - sys.stdlib_module_names - {"qingyu"}


def test_everything_imported_is_declared() -> None:
    offered_by = packages_distributions()
    for name in sorted(imported()):
        makers = {canonicalize_name(maker) for maker in offered_by[name]}
        assert makers & declared().keys(), f"{name} is imported but not in setup.cfg"


@pytest.mark.parametrize("name", sorted(declared()))
def test_each_has_a_range_that_the_installed_one_keeps(name: str) -> None:
    need = declared()[name]
    ends = {each.operator for each in need.specifier}
    assert ends >= ({">="} if name in DATED else {">=", "<"}), f"{name} has no range"
    assert distribution(name).version in need.specifier
