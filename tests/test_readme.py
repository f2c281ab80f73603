"""The README's two commands are the ones that are checked."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def command(name: str) -> str:
    found = re.search(rf"<!-- {name} command -->\n```\n(.+)\n```", README)
    assert found is not None
    return found[1]


def test_the_demo_command_is_one_line_that_opens_the_program() -> None:
    assert command("demo").endswith("&& python main.py --demo")


def test_ci_runs_exactly_the_readmes_test_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "<!-- test command -->" in script and "README.md" in script
    assert command("test").startswith("python3 -m venv") and command("test").endswith("pytest")


def test_stewards_read_their_own_language_first() -> None:
    assert README.index("给管家们") < README.index("For engineers")
