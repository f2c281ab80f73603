"""The whole book as sheets of cells: what a stored value looks like in one, and back exactly."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from enum import StrEnum

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.pattern import pattern

FORMAT = "晴雨管家整本资料"
FORMAT_VERSION = 1
ABOUT_SHEET = "关于这份文件"
LONG_SHEET = "超长文字"
# Excel takes 32,767 UTF-16 units in a cell; a character is two of them at most.
PIECE = 16_000
_LARGEST_EXACT = 2**53
_MAIN = ("居民", "工单", "来件", "通知", "例会", "值班")
_YES, _NO = "是", "否"
_ILLEGAL = "\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff"
# ECMA-376, ST_Xstring: what XML cannot hold stands as _xHHHH_, which Excel shows as what it was.
_TO_ESCAPE = pattern(f"[{_ILLEGAL}]|_(?=x[0-9A-Fa-f]{{4}}[_{_ILLEGAL}])")
_ESCAPED = pattern("_x([0-9A-Fa-f]{4})_")
_QUOTES = pattern('"{2,}')

Value = int | str | None


class Kind(StrEnum):
    """What a column holds."""

    NUMBER = "数字"
    YES_NO = "是否"
    TEXT = "文字"
    DAY = "日期"
    MOMENT = "时刻"
    CLOCK = "钟点"


@frozen
class Column:
    """A column of a stored table."""

    name: str
    kind: Kind
    may_lack: bool
    default: Value = None


@frozen
class Table:
    """A stored table, its columns in their order."""

    name: str
    columns: tuple[Column, ...]


@frozen
class ExchangeCount:
    """How many rows of one table are in a file, by its Chinese name."""

    name: str
    rows: int


@frozen
class ExchangeReport:
    """What a file of the whole book holds."""

    made_at: str
    neighbourhood: str
    counts: tuple[ExchangeCount, ...]
    photos: int
    missing_photos: int

    @property
    def rows(self) -> int:
        """All rows together."""
        return sum(each.rows for each in self.counts)

    @property
    def text(self) -> str:
        """青年路社区 2026-11-23 12:00 导出：工单 240，…；照片 12 张."""
        return self._told(self.counts, "")

    @property
    def brief(self) -> str:
        """青年路社区，2026-11-23 12:00 导出：居民 821，工单 240…，共 5728 行；照片 12 张."""
        main = tuple(each for each in self.counts if each.name in _MAIN)
        return self._told(main, f"，共 {self.rows} 行")

    def _told(self, counts: tuple[ExchangeCount, ...], more: str) -> str:
        told = "，".join(f"{each.name} {each.rows}" for each in counts if each.rows) + more
        lost = f"（缺 {self.missing_photos} 张，没有和文件放在一起）" if self.missing_photos else ""
        photos = f"；照片 {self.photos} 张{lost}" if self.photos or self.missing_photos else ""
        name = self.neighbourhood or "还没有名字的小区"
        return f"{name}，{self.made_at} 导出：{told.lstrip('，')}{photos}。"


def cell_of(value: Value, kind: Kind) -> int | str | None:
    """What is written into the cell; text of any length, None for an empty cell."""
    if value is None:
        return None
    if kind is Kind.YES_NO and value in (0, 1):
        return _YES if value else _NO
    if isinstance(value, int):
        # A larger one would be rounded by whoever opens and saves the file.
        return value if abs(value) < _LARGEST_EXACT else str(value)
    return written(value)


def value_of(cell: object, column: Column) -> Value:
    """The stored value of a cell; ValueError when it is none of this column's kind."""
    if cell is None:
        return _lacking(column)
    return _READERS[column.kind](cell)


def written(text: str) -> str:
    """The text as a cell can hold it; an empty one differs from an empty cell."""
    if not text or _QUOTES.fullmatch(text):
        return text + '"' if text else '""'
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def as_written(cell: str) -> str:
    """The text that `written` made this of."""
    if _QUOTES.fullmatch(cell):
        return cell[:-1] if len(cell) > 2 else ""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell)


def pieces(text: str) -> tuple[str, ...]:
    """The text in pieces that each fit into a cell."""
    return tuple(text[at : at + PIECE] for at in range(0, len(text), PIECE)) or ("",)


def newer() -> RuleError:
    """The refusal of a file that a later version wrote."""
    return RuleError("这份文件是更新版的晴雨管家导出的，这一版读不了", "请先升级程序，再来导入。")


def torn() -> RuleError:
    """The refusal of a file from which something is missing."""
    return RuleError("这份导出文件不完整", "请回到原来的电脑重新导出一次；什么都没有导入。")


def _lacking(column: Column) -> Value:
    if column.may_lack:
        return None
    if column.kind is Kind.TEXT:
        return ""
    raise ValueError


def _number(cell: object) -> int:
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        raise ValueError
    if isinstance(cell, float) and not cell.is_integer():
        raise ValueError
    found = int(cell)
    if abs(found) >= 2**63:
        raise ValueError
    return found


def _yes_no(cell: object) -> int:
    if cell in (_YES, True, 1):
        return 1
    if cell in (_NO, False, 0):
        return 0
    raise ValueError


def _text(cell: object) -> str:
    if isinstance(cell, bool) or not isinstance(cell, (str, int)):
        raise ValueError
    return as_written(str(cell))


def _day(cell: object) -> str:
    if isinstance(cell, datetime) and cell.time() == time():
        return str(cell.date())
    if isinstance(cell, datetime) or not isinstance(cell, (date, str)):
        raise ValueError
    return _kept(cell, date.fromisoformat)


def _moment(cell: object) -> str:
    if not isinstance(cell, (datetime, str)):
        raise ValueError
    return _kept(cell, _read_moment)


def _read_moment(text: str) -> object:
    found = datetime.fromisoformat(text)
    if found.tzinfo is not None:
        raise ValueError
    return found


def _clock(cell: object) -> str:
    if not isinstance(cell, (time, str)):
        raise ValueError
    return _kept(cell, time.fromisoformat)


def _kept(cell: object, read: Callable[[str], object]) -> str:
    text = str(cell)
    read(text)
    return text


_READERS: Mapping[Kind, Callable[[object], Value]] = {
    Kind.NUMBER: _number,
    Kind.YES_NO: _yes_no,
    Kind.TEXT: _text,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
    Kind.CLOCK: _clock,
}
