"""The texts of a notice made fit to print: unseen characters gone, every character has a glyph."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from qingyu.domain.notice import Notice
from qingyu.domain.notice_table import NoticeTable
from qingyu.domain.pattern import pattern
from qingyu.printing.fonts import Faces, clean, preflight

_BLANK_LINES = pattern(r"\n[ \u3000]*(?:\n[ \u3000]*)+")


def fit(notice: Notice, faces: Faces) -> Notice:
    """The notice in lines, one paragraph each; RuleError names what has no glyph and where."""
    for where, text in _places(notice):
        preflight(text, faces.body, where)
        preflight(text, faces.heading, where)
    preflight(notice.title, faces.title, "标题")
    slip = notice.slip
    return replace(
        notice,
        title=clean(notice.title).strip(),
        number=_one_line(notice.number),
        addressee=_one_line(notice.addressee),
        content=_content(notice),
        contact=_one_line(notice.contact),
        phone=_one_line(notice.phone),
        signed_by=clean(notice.signed_by).strip(),
        qr=clean(notice.qr).strip(),
        slip=slip
        and replace(
            slip,
            question=clean(slip.question).strip(),
            options=tuple(option for each in slip.options if (option := _one_line(each))),
            return_to=_one_line(slip.return_to),
        ),
    )


def _one_line(text: str) -> str:
    return clean(text).replace("\n", " ").strip()


def _content(notice: Notice) -> tuple[str | NoticeTable, ...]:
    """Paragraphs and tables; blank lines at the ends are gone, of several one stays."""
    found: list[str | NoticeTable] = []
    text: list[str] = []
    for part in (*notice.content, None):
        if isinstance(part, str):
            text.append(part)
            continue
        joined = clean("\n".join(text)).strip("\n ")
        if joined:
            lines = _BLANK_LINES.sub("\n\n", joined).split("\n")
            found += [line.strip(" \u3000\t") for line in lines]
        text = []
        if part is not None and any(part.texts[1:]):
            found.append(_table(part))
    return tuple(found)


def _table(table: NoticeTable) -> NoticeTable:
    """The table with every row as long as its heads, so that a short one leaves cells empty."""
    size = max(len(row) for row in (table.heads, table.total, *table.rows))

    def row(cells: tuple[str, ...], tidy: Callable[[str], str] = clean) -> tuple[str, ...]:
        return tuple(tidy(cell).strip() for cell in (*cells, *[""] * (size - len(cells))))

    return replace(
        table,
        caption=_one_line(table.caption),
        heads=row(table.heads),
        rows=tuple(row(cells) for cells in table.rows),
        total=row(table.total) if table.total else (),
    )


def _places(notice: Notice) -> Iterator[tuple[str, str]]:
    """Every text of the notice with the place it stands in, as a steward would call it."""
    yield "标题", notice.title
    yield "文号", notice.number
    yield "称呼", notice.addressee
    yield from _content_places(notice)
    yield "联系人", notice.contact
    yield "联系电话", notice.phone
    yield "落款", notice.signed_by
    yield "二维码文字", notice.qr
    if notice.slip:
        yield "回执问题", notice.slip.question
        for number, option in enumerate(notice.slip.options, start=1):
            yield f"回执第{number}个选项", option
        yield "回执交到", notice.slip.return_to


def _content_places(notice: Notice) -> Iterator[tuple[str, str]]:
    paragraph = tables = 0
    many = sum(isinstance(part, NoticeTable) for part in notice.content) > 1
    for part in notice.content:
        if isinstance(part, NoticeTable):
            tables += 1
            yield from _table_places(part, f"第{tables}张表格" if many else "表格")
            continue
        for line in clean(part).split("\n"):
            paragraph += 1
            yield f"正文第{paragraph}段", line


def _table_places(table: NoticeTable, name: str) -> Iterator[tuple[str, str]]:
    yield f"{name}标题", table.caption
    for head in table.heads:
        yield f"{name}表头", head
    rows = [*((f"第{at}行", row) for at, row in enumerate(table.rows, 1)), ("合计行", table.total)]
    for where, row in rows:
        for column, cell in enumerate(row):
            head = clean(table.heads[column]) if column < len(table.heads) else ""
            yield f"{name}{where}「{head or f'第{column + 1}栏'}」", cell
