"""Reply templates (回复模板): ready words per category, filled with what is known of a piece."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from qingyu.domain.category import find as find_category
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback_list import FeedbackStory
from qingyu.domain.frozen import frozen
from qingyu.domain.pattern import pattern

SLOTS = ("称呼", "地点", "编号", "事项", "状态", "工单", "小区")
_SLOT = pattern(r"\{([^{}]*)\}")
_KEYS = frozenset({"category", "title", "words"})
_LONGEST = 2_000


@frozen
class ReplyTemplate:
    """Words with slots such as {称呼}; an empty category fits every piece."""

    title: str
    words: str
    category: str = ""

    def filled(self, known: Mapping[str, str]) -> str:
        """The words with every slot filled; what is not known leaves no trace."""
        return _SLOT.sub(lambda match: known.get(match[1], ""), self.words).strip()


@frozen
class OfferedReplies:
    """Title and filled words of each template that fits a piece; `trouble` with an own file."""

    filled: tuple[tuple[str, str], ...] = ()
    trouble: str = ""


def fitting(templates: tuple[ReplyTemplate, ...], category: str) -> tuple[ReplyTemplate, ...]:
    """Those written for the category first, then those for every one."""
    own = tuple(each for each in templates if each.category == category)
    return own + tuple(each for each in templates if not each.category)


def known_of(story: FeedbackStory, neighbourhood: str) -> dict[str, str]:
    """What the slots of a template hold for this piece; an empty text where nothing is known."""
    piece, issue = story.piece, story.issue
    matter = piece.matter or (story.category if piece.category != "policy" else "")
    return {
        "称呼": piece.name,
        "地点": piece.place.text,
        "编号": piece.code,
        "事项": f"{matter}的事" if matter else "说的事",
        "状态": str(issue.state) if issue is not None else "已登记",
        "工单": issue.code if issue is not None else "还没有开",
        "小区": neighbourhood,
    }


def read_replies(path: Path) -> tuple[ReplyTemplate, ...]:
    """The templates of a TOML file; RuleError names the line that is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(path, 1, "文件打不开，或不是 UTF-8 编码") from error
    try:
        listed = tomllib.loads(text).get("reply")
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        last = text.count("\n") + 1
        raise _broken(path, int(line[1]) if line else last, "写法有误") from error
    if not isinstance(listed, list) or not listed:
        raise _broken(path, 1, "至少要有一个 [[reply]]")
    starts = [at for at, line in enumerate(text.splitlines(), 1) if line.strip() == "[[reply]]"]
    lines = starts if len(starts) == len(listed) else [1] * len(listed)
    return tuple(_template(path, at, each) for at, each in zip(lines, listed, strict=True))


def _template(path: Path, line: int, told: object) -> ReplyTemplate:
    if not isinstance(told, dict) or set(told) - _KEYS:
        raise _broken(path, line, "这个模板里只能写 category、title、words")
    title, words, category = (told.get(key, "") for key in ("title", "words", "category"))
    if not isinstance(title, str) or not title.strip():
        raise _broken(path, line, "这个模板缺 title")
    if not isinstance(words, str) or not words.strip() or len(words) > _LONGEST:
        raise _broken(path, line, "这个模板缺 words，或者太长")
    if not isinstance(category, str) or (category and find_category(category) is None):
        raise _broken(path, line, f"没有「{category}」这个类别")
    unknown = [slot for slot in _SLOT.findall(words) if slot not in SLOTS]
    if unknown:
        raise _broken(path, line, f"不认识 {{{unknown[0]}}}")
    return ReplyTemplate(" ".join(title.split()), words.strip(), category)


def _broken(path: Path, line: int, why: str) -> RuleError:
    title = f"回复模板 {path.name} 第 {line} 行起有问题：{why}"
    return RuleError(title, "先用程序自带的模板；改好后再打开程序。")
