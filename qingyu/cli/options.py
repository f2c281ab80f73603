"""Options that many commands share."""

import argparse
from pathlib import Path


def add_data(command: argparse.ArgumentParser) -> None:
    """Lets a command be told which data folder to use, before or after its name."""
    # SUPPRESS: a default here would overwrite a --data given before the command.
    command.add_argument(
        "--data", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="资料文件夹"
    )


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
