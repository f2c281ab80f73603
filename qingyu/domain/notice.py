"""A notice (通知公示): composed from a kind's wording and what the steward filled in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from qingyu.domain.frozen import frozen
from qingyu.domain.notice_filling import Filled, fill_in, publicity, sums
from qingyu.domain.notice_kind import FieldType, NoticeKind, Rule
from qingyu.domain.notice_rows import table_of
from qingyu.domain.notice_table import NoticeTable
from qingyu.domain.notice_value import (
    Items,
    Rows,
    buildings_text,
    date_text,
    period_text,
    span_text,
    value_text,
)
from qingyu.domain.notice_wording import TablePlace, fill, fill_lines, item_name
from qingyu.domain.publicity import Publicity
from qingyu.domain.return_slip import OPINIONS, ReturnSlip

Day = date  # Notice has a field named date


@frozen
class Notice:
    """One notice as it will be printed: paragraphs and tables in order; every text is data.

    phones and people: the numbers and names printed on purpose, which the public version shows
    too.
    """

    kind: str
    title: str
    content: tuple[str | NoticeTable, ...] = ()
    addressee: str = ""
    number: str = ""
    buildings: tuple[int, ...] = ()
    start: Day | None = None
    end: Day | None = None
    contact: str = ""
    phone: str = ""
    signed_by: str = ""
    date: Day | None = None
    posted_until: Day | None = None
    seal: bool = False
    qr: str = ""
    slip: ReturnSlip | None = None
    phones: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    publicity: Publicity | None = None
    title_words: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def body(self) -> str:
        """The paragraphs as one text, a newline after each; tables are not in it."""
        return "\n".join(part for part in self.content if isinstance(part, str))


def compose(kind: NoticeKind, fields: Mapping[str, object]) -> Notice:
    """The notice; RuleError for an unknown, missing, unreadable or contradictory field."""
    return composed(fill_in(kind, fields))


def composed(filled: Filled) -> Notice:
    """The notice that says what was filled in."""
    kind, values = filled.kind, filled.values
    period = publicity(filled)
    end = filled.day("end") or (period.end if period else None)
    words = _words(filled, end)
    buildings = values.get("buildings")
    notice = Notice(
        kind=kind.kind,
        title=words.get("title") or fill(kind.title, words),
        content=_content(filled, words),
        addressee=words.get("addressee") or fill(kind.addressee, words),
        number=filled.text("number"),
        buildings=buildings if isinstance(buildings, tuple) else (),
        start=filled.day("start"),
        end=end,
        contact=filled.text("contact"),
        phone=filled.text("phone"),
        signed_by=filled.text("signed_by"),
        date=filled.day("date"),
        posted_until=filled.day("posted_until") or (period.end if period else None),
        seal=values.get("seal") is True,
        qr=filled.text("qr"),
        slip=_slip(filled),
        phones=_phones(filled),
        people=_people(filled),
        publicity=period,
        title_words=kind.title_words,
        fields=tuple((name, words[name]) for name in values),
    )
    return _say_buildings(notice, own_addressee="addressee" in values)


def salutation(notice: Notice) -> str:
    """The addressee as printed, with its colon: 3幢、5幢各位居民：."""
    named = notice.addressee or f"{buildings_text(notice.buildings)}各位居民"
    return named if named.endswith(("：", ":")) else f"{named}："


def _words(filled: Filled, end: date | None) -> dict[str, str]:
    words = {
        name: "有" if isinstance(value, Rows) else value_text(value)
        for name, value in filled.values.items()
    }
    for name, value in filled.values.items():
        if isinstance(value, Items):
            words |= {item_name(name, index): text for index, text in enumerate(value.texts)}
    start = filled.day("start")
    if start and end:
        words["period"] = period_text(start, end)
        words["span"] = span_text(start, end)
    if period := publicity(filled):
        words["public_period"] = period_text(period.first, period.end)
        words["counted_from"] = date_text(period.start, weekday=True).split("年", 1)[1]
    for check in filled.kind.checks:
        if check.rule is Rule.ADDS_UP and (account := sums(filled, check)):
            words["income_total"] = value_text(account.income)
            words["expense_total"] = value_text(account.expense)
            words["balance"] = value_text(account.said or account.expected)
    return words


def _content(filled: Filled, words: Mapping[str, str]) -> tuple[str | NoticeTable, ...]:
    """The paragraphs of the wording, and each table where its field stands alone in a line."""
    tables = {
        name: table_of(field, value)
        for name, value in filled.values.items()
        if isinstance(value, Rows) and (field := filled.kind.field(name))
    }
    items = {name: v.texts for name, v in filled.values.items() if isinstance(v, Items)}
    content: list[str | NoticeTable] = []
    block: list[str] = []
    for line in fill_lines(filled.kind.body, words, items, tables):
        if isinstance(line, TablePlace):
            content += [*_paragraphs(block), tables[line.field]]
            block = []
        else:
            block.append(line)
    return (*content, *_paragraphs(block))


def _paragraphs(lines: list[str]) -> tuple[str, ...]:
    text = "\n".join(lines).strip("\n")
    return tuple(text.split("\n")) if text else ()


def _slip(filled: Filled) -> ReturnSlip | None:
    question, options = filled.text("slip_question"), filled.values.get("slip_options")
    if not question or filled.values.get("slip") is False:
        return None
    return ReturnSlip(
        question,
        options.texts if isinstance(options, Items) else OPINIONS,
        filled.day("slip_until"),
        filled.text("slip_to"),
    )


def _phones(filled: Filled) -> tuple[str, ...]:
    """Every telephone a field asked for, also those in the tables, once each."""
    found = []
    for field in filled.kind.fields:
        value = filled.values.get(field.name)
        if field.type is FieldType.PHONE and isinstance(value, str):
            found.append(value)
        if isinstance(value, Rows):
            at = [i for i, column in enumerate(field.columns) if column.type is FieldType.PHONE]
            found += [str(row[index]) for row in value.cells for index in at if row[index]]
    return tuple(dict.fromkeys(found))


def _people(filled: Filled) -> tuple[str, ...]:
    """Who is named on purpose (联系人, 值班员, 经手人), once each, as written."""
    found = []
    for field in filled.kind.fields:
        value = filled.values.get(field.name)
        if field.named and value is not None and not isinstance(value, Rows):
            found.append(value_text(value))
        if isinstance(value, Rows):
            at = [i for i, column in enumerate(field.columns) if column.named]
            found += [value_text(cell) for row in value.cells for i in at if (cell := row[i])]
    return tuple(dict.fromkeys(found))


def _say_buildings(notice: Notice, own_addressee: bool) -> Notice:
    """The notice whose text says which buildings are meant, if any are."""
    told = buildings_text(notice.buildings)
    if not told or told in notice.addressee + notice.body:
        return notice
    if own_addressee:
        return replace(notice, content=(*notice.content, f"涉及楼幢：{told}。"))
    return replace(notice, addressee=f"{told}各位居民")
