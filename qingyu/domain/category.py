"""The table of categories and matters, which a neighbourhood may edit (DOMAIN.md section 3)."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.paths import resource


class Danger(StrEnum):
    """How dangerous a matter is by its nature."""

    NONE = "none"
    SAFETY = "safety"
    IMMEDIATE = "immediate"


@frozen
class Matter:
    """One sort of issue inside a category, such as 屋面漏水."""

    name: str
    danger: Danger = Danger.NONE
    emergency_fund: bool = False


@frozen
class Category:
    """A category with its code (house), name (房屋本体) and matters."""

    code: str
    name: str
    matters: tuple[Matter, ...]

    def matter(self, name: str) -> Matter | None:
        """The matter of that name, or None."""
        return next((each for each in self.matters if each.name == name), None)


FALLBACK = "policy"


@cache
def categories() -> tuple[Category, ...]:
    """The categories of the bundled table, in its order."""
    return read_categories(resource("categories.toml"))


def name_of(code: str) -> str:
    """The name of that category, or the code itself when the table has no such."""
    category = find(code)
    return category.name if category is not None else code


def find(code: str) -> Category | None:
    """The category of that code in the bundled table, or None."""
    return next((each for each in categories() if each.code == code), None)


def read_categories(path: Path) -> tuple[Category, ...]:
    """The categories of a TOML file; RuleError names the line that breaks a rule."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        hint = f"请检查文件 {path.name} 是否存在、是否为 UTF-8 文字"
        raise RuleError("分类表打不开", hint) from error
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _line_of_toml_error(str(error), text)
        raise _broken(line, "写法有误，请检查引号、逗号和括号") from error
    read = tuple(_category(each, text) for each in _list(table, "category", 1))
    if not read:
        raise _broken(1, "没有任何分类，至少要有一个 [[category]]")
    _refuse_twice([each.code for each in read], "分类代码", text)
    if all(each.code != FALLBACK for each in read):
        raise _broken(1, f"缺少 {FALLBACK} 分类，说不清的事要归到它")
    return read


def _category(row: object, text: str) -> Category:
    if not isinstance(row, Mapping):
        raise _broken(1, "每个分类要写成 [[category]]")
    code, name = row.get("code"), row.get("name")
    if not isinstance(code, str) or not re.fullmatch(r"[a-z][a-z_]*", code):
        raise _broken(_line_of(f'"{code}"', text), f"分类代码 {code!r} 只能用小写英文字母")
    line = _line_of(f'"{code}"', text)
    if not isinstance(name, str) or not name.strip():
        raise _broken(line, f"分类 {code} 没有名称")
    matters = tuple(_matter(each, code, text, line) for each in _list(row, "matters", line))
    _refuse_twice([each.name for each in matters], "事项", text)
    return Category(code, name, matters)


def _matter(row: object, code: str, text: str, line: int) -> Matter:
    if not isinstance(row, Mapping) or not isinstance(row.get("name"), str) or not row["name"]:
        raise _broken(line, f"分类 {code} 的每个事项都要有 name")
    name = str(row["name"])
    danger, fund = row.get("danger", Danger.NONE), row.get("emergency_fund", False)
    if danger not in tuple(Danger):
        line = _line_of(f'"{name}"', text, line)
        raise _broken(line, f"事项 {name} 的 danger 只能是 safety 或 immediate")
    if not isinstance(fund, bool):
        line = _line_of(f'"{name}"', text, line)
        raise _broken(line, f"事项 {name} 的 emergency_fund 只能是 true 或 false")
    return Matter(name, Danger(danger), fund)


def _list(table: Mapping[str, object], key: str, line: int) -> list[object]:
    rows = table.get(key, [])
    if not isinstance(rows, list):
        raise _broken(line, f"{key} 要写成列表")
    return rows


def _refuse_twice(names: list[str], what: str, text: str) -> None:
    for name in names:
        if names.count(name) > 1:
            first = _line_of(f'"{name}"', text)
            raise _broken(_line_of(f'"{name}"', text, first + 1), f"{what} {name} 写了两次")


def _line_of(words: str, text: str, start: int = 1) -> int:
    lines = text.splitlines()
    found = (n for n in range(start, len(lines) + 1) if words in lines[n - 1])
    return next(found, start)


def _line_of_toml_error(message: str, text: str) -> int:
    at = re.search(r"at line (\d+)", message)
    return int(at[1]) if at else max(1, len(text.splitlines()))


def _broken(line: int, why: str) -> RuleError:
    return RuleError(f"分类表第 {line} 行：{why}", "改好后再打开程序")
