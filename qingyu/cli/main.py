"""The command line: the same services from a shell."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import qingyu
from qingyu.cli import output
from qingyu.cli.options import add_data
from qingyu.domain.errors import QingyuError
from qingyu.paths import default_data_dir


@dataclass(frozen=True)
class Windows:
    """What the program may do on a screen, handed in so that a command loads no Qt."""

    open: Callable[[Path], int]
    demo: Callable[[Path | None], int]
    tour: Callable[[Path, Path | None], int]


def run(argv: Sequence[str], windows: Windows) -> int:
    """The exit code: 0 done, 1 refused with one sentence on stderr, 2 wrong usage."""
    output.speak_utf8()
    args = parser(windows).parse_args(argv)
    try:
        return int(args.act(args))
    except QingyuError as error:
        return output.refuse(error)
    except KeyboardInterrupt:
        return output.refuse("已停下。")
    except BrokenPipeError:
        sys.stderr.close()
        return output.DONE


class Parser(argparse.ArgumentParser):
    """argparse that complains in Chinese."""

    def error(self, message: str) -> NoReturn:
        self.exit(output.WRONG_USAGE, f"qingyu: 用法不对（{message}），请看 {self.prog} --help\n")


def parser(windows: Windows) -> argparse.ArgumentParser:
    """The parser of every command; each stores what to do in `act`."""
    from qingyu.cli import documents, intake, people, reading, safety

    top = Parser(prog="qingyu", description="晴雨管家：不带命令就打开窗口。")
    top.add_argument("--version", action="version", version=f"晴雨管家 {qingyu.__version__}")
    top.add_argument("--demo", action="store_true", help="用练习资料打开窗口；没有屏幕时改拍巡览")
    add_data(top)
    top.set_defaults(act=lambda args: _open(args, windows))
    commands = top.add_subparsers(title="命令", metavar="命令", parser_class=Parser)
    for room in (intake, reading, people, documents, safety):
        room.add_commands(commands)
    tour = commands.add_parser("tour", help="把每一页、每种打印件拍成图片")
    tour.add_argument("out", type=Path, metavar="OUT", help="图片放到哪个文件夹")
    add_data(tour)
    tour.set_defaults(act=lambda args: windows.tour(args.out, args.data))
    return top


def _open(args: argparse.Namespace, windows: Windows) -> int:
    data: Path | None = getattr(args, "data", None)
    if args.demo:
        return windows.demo(data)
    return windows.open(data or default_data_dir())
