"""Options that many commands share."""

import argparse
from datetime import date
from pathlib import Path


def number(text: str) -> int:
    """A number typed as an option."""
    try:
        return int(text.strip().removeprefix("#"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"「{text[:20]}」不是数字") from None


def day(text: str) -> date:
    """A date typed as an option."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"没有「{text[:20]}」这一天，请写成 2026-11-22") from None


def folder(text: str) -> Path:
    """A folder typed as an option; an empty one would silently mean where the shell stands."""
    if not text.strip():
        raise argparse.ArgumentTypeError("文件夹名是空的")
    return Path(text)


def add_data(command: argparse.ArgumentParser) -> None:
    """Lets a command be told which data folder to use, before or after its name."""
    # SUPPRESS: a default here would overwrite a --data given before the command.
    command.add_argument(
        "--data", type=folder, metavar="DIR", default=argparse.SUPPRESS, help="资料文件夹"
    )
    command.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", default=argparse.SUPPRESS,
        help="资料加了密时，第一行写着口令的文件",
    )  # fmt: skip


def add_by(command: argparse.ArgumentParser) -> None:
    """Lets a command be signed by a steward."""
    command.add_argument("--by", metavar="NAME", default="", help="由哪位管家登记")


def add_json(command: argparse.ArgumentParser) -> None:
    """Lets a command answer with one JSON document."""
    command.add_argument("--json", action="store_true", help="输出 JSON")


def add_out(command: argparse.ArgumentParser) -> None:
    """Asks for the file to write."""
    command.add_argument(
        "-o", "--out", type=Path, required=True, metavar="OUT", help="写到哪个文件"
    )
