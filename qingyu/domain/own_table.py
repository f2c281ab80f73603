"""A TOML table a neighbourhood may edit: read, or refused with file, line and reason."""

from dataclasses import field
from pathlib import Path

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.pattern import pattern

_AT = pattern(r"at line (\d+)")
_REASONS = (
    ("Unterminated string", "引号没有配对"),
    ("Expected '\"'", "引号没有配对"),
    ("Illegal character", "有不能用的字符，或引号没有配对"),
    ("Expected '='", "名字后面少了等号「=」"),
    ("Expected ']'", "方括号没有配对"),
    ("Unclosed array", "方括号没有配对"),
    ("Cannot overwrite", "同一项写了两次"),
    ("Cannot declare", "同一段写了两次"),
    ("Invalid statement", "看不懂这一行，名字要加引号，后面写等号"),
    ("Invalid value", "等号后面的词要用引号括起来"),
    ("Invalid initial character", "名字要加引号，或方括号没有配对"),
    ("Expected newline", "这一行后面多了东西"),
)


@frozen
class OwnTable:
    """What stands in the file; `name` is what the stewards call it: 情绪词表."""

    path: Path
    name: str
    rows: dict[str, object] = field(default_factory=dict)
    lines: tuple[str, ...] = ()

    def broken(self, reason: str, *keys: str) -> RuleError:
        """The refusal, naming the line where the last of the keys stands that is there."""
        return self.broken_at(self._line_of(keys), reason)

    def broken_at(self, line: int, reason: str) -> RuleError:
        """The refusal of that line, counted from 1."""
        title = f"{self.name} {self.path.name} 第 {line} 行有问题（{reason}）"
        return RuleError(title, "先用程序自带的；改好后请重新打开程序。")

    def _line_of(self, keys: tuple[str, ...]) -> int:
        at = 0
        for key in keys:
            found = (
                number
                for number in range(at, len(self.lines))
                if key in self.lines[number].split("#")[0]
            )
            at = next(found, at)
        return at + 1


def read_own(path: Path, name: str) -> OwnTable:
    """The table of a TOML file; RuleError says what is wrong with it and in which line."""
    import tomllib

    nothing = OwnTable(path, name)
    try:
        # utf-8-sig: Windows Notepad may put a mark before the first letter.
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise nothing.broken_at(1, "文件打不开") from error
    except UnicodeDecodeError as error:
        read: bytes = error.object
        line = read[: error.start].count(b"\n") + 1
        raise nothing.broken_at(line, "不是 UTF-8 文字，请用 UTF-8 另存一次") from error
    try:
        rows = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _AT.search(str(error))
        line = int(at[1]) if at else max(1, len(text.rstrip("\n").split("\n")))
        raise nothing.broken_at(line, f"写法有误，{_reason(str(error))}") from error
    return OwnTable(path, name, rows, tuple(text.split("\n")))


def _reason(told: str) -> str:
    found = (reason for part, reason in _REASONS if part in told)
    return next(found, "请检查引号、等号和方括号")
