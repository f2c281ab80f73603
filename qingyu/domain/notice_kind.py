"""Kinds of notices: their fields and wording, read from TOML files that stewards may edit."""

import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Any

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.paths import resource


class FieldType(StrEnum):
    """What may be filled into a field."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    MOMENT = "moment"
    BUILDINGS = "buildings"
    PHONE = "phone"
    CHOICE = "choice"
    YES_NO = "yes_no"


@frozen
class Field:
    """One thing a notice asks for; default is used where nothing was filled in."""

    name: str
    label: str
    type: FieldType = FieldType.LINE
    required: bool = False
    help: str = ""
    example: str = ""
    default: str = ""
    choices: tuple[str, ...] = ()


@frozen
class NoticeKind:
    """A kind of notice: what it asks for, how it is worded, which fields must come in order."""

    kind: str
    name: str
    fields: tuple[Field, ...]
    title: str
    addressee: str
    body: str
    in_order: tuple[tuple[str, str], ...] = ()

    def field(self, name: str) -> Field | None:
        """The field of this name, None if the kind does not have it."""
        return next((field for field in self.fields if field.name == name), None)


# Every kind has these; a file may word them anew or make them required.
COMMON = (
    Field("title", "标题"),
    Field("number", "文号", example="晴雨管家〔2026〕12号"),
    Field("addressee", "称呼", help="不填就写「各位居民」，填了楼幢就写到幢。", example="各位居民"),
    Field("buildings", "楼幢", FieldType.BUILDINGS, example="3幢、5幢"),
    Field("contact", "联系人"),
    Field("phone", "联系电话", FieldType.PHONE, example="0571-87654321"),
    Field("signed_by", "落款", help="谁发的通知。", example="晴雨管家"),
    Field("date", "落款日期", FieldType.DATE, example="2026-11-22"),
    Field("posted_until", "张贴到哪天", FieldType.DATE, example="2026-11-30"),
    Field("seal", "要盖章", FieldType.YES_NO, help="选「是」就给公章留出地方。"),
)
# Besides the fields themselves, wording may use what is worked out from them.
_WORKED_OUT = frozenset({"period"})

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_NAME = re.compile(r"[a-z][a-z_]{0,39}")
_AT = re.compile(r"at line (\d+)")


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
        raise _Wrong(path, text, line, "不合 TOML 的写法（引号、等号或括号）").error() from error
    return _Reader(path, text, data).kind()


def built_in_kinds() -> tuple[NoticeKind, ...]:
    """The kinds the program carries, the free form last."""
    kinds = [read_kind(path) for path in sorted(resource("notices").glob("*.toml"))]
    return tuple(sorted(kinds, key=lambda kind: (kind.kind == "free", kind.kind)))


def built_in_kind(kind: str) -> NoticeKind:
    """The kind of this name; RuleError lists the names there are."""
    path = resource("notices", f"{kind}.toml")
    if _NAME.fullmatch(kind) and path.is_file():
        return read_kind(path)
    names = "、".join(f"{known.kind}（{known.name}）" for known in built_in_kinds())
    raise RuleError(f"没有「{kind}」这种通知", f"现在有：{names}。")


@frozen
class _Wrong:
    path: Path
    text: str
    line: int
    reason: str

    def error(self) -> RuleError:
        return RuleError(
            f"通知种类文件 {self.path.name} 第{self.line}行有错：{self.reason}",
            "请改正后再用；在此之前用程序自带的。",
        )


@frozen
class _Reader:
    """Checks one parsed file and says the line of what is wrong."""

    path: Path
    text: str
    data: dict[str, Any]

    def kind(self) -> NoticeKind:
        known = {"kind", "name", "title", "addressee", "body", "in_order", "fields"}
        for key in self.data.keys() - known:
            raise self._wrong(key, f"不认识「{key}」")
        kind = self._string(self.data, "kind", "")
        if kind != self.path.stem or not _NAME.fullmatch(kind):
            raise self._wrong("kind", f"kind 应当与文件名相同：{self.path.stem}")
        fields = self._fields()
        names = {field.name for field in fields} | _WORKED_OUT
        wording = {key: self._string(self.data, key, "") for key in ("title", "addressee", "body")}
        for key, template in wording.items():
            self._check_wording(key, template, names)
        in_order = self._in_order(names)
        return NoticeKind(
            kind, self._string(self.data, "name", ""), fields, **wording, in_order=in_order
        )

    def _fields(self) -> tuple[Field, ...]:
        entries = self.data.get("fields", [])
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            raise self._wrong("fields", "每一项要写成 [[fields]]")
        own = [self._field(entry) for entry in entries]
        names = [field.name for field in own]
        for name in names:
            if names.count(name) > 1:
                raise self._wrong(name, f"「{name}」写了两次")
        return (*own, *(field for field in COMMON if field.name not in names))

    def _field(self, entry: dict[str, Any]) -> Field:
        name = self._string(entry, "name", "fields")
        if not _NAME.fullmatch(name):
            raise self._wrong(name or "fields", "name 只能用小写英文字母和下划线")
        known = {"name", "label", "type", "required", "help", "example", "default", "choices"}
        for key in entry.keys() - known:
            raise self._wrong(key, f"「{name}」里不认识「{key}」", after=name)
        kind = entry.get("type", "line")
        if kind not in [known_type.value for known_type in FieldType]:
            raise self._wrong("type", f"「{name}」的 type 不认识：{kind}", after=name)
        required = entry.get("required", False)
        choices = entry.get("choices", [])
        if not isinstance(required, bool):
            raise self._wrong("required", f"「{name}」的 required 要写 true 或 false", after=name)
        if not isinstance(choices, list) or not all(isinstance(c, str) for c in choices):
            raise self._wrong("choices", f"「{name}」的 choices 要写成文字列表", after=name)
        if (kind == "choice") != bool(choices):
            raise self._wrong("choices", f"「{name}」：choice 要配 choices", after=name)
        label = self._string(entry, "label", name)
        words = {key: str(entry.get(key, "")) for key in ("help", "example", "default")}
        return Field(name, label, FieldType(kind), required, **words, choices=tuple(choices))

    def _in_order(self, names: set[str]) -> tuple[tuple[str, str], ...]:
        pairs = self.data.get("in_order", [])
        for pair in pairs if isinstance(pairs, list) else [None]:
            if not isinstance(pair, list) or len(pair) != 2 or not set(pair) <= names:
                raise self._wrong("in_order", "in_order 要写成两个栏目的名字一对")
        return tuple((first, second) for first, second in pairs)

    def _check_wording(self, key: str, template: str, names: set[str]) -> None:
        for match in PLACEHOLDER.finditer(template):
            if match[1] not in names:
                raise self._wrong(match[0], f"没有「{match[1]}」这个栏目")
        if re.search(r"[{}]", PLACEHOLDER.sub("", template)):
            raise self._wrong(key, "有花括号不成对，或里面不是栏目名")

    def _string(self, table: dict[str, Any], key: str, after: str) -> str:
        value = table.get(key)
        if not isinstance(value, str) or (not value.strip() and key not in ("addressee",)):
            raise self._wrong(key, f"缺少「{key}」，或它不是文字", after=after)
        return value.strip()

    def _wrong(self, needle: str, reason: str, after: str = "") -> RuleError:
        start = max(0, self.text.find(f'"{after}"')) if after else 0
        at = self.text.find(needle, start)
        line = self.text.count("\n", 0, at if at >= 0 else start) + 1
        return _Wrong(self.path, self.text, line, reason).error()
