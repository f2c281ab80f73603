"""How the reception desk says things."""

from datetime import datetime

from qingyu.domain.danger_advice import Advice
from qingyu.domain.feedback import Feedback
from qingyu.domain.issue import Issue
from qingyu.domain.masking import mask_phone
from qingyu.domain.neighbourhood import Resident
from qingyu.domain.phone_wording import phone_text
from qingyu.domain.reception import Entry, Sheet
from qingyu.domain.wording import age

ARROW = " → "


def speaker_text(sheet: Sheet) -> str:
    """张阿姨 → 张桂芳（业主）, or only what is known of it."""
    said, person = sheet.name.value, sheet.resident
    if person is None:
        return said
    known = f"{person.name}（{person.standing}）"
    return known if not said or said == person.name else f"{said}{ARROW}{known}"


def resident_text(person: Resident, *, hidden: bool = False) -> str:
    """One line of the offered residents: 张桂芳 业主 3-2-501 138 6741 2358."""
    home = person.household.place.code
    phone = mask_phone(person.phone) if hidden else phone_text(person.phone)
    parts = (person.name, str(person.standing), home, phone)
    return "　".join(part for part in parts if part)


def why_text(entry: Entry[object], guess: str) -> str:
    """What stands beside a value: the words it rests on, or that it was changed and from what."""
    if not entry.changed:
        return entry.why
    return f"已改，Esc 改回“{guess}”" if guess else "已改，Esc 改回"


def mood_words(sheet: Sheet) -> str:
    """情绪“没人管”, the words the mood rests on, or nothing."""
    quoted = "".join(f"“{word}”" for word in sheet.mood_guess.words)
    return f"情绪{quoted}" if quoted else ""


def issue_line(issue: Issue) -> str:
    """工单 0198　3幢屋面漏水."""
    return f"工单 {issue.code}　{issue.title}"


def closed_pill(issue: Issue, now: datetime) -> str:
    """3 个月前办结."""
    passed = age(issue.closed_at, now) if issue.closed_at else "刚刚"
    return "刚刚办结" if passed == "刚刚" else f"{passed.replace(' ', '')}前办结"


def piece_line(piece: Feedback) -> str:
    """来件 0456　3-2-501 屋面漏水."""
    return f"来件 {piece.code}　{piece.title or ' '.join(piece.text.split())[:30]}"


def danger_text(advice: Advice) -> str:
    """有危险：燃气异味。马上开窗…"""
    head = f"有危险：{advice.matter}。" if advice.matter else "有危险。"
    return head + advice.words
