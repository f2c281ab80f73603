"""Breaking Chinese text into lines as a careful typesetter does; works on measured widths only.

The rules: no line starts with closing punctuation or ends with opening punctuation; telephone
numbers, dates, times, amounts, place codes and Latin words stay whole (unless longer than a line);
punctuation standing together is squeezed; what is left over is spread evenly.
Sources: GB/T 15834-2011 (5.1), W3C clreq.
"""

from collections.abc import Sequence
from itertools import pairwise

from qingyu.domain.frozen import frozen
from qingyu.domain.pattern import pattern

CLOSING = frozenset("，。、；：！？”’」』）〕》〉】〗｝］％‰℃°·…—～,.;:!?)]}%")
OPENING = frozenset("“‘「『（〔《〈【〖｛［([{¥￥＄$№")
# Full-width signs whose right or left half is blank.
_BLANK_RIGHT = frozenset("，。、；：！？”’」』）〕》〉】〗｝］")
_BLANK_LEFT = frozenset("“‘「『（〔《〈【〖｛［")
_FULL = 0.9  # a sign at least this wide has a blank half
_HALF = 0.5  # em, the blank half
_AUTOSPACE = 0.1  # em, between Chinese and a letter or digit; readers do not take it for a space
_STRETCH = 0.14  # em, more than this between two characters would read as a space
_WORD_STRETCH = 0.5  # em, at a typed space
_DASH_JOIN = -0.09  # em, closes the seam in ——

_MEASURE = (
    r"(?:年|月|日|号楼|号|时|点钟|点|分钟|分|秒|幢|栋|单元|室|层|楼|户|人|名|位|次|个|件|天|周|岁|条|项|期|届"
    r"|小时|[万亿千百十]?元|角|万|亿|平方米|立方米|千米|公里|厘米|毫米|米|公斤|千克|克|吨|升|度|伏|瓦|台|辆|只|盏|根|块|℃|%|％|‰)"
)
_DIGIT = r"[0-9０-９]"
_NUMBER = rf"{_DIGIT}+(?:[,，.．]{_DIGIT}+)*"
_UNIT = pattern(
    # what was masked: 3幢*单元*室, 张**
    rf"(?:{_DIGIT}+(?:幢|栋|号楼))?\*单元\*室|[一-鿿]\*{{1,2}}|"
    # dates and places: 2026年11月22日, 3幢2单元501室, 9时30分, 3,250.50元
    rf"[¥￥$+]?(?:{_NUMBER}{_MEASURE})+(?:{_NUMBER}(?![0-9A-Za-z]))?(?:/[户人月年日天次])?"
    # telephone numbers typed in groups
    rf"|\(?0\d{{2,3}}\)?[ -]\d{{3,4}}[ -]?\d{{4}}(?!\d)"
    r"|(?:\+?86[ -])?1\d{2}[ -]\d{4}[ -]\d{4}(?!\d)|400[ -]\d{3,4}[ -]\d{3,4}(?!\d)"
    # 〔2026〕12号
    rf"|[〔\[［]{_DIGIT}{{4}}[〕\]］]第?{_DIGIT}+号"
    # words, numbers, codes, times and ranges: 3-2-501, 8:30, 08:00–12:00, https://…
    rf"|[¥￥$+]?[0-9A-Za-z０-９Ａ-Ｚａ-ｚÀ-ɏ](?:[0-9A-Za-z０-９Ａ-Ｚａ-ｚÀ-ɏ#&'’*+@_=~%\-–−./:：\\,?]*"
    rf"[0-9A-Za-z０-９Ａ-Ｚａ-ｚÀ-ɏ#%℃％/])?(?:{_MEASURE})?"
    # （星期三）
    r"|星期[一二三四五六日天]"
    # 二〇二六年十一月, 三幢二单元
    r"|(?:[〇零一二三四五六七八九十]{1,4}(?:年|月|日|号楼|幢|栋|单元|室))+"
    r"|—{2,}|…{2,}|·{2,}|\.{2,}|-{2,}"
)
_NARROW = pattern(r"[0-9A-Za-zÀ-ɏ]")


@frozen
class Line:
    """One line: text[start:end] belongs to it, text[start:shown] is drawn with these advances."""

    start: int
    shown: int
    end: int
    advances: tuple[float, ...]
    width: float


@frozen
class _Paragraph:
    text: str
    natural: list[float]  # the advance of each character when the next one is on its line
    full: Sequence[float]  # the advance of each character at a line's end
    sums: list[float]
    free: bytearray  # free[i]: a line may begin with character i
    whole: bytearray  # whole[i]: character i belongs to the same number or word as i - 1
    next_free: list[int]
    em: float


def break_lines(
    text: str, widths: Sequence[float], em: float, first: float, rest: float, justify: bool = True
) -> list[Line]:
    """The lines of one paragraph (no newlines in it), none wider than first (line 1) or rest."""
    if not text:
        return []
    para = _prepare(text, widths, em)
    lines: list[Line] = []
    start, size = 0, len(text)
    while start < size:
        limit = rest if lines else first
        end = _line_end(para, start, limit)
        lines.append(_set(para, start, end, limit, justify and end < size))
        start = end
    return lines


def break_points(text: str) -> list[bool]:
    """Per character, whether a line may begin with it (never the first)."""
    para = _prepare(text, [1.0] * len(text), 1.0)
    return [bool(free) for free in para.free[: len(text)]]


def clusters(text: str) -> list[str]:
    """The text cut wherever a line may end: what a column must be wide enough for."""
    starts = [0, *(at for at, free in enumerate(break_points(text)) if free), len(text)]
    return [text[start:end].strip(" ") for start, end in pairwise(starts)]


def _prepare(text: str, widths: Sequence[float], em: float) -> _Paragraph:
    size = len(text)
    whole = bytearray(size + 1)
    for match in _UNIT.finditer(text):
        for at in range(match.start() + 1, match.end()):
            whole[at] = 1
    free = bytearray(size + 1)
    seen = ""  # the last character before `at` that is not a space
    for at in range(1, size):
        if text[at - 1] != " ":
            seen = text[at - 1]
        free[at] = not (whole[at] or text[at] == " " or text[at] in CLOSING or seen in OPENING)
    free[size] = 1
    next_free = [size] * (size + 1)
    for at in range(size - 1, -1, -1):
        next_free[at] = at + 1 if free[at + 1] else next_free[at + 1]
    natural = [
        width + em * _pair(text[at], text[at + 1], width, widths[at + 1], em)
        if at + 1 < size
        else width
        for at, width in enumerate(widths)
    ]
    sums = [0.0]
    for width in natural:
        sums.append(sums[-1] + width)
    return _Paragraph(text, natural, widths, sums, free, whole, next_free, em)


def _pair(left: str, right: str, wide: float, wide_next: float, em: float) -> float:
    """How much, in em, the space between two neighbours differs from their widths."""
    if left == "—" == right and wide < em:
        return _DASH_JOIN
    if left in _BLANK_RIGHT and wide >= _FULL * em:
        return -_HALF if right in _BLANK_RIGHT or right in _BLANK_LEFT else 0.0
    if left in _BLANK_LEFT:
        return -_HALF if right in _BLANK_LEFT and wide_next >= _FULL * em else 0.0
    if _is_han(left):
        return _AUTOSPACE if _NARROW.match(right) else 0.0
    return _AUTOSPACE if _is_han(right) and _NARROW.match(left) else 0.0


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char >= "\U00020000" or char == "〇"


def _width(para: _Paragraph, start: int, end: int) -> float:
    """The natural width of a line start..end, its spaces at the end not counted."""
    shown = _shown(para.text, start, end)
    if shown == start:
        return 0.0
    return para.sums[shown - 1] - para.sums[start] + para.full[shown - 1]


def _shown(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


def _shrinks(para: _Paragraph, at: int, last: int) -> float:
    """How much the advance of character `at` may be squeezed on a line whose last is `last`."""
    text, half = para.text, _HALF * para.em
    if para.full[at] >= _FULL * para.em and text[at] in _BLANK_RIGHT:
        return half if at == last or para.natural[at] >= para.full[at] else 0.0
    opens = at < last and text[at + 1] in _BLANK_LEFT and text[at] not in _BLANK_LEFT
    return half if opens and para.full[at + 1] >= _FULL * para.em else 0.0


def _line_end(para: _Paragraph, start: int, limit: float) -> int:
    """Where the next line begins."""
    at, size, room = start, len(para.text), limit + 1e-6
    last_free = last_unit = start
    while at < size:
        if at > start and para.free[at]:
            last_free = at
        if at > start and not para.whole[at] and para.text[at] != " ":
            last_unit = at
        if para.text[at] != " " and para.sums[at] - para.sums[start] + para.full[at] > room:
            break
        at += 1
    else:
        return size
    pushed_in = _push_in(para, start, last_free, limit)
    if pushed_in:
        return pushed_in
    cluster = para.next_free[last_free]
    if last_free > start and _width(para, last_free, cluster) <= room:
        return last_free
    # One thing longer than a line: keep numbers and words whole if they can be, then cut.
    if last_unit > start and _unit_width(para, last_unit, room) <= room:
        return last_unit
    return max(at, start + 1)


def _unit_width(para: _Paragraph, start: int, room: float) -> float:
    end = start + 1
    while end < len(para.text) and para.whole[end]:
        end += 1
        if para.sums[end - 1] - para.sums[start] > room:
            break
    return para.sums[end - 1] - para.sums[start] + para.full[end - 1]


def _push_in(para: _Paragraph, start: int, last_free: int, limit: float) -> int:
    """The end of a line that takes one cluster more by squeezing punctuation, or 0."""
    end = para.next_free[last_free]
    if para.sums[end - 1] - para.sums[start] > 2 * limit:
        return 0
    over = _width(para, start, end) - limit
    if over > _HALF * para.em * 4:
        return 0
    shown = _shown(para.text, start, end)
    budget = sum(_shrinks(para, at, shown - 1) for at in range(start, shown))
    trim = _shrinks(para, shown - 1, shown - 1)
    left_over = limit - _width(para, start, last_free)
    return end if over <= budget + 1e-6 and over - trim <= left_over + 1e-6 else 0


def _set(para: _Paragraph, start: int, end: int, limit: float, justify: bool) -> Line:
    shown = _shown(para.text, start, end)
    advances = para.natural[start:shown]
    if advances:
        advances[-1] = para.full[shown - 1]
    width = sum(advances)
    if width > limit + 1e-6:
        _squeeze(para, start, shown, advances, width - limit)
    elif justify and advances:
        _spread(para, start, shown, advances, limit - width)
    return Line(start, shown, end, tuple(advances), sum(advances))


def _squeeze(para: _Paragraph, start: int, shown: int, advances: list[float], over: float) -> None:
    last = shown - 1
    trim = min(over, _shrinks(para, last, last))
    advances[-1] -= trim
    over -= trim
    budgets = [_shrinks(para, at, last) if at < last else 0.0 for at in range(start, shown)]
    total = sum(budgets)
    if over > 0 and total > 0:
        share = min(1.0, over / total)
        for index, budget in enumerate(budgets):
            advances[index] -= budget * share


def _spread(para: _Paragraph, start: int, shown: int, advances: list[float], slack: float) -> None:
    """Even out a line: first at typed spaces, then between characters; too loose stays ragged."""
    text, em = para.text, para.em
    spaces = [at for at in range(start, shown - 1) if text[at] == " " and not para.whole[at]]
    gaps = [
        at
        for at in range(start, shown - 1)
        if text[at] != " "
        and text[at + 1] != " "
        and para.natural[at] == para.full[at]
        and not (_NARROW.match(text[at]) and _NARROW.match(text[at + 1]))
        and not (para.whole[at + 1] and not _is_han(text[at]) and not _is_han(text[at + 1]))
    ]
    at_spaces = min(slack, len(spaces) * _WORD_STRETCH * em)
    between = slack - at_spaces
    if between > len(gaps) * _STRETCH * em + 1e-9:
        return
    for at in spaces:
        advances[at - start] += at_spaces / len(spaces)
    for at in gaps:
        advances[at - start] += between / len(gaps)
