"""One [[fields]] entry of a notice kind's file, checked and made a Field."""

from collections.abc import Mapping
from typing import Any

from qingyu.domain.notice_kind import Column, Field, FieldType, Mask
from qingyu.domain.pattern import pattern
from qingyu.domain.toml_complaint import Complaint

_NAME = pattern(r"[a-z][a-z_]{0,39}")
_WORDS = ("help", "example", "default", "default_by")
_SWITCHES = {
    **dict.fromkeys(("required", "total", "past", "rare", "named"), False),
    "printed": True,
}
_KNOWN = {"name", "label", "type", "choices", "columns", "defaults", *_WORDS, *_SWITCHES}
_COLUMN_KEYS = {"name", "label", "type", "required", "example", "mask", "weekday", "named"}
_COLUMN_TYPES = (
    *(FieldType.LINE, FieldType.TEXT, FieldType.DATE, FieldType.MOMENT),
    *(FieldType.PHONE, FieldType.MONEY, FieldType.COUNT),
)


def read_field(entry: Mapping[str, Any]) -> Field:
    """The field an entry describes; Complaint names the word that is wrong."""
    name = _string(entry, "name", "[[fields]]")
    if not _NAME.fullmatch(name):
        raise Complaint(name or "fields", "name 只能用小写英文字母和下划线")
    for key in entry.keys() - _KNOWN:
        raise Complaint(key, f"「{name}」里不认识「{key}」", after=name)
    field = Field(
        name=name,
        label=_string(entry, "label", name),
        type=_type(entry, name, tuple(FieldType)),
        choices=_choices(entry, name),
        columns=_columns(entry, name),
        defaults=_defaults(entry, name),
        help=_word(entry, "help", name),
        example=_word(entry, "example", name),
        default=_word(entry, "default", name),
        default_by=_word(entry, "default_by", name),
        required=_switch(entry, "required", name),
        total=_switch(entry, "total", name),
        printed=_switch(entry, "printed", name),
        past=_switch(entry, "past", name),
        rare=_switch(entry, "rare", name),
        named=_switch(entry, "named", name),
    )
    if (field.type is FieldType.CHOICE) != bool(field.choices):
        raise Complaint("choices", f"「{name}」：choice 要配 choices", after=name)
    if (field.type is FieldType.TABLE) != bool(field.columns):
        raise Complaint("type", f"「{name}」：table 要配 [[fields.columns]]", after=name)
    if field.default and field.type is FieldType.CHOICE and field.default not in field.choices:
        raise Complaint("default", f"「{name}」的 default 不在 choices 里", after=name)
    return field


def _type(entry: Mapping[str, Any], name: str, known: tuple[FieldType, ...]) -> FieldType:
    kind = entry.get("type", "line")
    if kind not in [each.value for each in known]:
        raise Complaint("type", f"「{name}」的 type 不认识：{kind}", after=name)
    return FieldType(kind)


def _choices(entry: Mapping[str, Any], name: str) -> tuple[str, ...]:
    choices = entry.get("choices", [])
    if not isinstance(choices, list) or not all(isinstance(c, str) and c for c in choices):
        raise Complaint("choices", f"「{name}」的 choices 要写成文字列表", after=name)
    return tuple(choices)


def _defaults(entry: Mapping[str, Any], name: str) -> tuple[tuple[str, str], ...]:
    defaults = entry.get("defaults", {})
    if not isinstance(defaults, dict) or not all(isinstance(d, str) for d in defaults.values()):
        raise Complaint("defaults", f"「{name}」的 defaults 要写成 选项 = 文字", after=name)
    if bool(defaults) != bool(entry.get("default_by")):
        raise Complaint("defaults", f"「{name}」：defaults 要配 default_by", after=name)
    return tuple((key, text.strip()) for key, text in defaults.items())


def _columns(entry: Mapping[str, Any], name: str) -> tuple[Column, ...]:
    columns = entry.get("columns", [])
    if not isinstance(columns, list) or not all(isinstance(c, dict) for c in columns):
        raise Complaint("columns", f"「{name}」的每一列要写成 [[fields.columns]]", after=name)
    read = tuple(_column(column, name) for column in columns)
    for key in ("name", "label"):
        said = [getattr(column, key) for column in read]
        for word in said:
            if said.count(word) > 1:
                raise Complaint(word, f"「{name}」里「{word}」这一列写了两次", name, again=True)
    return read


def _column(entry: Mapping[str, Any], table: str) -> Column:
    name = _string(entry, "name", table)
    if not _NAME.fullmatch(name):
        raise Complaint(name, "name 只能用小写英文字母和下划线", after=table)
    for key in entry.keys() - _COLUMN_KEYS:
        raise Complaint(key, f"「{name}」这一列里不认识「{key}」", after=name)
    mask = entry.get("mask", "")
    if mask not in [each.value for each in Mask]:
        raise Complaint("mask", f"「{name}」的 mask 只能是 name 或 place", after=name)
    return Column(
        name,
        _string(entry, "label", name),
        _type(entry, name, _COLUMN_TYPES),
        _switch(entry, "required", name),
        _word(entry, "example", name),
        Mask(mask),
        _switch(entry, "weekday", name),
        _switch(entry, "named", name),
    )


def _word(entry: Mapping[str, Any], key: str, name: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise Complaint(key, f"「{name}」的 {key} 要写成文字，加上引号", after=name)
    return value.strip()


def _switch(entry: Mapping[str, Any], key: str, name: str) -> bool:
    value = entry.get(key, _SWITCHES.get(key, False))
    if not isinstance(value, bool):
        raise Complaint(key, f"「{name}」的 {key} 要写 true 或 false", after=name)
    return value


def _string(entry: Mapping[str, Any], key: str, after: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise Complaint(key, f"缺少「{key}」，或它不是文字", after=after)
    return value.strip()
