"""The command line: the same services from a shell."""

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import qingyu
from qingyu.cli import crash, output
from qingyu.cli.options import add_data
from qingyu.domain.book_keys import BookKeys
from qingyu.domain.errors import QingyuError, disk_words
from qingyu.domain.frozen import frozen
from qingyu.paths import DataFolder, default_data_dir


@frozen
class Windows:
    """What the program may do on a screen, handed in so that a command loads no Qt."""

    open: Callable[[Path, BookKeys | None], int]
    demo: Callable[[Path | None], int]
    tour: Callable[[Path, Path | None, BookKeys | None], int]


def run(argv: Sequence[str], windows: Windows) -> int:
    """The exit code: 0 done, 1 refused with one sentence on stderr, 2 wrong usage."""
    output.speak_utf8()
    args = parser(windows).parse_args(argv)
    try:
        code = int(args.act(args))
        output.finish()
        return code
    except QingyuError as error:
        return output.refuse(error)
    except KeyboardInterrupt:
        return output.refuse("已停下。")
    except BrokenPipeError:
        # Somebody read all they wanted, as `head` does.
        output.silence()
        return output.DONE
    except OSError as error:
        output.silence()
        return output.refuse(f"读写不了（{disk_words(error)}），请检查磁盘和写到的地方。")
    except Exception as error:
        return output.refuse(crash.words(error, getattr(args, "data", None)))


class Parser(argparse.ArgumentParser):
    """argparse that complains in Chinese."""

    def error(self, message: str) -> NoReturn:
        told = f"用法不对（{_chinese(message)}），请看 {self.prog} --help"
        self.exit(output.WRONG_USAGE, f"qingyu: {told}\n")


def _chinese(message: str) -> str:
    """What argparse complains about; every wording of Python 3.11 to 3.13, others as they are."""
    for pattern, words in _COMPLAINTS:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            return words.format(*(part[:_LONGEST_QUOTED] for part in match.groups()))
    return message[:_LONGEST_QUOTED]


_LONGEST_QUOTED = 200
_COMPLAINTS = (
    (r"the following arguments are required: (.*)", "还缺 {}"),
    (r"unrecognized arguments: (.*)", "不认识 {}"),
    (r"argument (.*?): invalid choice: (.*) \(choose from (.*)\)", "{} 没有 {}，可以是 {}"),
    (r"argument (.*?): expected .*", "{} 后面还要写一个值"),
    (r"argument (.*?): not allowed with argument (.*)", "{} 不能和 {} 一起用"),
    (r"argument (.*?): ignored explicit argument (.*)", "{} 后面不用写 {}"),
    (r"ambiguous option: (.*) could match (.*)", "{} 不清楚是哪一个：{}"),
    (r"argument (.*?): (.*)", "{}：{}"),
)


def parser(windows: Windows) -> argparse.ArgumentParser:
    """The parser of every command; each stores what to do in `act`."""
    from qingyu.cli import (
        answering,
        barometer,
        documents,
        intake,
        notices,
        people,
        reading,
        roster,
        rounds,
        safety,
        yearbook,
    )

    top = Parser(prog="qingyu", description="晴雨管家：不带命令就打开窗口。")
    top.add_argument("--version", action="version", version=f"晴雨管家 {qingyu.__version__}")
    top.add_argument("--demo", action="store_true", help="用练习资料打开窗口；没有屏幕时改拍巡览")
    add_data(top)
    top.set_defaults(act=lambda args: _open(args, windows))
    commands = top.add_subparsers(title="命令", metavar="命令", parser_class=Parser)
    rooms = (
        intake, answering, reading, people, documents, notices, barometer, rounds, roster, safety,
        yearbook,
    )  # fmt: skip
    for room in rooms:
        room.add_commands(commands)
    tour = commands.add_parser("tour", help="把每一页、每种打印件拍成图片")
    tour.add_argument("out", type=Path, metavar="OUT", help="图片放到哪个文件夹")
    add_data(tour)
    tour.set_defaults(act=lambda args: _tour(args, windows))
    return top


def _open(args: argparse.Namespace, windows: Windows) -> int:
    data: Path | None = getattr(args, "data", None)
    if args.demo:
        return windows.demo(data)
    folder = data or default_data_dir()
    # Without the file the window asks by itself.
    return windows.open(folder, _keys(folder, args) if hasattr(args, "passphrase_file") else None)


def _tour(args: argparse.Namespace, windows: Windows) -> int:
    data: Path | None = getattr(args, "data", None)
    return windows.tour(args.out, data, _keys(data, args) if data is not None else None)


def _keys(data: Path, args: argparse.Namespace) -> BookKeys | None:
    """The keys of an encrypted book; None for a plain one, RuleError for a wrong passphrase."""
    from qingyu.cli.passphrase import unlocked
    from qingyu.services import encryption

    folder = DataFolder(data)
    return unlocked(folder, args).keys if encryption.is_locked(folder) else None
