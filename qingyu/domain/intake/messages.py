"""Several messages pasted at once, taken apart: a copied chat, a numbered list, one to a line."""

import re
from collections.abc import Callable

from qingyu.domain.frozen import frozen
from qingyu.domain.intake.names import find_name
from qingyu.domain.intake.reading import has_matter
from qingyu.domain.pattern import pattern
from qingyu.domain.place_reading import find_places

_DAY = r"(?:(?:\d{2,4}[年/\-.])?\d{1,2}[月/\-.]\d{1,2}日?|今天|昨天|前天|星期.|周.)"
_TIME = r"(?:上午|下午|晚上|中午|凌晨|早上)? ?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?: ?[AaPp][Mm])?"
_STAMP = rf"(?:{_DAY} {{0,2}})?{_TIME}"
_HEADERS = (
    pattern(rf"\s*(?P<sender>[^\n:：]{{1,24}}?)[ \t]+{_STAMP}\s*$"),
    pattern(rf"\s*[\[(（【]?{_STAMP}[\])）】]?[ \t]+(?P<sender>[^\n:：]{{1,24}}?)\s*$"),
    pattern(
        rf"\s*[\[(（【]?{_STAMP}[\])）】]?[ \t]*(?P<sender>[^\n:：\d][^\n:：]{{0,23}}?)"
        r"[:：]\s*(?P<said>.+)$"
    ),
    pattern(
        rf"\s*(?P<sender>[^\n:：]{{1,24}}?)[ \t]*[\[(（【]?{_STAMP}[\])）】]?[:：]\s*(?P<said>.+)$"
    ),
)
_SPOKEN = pattern(r"\s*(?P<sender>[^\s:：,，。!！?？]{1,16})[:：][ \t]*(?P<said>\S.*)$")
_FORM_KEY = pattern(
    r".*(?:姓名|地址|电话|手机|需求|时间|日期|地点|问题|内容|报修|投诉|建议|反映|备注|住址"
    r"|联系|情况|事项|类别"
    r"|求助|咨询|表扬|接待|巡查|来电|记录|注意|通知|房号|人数|诉求|附|号码|原因).*"
)
_NUMBERED = pattern(
    r"\s*(?:[(（]?\d{1,2}[)）.、．:：](?!\d)|[①-⑳]"
    r"|[一二三四五六七八九十]{1,2}[、.])\s*(?P<said>.+)$"
)
_EMPTY = pattern(
    r"\s*(?:\[[^\]\d]{1,8}\]|［[^］]{1,8}］|收到|好的|谢谢|ok|OK|👌|🙏)*[。!！~～]?\s*$"
)


@frozen
class _Said:
    sender: str
    text: str


def split_messages(text: str) -> list[str]:
    """The separate messages in a pasted text, in order; a sender's name is put before his words
    when they name nobody, or no place and the sender's chat name does."""
    text = re.sub(r"[ \t\u3000]{40,}", "    ", text)  # else a header is tried from each blank
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for read in (_chat, _dialogue):
        said = read(lines)
        if said:
            return [_with_sender(each) for each in _joined(said)]
    messages: list[str] = []
    for block in _blocks(lines):
        for message in _numbered(block) or _line_by_line(block):
            if messages and not has_matter(message):
                messages[-1] = f"{messages[-1]}\n{message}"
            else:
                messages.append(message)
    return messages


def _chat(lines: list[str]) -> list[_Said]:
    """Messages under headers with a time: 张阿姨 2026/11/22 9:14."""
    found: list[_Said] = []
    sender, body, seen = "", [""], 0
    for line in lines:
        header = _header(line.strip())
        if header is None:
            body.append(line)
            continue
        found.append(_Said(sender, "\n".join(body).strip()))
        sender, body = header["sender"].strip(), [header.groupdict().get("said") or ""]
        seen += 1
    found.append(_Said(sender, "\n".join(body).strip()))
    return [each for each in found if not _EMPTY.match(each.text)] if seen else []


def _header(line: str) -> re.Match[str] | None:
    if ":" not in line and "：" not in line:
        return None
    return next((m for m in (header.match(line) for header in _HEADERS) if m), None)


def _dialogue(lines: list[str]) -> list[_Said]:
    """Lines such as 王建国: 灯坏了, when at least two of them name somebody and none is a form."""
    spoken = [_SPOKEN.match(line) for line in lines if line.strip()]
    people = [match for match in spoken if match and not _FORM_KEY.match(match["sender"])]
    if len(people) < 2 or len(people) < len(spoken) / 2:
        return []
    found: list[_Said] = []
    for line in lines:
        match = _SPOKEN.match(line)
        if match and not _FORM_KEY.match(match["sender"]):
            found.append(_Said(match["sender"], match["said"].strip()))
        elif found:
            found[-1] = _Said(found[-1].sender, f"{found[-1].text}\n{line}".strip())
        elif line.strip():
            found.append(_Said("", line.strip()))
    return [each for each in found if not _EMPTY.match(each.text)]


def _joined(said: list[_Said]) -> list[_Said]:
    """Messages of one sender put together when one of them alone is no matter."""
    joined: list[_Said] = []
    for each in said:
        last = joined[-1] if joined else None
        same = last is not None and last.sender == each.sender
        if last is not None and same and not (has_matter(each.text) and has_matter(last.text)):
            joined[-1] = _Said(last.sender, f"{last.text}\n{each.text}")
        else:
            joined.append(each)
    return joined


def _with_sender(said: _Said) -> str:
    if not said.sender:
        return said.text
    names_nobody = find_name(said.text) is None and find_name(said.sender) is not None
    knows_place = bool(find_places(said.sender)) and not find_places(said.text)
    return f"{said.sender}：{said.text}" if names_nobody or knows_place else said.text


def _blocks(lines: list[str]) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _numbered(block: list[str]) -> list[str]:
    """The items of a numbered list; what stands before it and has a place goes to each."""
    items = [_NUMBERED.match(line) for line in block]
    if sum(item is not None for item in items) < 2:
        return []
    preamble, found = "", list[str]()
    for line, item in zip(block, items, strict=True):
        if item is not None:
            found.append(item["said"].strip())
        elif found:
            found[-1] = f"{found[-1]}\n{line}"
        else:
            preamble = f"{preamble}\n{line}".strip()
    if preamble and has_matter(preamble):
        return [preamble, *found]
    carries = bool(find_places(preamble) or find_name(preamble))
    return [f"{preamble}\n{said}" if carries and not find_places(said) else said for said in found]


def _line_by_line(block: list[str]) -> list[str]:
    """One message to a line when the lines stand for themselves, else the block as one."""
    own = [line for line in block if has_matter(line)]
    placed = [line for line in own if find_places(line)]
    if len(own) < 2 or (len(own) < 3 and len(placed) < 2) or len(placed) < len(own) / 2:
        return ["\n".join(block)]
    return _attached(block, has_matter)


def _attached(block: list[str], starts: Callable[[str], bool]) -> list[str]:
    found: list[str] = []
    for line in block:
        if found and not starts(line):
            found[-1] = f"{found[-1]}\n{line}"
        else:
            found.append(line)
    return found
