"""Whether somebody may be hurt now: danger words that are neither denied, feared nor past."""


from qingyu.domain.frozen import frozen
from qingyu.domain.intake.lexicon import words
from qingyu.domain.intake.rules import Match, Scan, Span
from qingyu.domain.pattern import pattern

_DENIED = pattern(
    r"(?:没有?|未|不是?|不会|不再|并非|无|非|免得|以免|防止|避免|预防|还没有?|没再|防|不许|禁止|严禁)"
    r"(?:什么|人|再|有|出现|发生|看到|听到|闻到|见|曾|明显|任何)?$"
)
_FEARED = pattern(
    r"(?:怕|万一|如果|要是|哪天|假如|早晚|迟早|以后|将来|会不会|免得|防止|避免|恐怕|别等|担心|"
    r"可能会|容易|难保|说不定|好像要|快要|要[^,。]{0,2}$|怕它|小心|当心|就怕|哪一天)[^,。!?;\n]{0,14}$"
)
_PAST = pattern(
    r"(?:上次|上礼拜|上星期|上周|上个月|上月|去年|前年|以前|曾经|当年|从前|早些年|前几年|过去|之前|原来|几年前|那年|"
    r"有一次|有一回|前阵子|老早)[^。!?;\n]{0,24}$"
)
_OVER = pattern(
    r"^[^。!?;\n]{0,12}?(?:过一次|休养|已经修好|修好了|已经?灭|灭了|扑灭|处理好了|没事了|解除|解决了|"
    r"后来没|已经好了|是误报|误报|过去了|控制住|查过|检查过|在家养|养伤|出院|养着|没问题|化险为夷|讲座|演习|演练|怎么预防|知识|宣传|培训|预案)"
)
_EXPERIENCED = pattern(r"过(?:[一二两三几好多]|人|[,。;! ]|次)")  # 困过人, 摔倒过几次


@frozen
class Dangers:
    """What speaks for danger now, the sorts that a word rules out, the sorts denied or past."""

    now: tuple[Match, ...]
    safe: frozenset[str]
    denied: frozenset[str]


def find_danger(found: Scan) -> Dangers:
    """The dangers that the rules hear, whether they are now, ruled out, denied or past."""
    book = words()
    safe = frozenset(match.target for match in book.safeties.matches(found))
    heard = frozenset(match.target for match in book.dangers.matches(found))
    if not heard:
        return Dangers((), safe, heard)
    real = book.dangers.matches(found.only(_is_real, book.dangers.terms))
    now = () if "*" in safe else tuple(match for match in real if match.target not in safe)
    return Dangers(now, safe, heard - {match.target for match in real})


def _is_real(text: str, span: Span) -> bool:
    before, after = text[max(0, span[0] - 30) : span[0]], text[span[1] : span[1] + 24]
    if _DENIED.search(before) or _FEARED.search(before):
        return False
    if _EXPERIENCED.match(after):
        return False
    return not (_PAST.search(before) or _OVER.search(after))
