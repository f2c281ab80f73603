"""Kinds of notices: what each asks for, how it is worded and what is checked."""

from enum import StrEnum

from qingyu.domain.frozen import frozen


class FieldType(StrEnum):
    """What may be filled into a field, or into a column of a table."""

    LINE = "line"
    TEXT = "text"
    ITEMS = "items"  # short texts, one a line, numbered by the program
    DATE = "date"
    MOMENT = "moment"
    BUILDINGS = "buildings"
    PHONE = "phone"
    MONEY = "money"
    COUNT = "count"
    CHOICE = "choice"
    YES_NO = "yes_no"
    TABLE = "table"


class Mask(StrEnum):
    """What a column never shows in full, not even inside the office."""

    NONE = ""
    NAME = "name"
    PLACE = "place"


@frozen
class Column:
    """One column of a table field; weekday: a date is printed with its （星期三）.

    named: who stands here (经手人, 值班员) is printed on purpose, in public too.
    """

    name: str
    label: str
    type: FieldType = FieldType.LINE
    required: bool = False
    example: str = ""
    mask: Mask = Mask.NONE
    weekday: bool = False
    named: bool = False


@frozen
class Field:
    """One thing a notice asks for; default is used where nothing was filled in.

    defaults: by what was chosen in the field default_by, before default; total: the table ends
    with a row of sums; printed: False for what only the office keeps; past: a day
    gone by is nothing to ask about; rare: shown under 更多; named: as of a column.
    """

    name: str
    label: str
    type: FieldType = FieldType.LINE
    required: bool = False
    help: str = ""
    example: str = ""
    default: str = ""
    choices: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    total: bool = False
    default_by: str = ""
    defaults: tuple[tuple[str, str], ...] = ()
    printed: bool = True
    past: bool = False
    rare: bool = False
    named: bool = False

    def default_for(self, chosen: str = "") -> str:
        """What is used where nothing was filled in; chosen: the answer in field default_by."""
        return dict(self.defaults).get(chosen, self.default)


class Rule(StrEnum):
    """What a kind's file may ask to be checked."""

    IN_ORDER = "in_order"
    AT_LEAST_HOURS = "at_least_hours"
    PERIOD = "period"
    ADDS_UP = "adds_up"
    KEEP_BACK = "keep_back"
    ONE_OF = "one_of"


@frozen
class Check:
    """One rule with the fields it looks at by part; refuse: printing is refused, not doubted."""

    rule: Rule
    parts: tuple[tuple[str, str], ...] = ()
    hours: int = 0
    refuse: bool = False
    say: str = ""

    def part(self, name: str) -> str:
        """The field that plays this part in the rule, or an empty string."""
        return dict(self.parts).get(name, "")


@frozen
class NoticeKind:
    """A kind of notice: its fields, its wording with {field} in it, its checks.

    own: it comes from the neighbourhood's data folder; title_words: the neighbourhood's words
    that a title must not tear.
    """

    kind: str
    name: str
    fields: tuple[Field, ...]
    title: str
    addressee: str
    body: str
    checks: tuple[Check, ...] = ()
    own: bool = False
    title_words: tuple[str, ...] = ()

    def field(self, name: str) -> Field | None:
        """The field of this name, None if the kind does not have it."""
        return next((field for field in self.fields if field.name == name), None)


# Every kind has these; a file may word them anew or make them required.
COMMON = (
    Field("title", "标题", help="不填就用这种通知常用的标题。", rare=True),
    Field("number", "文号", example="晴雨管家〔2026〕12号", help="不填，发布时自动编。", rare=True),
    Field(
        "addressee",
        "称呼",
        help="不填就写「各位居民」，填了楼幢就写到幢。",
        example="各位居民",
        rare=True,
    ),
    Field("buildings", "楼幢", FieldType.BUILDINGS, help="只与几幢有关才填。", example="3幢、5幢"),
    Field(
        "contact",
        "联系人",
        help="写称呼就行，如「陆老师」，不必写全名。",
        example="陆老师",
        named=True,
    ),
    Field("phone", "联系电话", FieldType.PHONE, help="值班电话。", example="0571-87654321"),
    Field("signed_by", "落款", help="谁发的通知。", example="湖滨晴雨管家", named=True),
    Field("date", "落款日期", FieldType.DATE, example="2026-11-22"),
    Field(
        "posted_until",
        "张贴到哪天",
        FieldType.DATE,
        help="到了这天，「今日」会提醒撤下。",
        example="2026-11-30",
    ),
    Field("seal", "要盖章", FieldType.YES_NO, help="选「是」就给公章留出地方。", rare=True),
    Field(
        "qr",
        "二维码内容",
        help="手机一扫就看到的字，通常是值班电话；网址要自己写全，程序不会替您加。",
        example="0571-87654321",
        rare=True,
    ),
    Field("slip", "附回执", FieldType.YES_NO, help="选「否」就不印回执。", rare=True),
    Field(
        "slip_question",
        "回执问什么",
        help="填了，通知下面就印一张回执，请各户填好交回。",
        example="您是否同意在2单元加装扶手？",
        rare=True,
    ),
    Field(
        "slip_options",
        "回执选项",
        FieldType.ITEMS,
        help="一行一项；不填就是：同意、不同意、弃权。",
        example="同意\n不同意\n弃权",
        rare=True,
    ),
    Field("slip_until", "回执哪天前交", FieldType.DATE, example="2026-11-30", rare=True),
    Field(
        "slip_to",
        "回执交给谁",
        help="谁收、放在哪里。",
        example="楼栋长或值班室信箱",
        rare=True,
        named=True,
    ),
)
