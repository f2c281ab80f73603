"""Kinds of notices read from TOML files, the program's own and those stewards wrote."""

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.notice_field_entry import read_field
from qingyu.domain.notice_kind import COMMON, Check, Field, FieldType, NoticeKind, Rule
from qingyu.domain.notice_wording import condition_names, left_over, place_names
from qingyu.domain.pattern import pattern
from qingyu.domain.toml_complaint import Complaint, line_of
from qingyu.paths import resource

# Besides the fields themselves, wording may use what is worked out from them.
_WORKED_OUT: dict[Rule, frozenset[str]] = {
    Rule.PERIOD: frozenset({"public_period", "counted_from"}),
    Rule.ADDS_UP: frozenset({"income_total", "expense_total", "balance"}),
}
_PARTS: dict[Rule, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Rule.IN_ORDER: (("first", "second"), ()),
    Rule.AT_LEAST_HOURS: (("first", "second"), ()),
    Rule.PERIOD: (("start", "days"), ("first_day_counts",)),
    Rule.ADDS_UP: (("table", "income", "expense", "opening"), ("closing", "receipt")),
    Rule.KEEP_BACK: (("field",), ()),
    Rule.ONE_OF: (("first", "second"), ()),
}
_NAME = pattern(r"[a-z][a-z_]{0,39}")
_AT = pattern(r"at line (\d+)")
_WORDING = ("title", "addressee", "body")
_KEYS = {"kind", "name", "title", "addressee", "body", "in_order", "fields", "checks"}
# As the stewards look for them: what happens most often first, the free form last.
_ORDER = (
    *("water_off", "power_off", "works", "fire_check", "meeting", "publicity", "opinions"),
    *("reminder", "duty_roster", "accounts", "sorting", "weather", "lost_found"),
)


def read_kind(path: Path) -> NoticeKind:
    """The kind a TOML file describes; RuleError names the file, the line and the reason."""
    try:
        text = path.read_text("utf-8-sig")
        data = tomllib.loads(text)
    except OSError as error:
        raise RuleError(f"打不开通知种类文件 {path.name}", "请检查文件还在不在。") from error
    except UnicodeDecodeError as error:
        raise RuleError(f"{path.name} 不是 UTF-8 文字", "请用 UTF-8 编码另存一次。") from error
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise _broken(path, line, "不合 TOML 的写法（引号、等号或括号）") from error
    except RecursionError as error:
        raise _broken(path, 1, "括号套得太深") from error
    try:
        return _Reader(path.stem, data).kind()
    except Complaint as complaint:
        raise _broken(path, line_of(text, complaint), complaint.reason) from complaint


@cache
def built_in_kinds() -> tuple[NoticeKind, ...]:
    """The kinds the program carries, the free form last."""
    return in_order(read_kind(path) for path in sorted(resource("notices").glob("*.toml")))


def built_in_kind(kind: str) -> NoticeKind:
    """The kind of this name; RuleError lists the names there are."""
    return kind_named(kind, built_in_kinds())


def kind_named(name: str, kinds: tuple[NoticeKind, ...]) -> NoticeKind:
    """The kind of this name among these; RuleError lists their names."""
    for known in kinds:
        if known.kind == name:
            return known
    names = "、".join(f"{known.kind}（{known.name}）" for known in kinds)
    shown = name if len(name) <= 20 else name[:20] + "…"
    raise RuleError(f"没有「{shown}」这种通知", f"现在有：{names}。")


def in_order(kinds: Any) -> tuple[NoticeKind, ...]:
    """The kinds as they are offered: known ones, then own ones by name, the free form last."""
    ranks = {name: rank for rank, name in enumerate(_ORDER)}

    def rank(kind: NoticeKind) -> tuple[int, str]:
        return (99 if kind.kind == "free" else ranks.get(kind.kind, 50), kind.kind)

    return tuple(sorted(kinds, key=rank))


def _broken(path: Path, line: int, reason: str) -> RuleError:
    return RuleError(
        f"通知种类文件 {path.name} 第{line}行有错：{reason}",
        "请改正后再用；在此之前用程序自带的。",
    )


@frozen
class _Reader:
    """Checks one parsed file; a Complaint says what is wrong and near which word."""

    stem: str
    data: dict[str, Any]

    def kind(self) -> NoticeKind:
        for key in self.data.keys() - _KEYS:
            raise Complaint(key, f"不认识「{key}」")
        kind = self._string("kind")
        if kind != self.stem or not _NAME.fullmatch(kind):
            raise Complaint("kind", f"kind 应当与文件名相同：{self.stem}")
        fields = self._fields()
        checks = (*self._in_order(fields), *self._checks(fields))
        title, addressee, body = (self._wording(key, fields, checks) for key in _WORDING)
        return NoticeKind(kind, self._string("name"), fields, title, addressee, body, checks)

    def _wording(self, key: str, fields: tuple[Field, ...], checks: tuple[Check, ...]) -> str:
        template = self._string(key)
        _check_wording(key, template, fields, checks)
        return template

    def _fields(self) -> tuple[Field, ...]:
        own = [read_field(entry) for entry in self._tables("fields")]
        names = [field.name for field in own]
        for name in names:
            if names.count(name) > 1:
                raise Complaint(f'"{name}"', f"「{name}」写了两次", again=True)
        for field in own:
            if field.default_by and field.default_by not in names:
                raise Complaint("default_by", f"没有「{field.default_by}」这个栏目", field.name)
        return (*own, *(field for field in COMMON if field.name not in names))

    def _tables(self, key: str) -> list[dict[str, Any]]:
        entries = self.data.get(key, [])
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            raise Complaint(key, f"每一项要写成 [[{key}]]")
        return entries

    def _in_order(self, fields: tuple[Field, ...]) -> list[Check]:
        names = {field.name for field in fields}
        pairs = self.data.get("in_order", [])
        for pair in pairs if isinstance(pairs, list) else [None]:
            if (
                not isinstance(pair, list)
                or len(pair) != 2
                or not all(isinstance(name, str) and name in names for name in pair)
            ):
                raise Complaint("in_order", "in_order 要写成两个栏目的名字一对")
        return [
            Check(Rule.IN_ORDER, (("first", first), ("second", second)), refuse=True)
            for first, second in pairs
        ]

    def _checks(self, fields: tuple[Field, ...]) -> list[Check]:
        return [_check(entry, fields) for entry in self._tables("checks")]

    def _string(self, key: str) -> str:
        value = self.data.get(key)
        if not isinstance(value, str) or (not value.strip() and key != "addressee"):
            raise Complaint(key, f"缺少「{key}」，或它不是文字")
        return value.strip()


def _check(entry: dict[str, Any], fields: tuple[Field, ...]) -> Check:
    rule = entry.get("rule")
    if rule not in [known.value for known in Rule]:
        known = "、".join(Rule)
        raise Complaint("rule", f"rule 不认识：{rule}；可以用 {known}", after="[[checks]]")
    needed, may = _PARTS[Rule(rule)]
    for key in entry.keys() - {"rule", "hours", "refuse", "say", *needed, *may}:
        raise Complaint(key, f"{rule} 里不认识「{key}」", after=rule)
    for key in needed:
        if key not in entry:
            raise Complaint(rule, f"{rule} 还缺「{key}」")
    parts = [(key, entry[key]) for key in (*needed, *may) if key in entry]
    names = {field.name for field in fields}
    table = next((field for field in fields if field.name == entry.get("table")), None)
    for key, name in parts:
        if key in ("income", "expense", "receipt"):
            known_names = {column.name for column in table.columns} if table else set()
        else:
            known_names = names
        if not isinstance(name, str) or name not in known_names:
            raise Complaint(str(name), f"{rule} 的 {key} 要写一个有的栏目", after=rule)
    check = Check(Rule(rule), tuple(parts))
    hours, refuse, say = entry.get("hours", 0), entry.get("refuse", False), entry.get("say", "")
    if type(hours) is not int or not isinstance(refuse, bool) or not isinstance(say, str):
        raise Complaint(rule, f"{rule}：hours 写整数，refuse 写 true 或 false，say 写文字")
    return replace(check, hours=hours, refuse=refuse, say=say)


def _check_wording(
    key: str, template: str, fields: tuple[Field, ...], checks: tuple[Check, ...]
) -> None:
    tables = {field.name for field in fields if field.type is FieldType.TABLE}
    worked_out = {name for check in checks for name in _WORKED_OUT.get(check.rule, ())}
    known = {field.name for field in fields} | worked_out | {"period", "span"}
    for line in template.splitlines():
        for name in (*condition_names(line), *place_names(line)):
            if name not in known:
                raise Complaint(f"{name}", f"没有「{name}」这个栏目", brace=True)
        alone = line.strip() in {f"{{{name}}}" for name in tables}
        if not alone and tables & set(place_names(line)):
            raise Complaint(line.strip(), "表格要自己占一行，如 {rows}", brace=False)
        if left_over(line):
            raise Complaint(key, "有花括号不成对，或里面不是栏目名")
