"""The name of the speaker, or of the person to be helped, among everybody mentioned."""

import re
from functools import cache

from qingyu.domain.frozen import frozen
from qingyu.domain.intake.lexicon import words
from qingyu.domain.intake.rules import Span, read_words
from qingyu.domain.intake.understanding import Guess
from qingyu.domain.pattern import pattern
from qingyu.domain.phone_reading import find_phones
from qingyu.domain.place_reading import find_places
from qingyu.domain.plain_text import fold
from qingyu.paths import resource

_GAP = " ,。;:、!?()\n\x00-/|·~…—\"'“”《》【】[]"
_GREETED = pattern(r"[ ,!]*(?:你好|您好|你们好|在吗|在不在|麻烦你|辛苦你)")
_SENDS = pattern(r"(?:托|让|叫|要|请|喊)我(?:来|打|帮|代|转|说|反|问|报|发|跟)")
_AFTER_NAME = "住家说讲想来在我的电手今昨反报是房就代替托"
_HEAD, _TAIL = 4_000, 1_000  # a name stands near the start or the end of a very long text


@frozen
class _Candidate:
    name: str
    start: int
    score: float


@frozen
class _Lists:
    surnames: frozenset[str]
    not_names: frozenset[str]
    never: frozenset[str]
    short_titles: frozenset[str]
    self_before: re.Pattern[str]
    speaks_after: re.Pattern[str]
    other_before: re.Pattern[str]
    other_after: re.Pattern[str]
    titled: re.Pattern[str]
    family: re.Pattern[str]
    full: re.Pattern[str]


@cache
def _lists() -> _Lists:
    table = {key: str(text) for key, text in read_words(resource("words", "names.toml")).items()}
    surname = f"(?:{_any(table['compound'])}|[{''.join(table['surnames'].split())}])"
    # Beside a place a rare surname is one too: 202凤婆婆, or to begin with: 凤婆婆3幢.
    rare, titles = r"[^\W\d_a-z大小老女男这那的好新有]", _any(table["titles"])
    known_as = rf"(?:{surname}|(?<=\x00){rare})(?:{titles})|\A{rare}(?:{titles})(?=\x00)"
    return _Lists(
        surnames=frozenset("".join(table["surnames"].split())) | set(table["compound"].split()),
        not_names=frozenset(table["not_names"].split()),
        never=frozenset(table["never_in_names"]),
        short_titles=frozenset(table["short_titles"].split()),
        self_before=re.compile(rf"(?:{_any(table['self_before'])})$"),
        speaks_after=re.compile(_any(table["speaks_after"])),
        other_before=re.compile(rf"(?:{_any(table['other_before'])})的?$"),
        other_after=re.compile(_any(table["other_after"])),
        titled=re.compile(known_as),
        family=re.compile(rf"[\u4e00-\u9fff]{{2}}(?:{_any(table['relation_titles'])})"),
        full=re.compile(
            rf"(?:{_any(table['compound'])})[\u4e00-\u9fff]{{1,2}}"
            rf"|{surname}[\u4e00-\u9fff]{{1,2}}|[小老阿][\u4e00-\u9fff]"
        ),
    )


def _any(spelled: str) -> str:
    longest_first = sorted(set(spelled.split()), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in longest_first)


def find_name(text: str) -> Guess[str] | None:
    """The name as said (张阿姨, 王建国, or a bare surname at the end), or None."""
    plain = _without_numbers(text)
    found = [*_titled(plain), *_introduced(plain), *_alone(plain), *_bare_surname(plain)]
    likely = [each for each in found if each.score >= 2]
    if not likely:
        return None
    chosen = _fuller(max(likely, key=lambda each: (each.score, -each.start)), likely)
    span = (chosen.start, chosen.start + len(chosen.name))
    return Guess(text[span[0] : span[1]], text, (span,))


def _fuller(chosen: _Candidate, likely: list[_Candidate]) -> _Candidate:
    """The same surname with a title (裘奶奶) rather than alone (姓裘)."""
    if chosen.name not in _lists().surnames:
        return chosen
    same = [each for each in likely if each != chosen and each.name.startswith(chosen.name)]
    return max(same, key=lambda each: each.score, default=chosen)


def _without_numbers(text: str) -> str:
    """The folded text, places and telephone numbers blanked, the middle of a long one too."""
    chars = list(fold(text))
    spans: list[Span] = [(phone.start, phone.end) for phone in find_phones(text)]
    spans += [(found.start, found.end) for found in find_places(text)]
    if len(chars) > _HEAD + _TAIL:
        spans.append((_HEAD, len(chars) - _TAIL))
    for start, end in spans:
        chars[start:end] = "\x00" * (end - start)
    return "".join(chars)


def _titled(plain: str) -> list[_Candidate]:
    lists, found = _lists(), []
    for match in lists.titled.finditer(plain):
        start, end = match.span()
        name = match[0]
        alone = _is_edge(plain, start - 1) and _is_edge(plain, end)
        if name in lists.not_names or (
            len(name) == 2 and name[1] in lists.short_titles and not alone
        ):
            continue
        found.append(_Candidate(name, start, 1.0 + _context(plain, start, end)))
    for match in lists.family.finditer(plain):
        if plain[: match.start()].endswith(("我是", "是", "——", "--")) and _is_edge(
            plain, match.end()
        ):
            found.append(_Candidate(match[0], match.start(), 4.0))
    return found


def _context(plain: str, start: int, end: int) -> float:
    """How much the words around speak for (plus) or against the speaker."""
    lists = _lists()
    before, after = plain[max(0, start - 8) : start], plain[end : end + 6]
    score = 0.0
    if lists.other_before.search(before) and not before.endswith("我是"):
        score -= 4
    if lists.other_after.match(after):
        score -= 2
    if _GREETED.match(after):
        score -= 4
    if _SENDS.match(after):
        score += 6
    if before.endswith(("我是", "我叫", "本人", "我姓")):
        score += 5
    elif lists.self_before.search(before):
        score += 2
    if re.search(r"\x00(?:[室号楼家户]?[的住]?|那里的|这边的)?[ ,:(]*$", before):
        score += 2
    elif _is_edge(plain, start - 1):
        score += 1
    elif not before.endswith(("的", "我", "是")):
        score -= 0.5
    if start == 0:
        score += 1
    if lists.speaks_after.match(after) or re.match(r" ?[:(]", after):
        score += 1
    if _is_edge(plain, end):
        score += 0.5
    if re.match(r"[ ,:.]*\x00", after) or not plain[end:].strip(" 。!.,"):
        score += 1
    return score


def _introduced(plain: str) -> list[_Candidate]:
    """Full names right after 我叫, 业主, 联系人 … (a place may stand between)."""
    lists, found = _lists(), []
    for match in re.finditer(
        r"(?:\x00 ?找|我是|我叫|叫我|名叫|本人|叫|姓名|联系人|业主|户主|租客|登记人|申请人|报修人"
        r"|女儿|儿子|楼栋长|单元长|组长|楼道长"
        r"|楼长|志愿者|党员|观察员|老伴|署名|居民|住户)(?:叫|是|为)?[ :,\x00的]{0,24}",
        plain,
    ):
        name = _full_name_at(plain, match.end())
        if name and name not in lists.not_names:
            strong = match[0].startswith(("我", "名叫", "本人", "姓名", "业主", "户主", "联系人"))
            found.append(_Candidate(name, match.end(), 5.5 if strong else 3.5))
    for match in re.finditer(
        r"(?:我|免贵|本人)?姓([^ ,。名])(?=[,。!:; \n\x00电手打住家]|$)", plain
    ):
        if match[1] in lists.surnames:
            found.append(_Candidate(match[1], match.start(1), 4.0))
    for match in re.finditer(r"(?:^|[ ,。;:(])([小老][^\W\d_])(?=[代替帮][^人办 ,。])", plain):
        if match[1][1] in lists.surnames:
            found.append(_Candidate(match[1], match.start(1), 4.0))
    return found


def _full_name_at(plain: str, start: int) -> str | None:
    match = _lists().full.match(plain, start)
    if match is None:
        return None
    name = match[0]
    for shorter in (name, name[:-1]):
        after = plain[start + len(shorter) : start + len(shorter) + 2]
        ends = not after or after[0] in _GAP or after[0] in _AFTER_NAME
        if ends and _may_be_name(shorter):
            return shorter
    return None


def _alone(plain: str) -> list[_Candidate]:
    """Full names that stand alone between marks, next to an edge, a place or a number."""
    found = []
    segments = [(m.start(), m.end()) for m in re.finditer(rf"[^{re.escape(_GAP)}]+", plain)]
    for index, (start, end) in enumerate(segments):
        name = _segment_name(plain[start:end])
        if name is None:
            continue
        start += plain[start:end].index(name)
        last, first = index == len(segments) - 1, index == 0
        signed = last and plain[max(0, start - 2) : start] in ("--", "——")
        near = "\x00" in plain[max(0, start - 3) : start] or "\x00" in plain[end : end + 3]
        if last or first or near:
            found.append(_Candidate(name, start, 3.0 + 2 * signed + near + 0.5 * last))
    return found


def _segment_name(segment: str) -> str | None:
    lists = _lists()
    said = re.fullmatch(
        r"(?:业主|户主|住户|居民|联系人|志愿者|楼栋长|单元长|党员|老党员|观察员|的"
        r"|我)?(?P<name>.{2,4}?)"
        r"(?:反映|反应|报|留|来电|说|讲|问|登记|敬上|上|启|家|同志)?",
        segment,
    )
    if said is None or len(segment) > 9:
        return None
    for name in (segment, said["name"]):
        whole = lists.full.fullmatch(name)
        if whole and _may_be_name(name):
            return name
    return None


def _may_be_name(name: str) -> bool:
    lists = _lists()
    if len(name) < 2 or name in lists.not_names or any(c in lists.never for c in name[1:]):
        return False
    if name[0] in "小老阿" and len(name) == 2:
        return name[0] == "阿" or name[1] in lists.surnames
    if name[0] == name[1] or re.match(r"周[一二三四五六日天末]|[单双]元", name):
        return False
    known = words().lexicon.words.get(name[:2], ())
    return not any(name.startswith(word) for word, _ in known)


def _bare_surname(plain: str) -> list[_Candidate]:
    match = re.search(r"[ ,。!;\n\x00\-—?~…)]([^ ,。\x00])[ 。!\n\x00]*$", plain)
    if match and match[1] in _lists().surnames:
        if match[1] in "东南西北" and match[0].startswith("\x00"):
            return []  # 1幢南: a side of the house
        return [_Candidate(match[1], match.start(1), 2.5)]
    return []


def _is_edge(plain: str, index: int) -> bool:
    return index < 0 or index >= len(plain) or plain[index] in _GAP
