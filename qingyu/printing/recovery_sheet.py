"""The recovery sheet (恢复单) of a book or of a PIN: one A4 page, its code in large type."""

from dataclasses import replace

from qingyu.domain.recovery_sheet import Opens, RecoverySheet
from qingyu.printing.fonts import bundled, legible
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, BLACK, GREY, MIST, MM, RED, TEAL, Align, Style

_LEFT = 22 * MM
_WIDTH = A4[0] - 2 * _LEFT
_TOP = A4[1] - 24 * MM
_BOTTOM = 24 * MM
_ACROSS = 3
_GAP = 5 * MM
_BOX_HEIGHT = 27 * MM

_TITLE = Style("strong", 34, 46, Align.CENTER)
_WHOSE = Style("plain", 15, 22, Align.CENTER)
_CODE = Style("strong", 34, 40, Align.CENTER)
_NUMBER = Style("plain", 12, 16, Align.CENTER, color=GREY)
_HEAD = Style("strong", 16, 24, color=TEAL)
_TEXT = Style("plain", 15, 23)
_WARNING = Style("strong", 16, 24, color=RED)
_SIGNED = Style("plain", 14, 20)

_WARNED = "谁拿到这张纸，谁就能看到居民的资料。请像存折一样收好。"
_PIN_WARNED = "谁拿到这张纸，谁就能当组长。请像存折一样收好。"
_PIN_PARTS = (
    ("这张纸做什么用", "组长忘了自己的 PIN，又没有另一位组长，凭上面 24 个字就能设一个新的。"),
    (
        "怎么用",
        "在问「现在是谁在用？」的窗口选组长的名字，按「忘了 PIN」，再按「用恢复单」，从第 1 组起"
        "照着填。大小写都行；数字 0 和字母 O、数字 1 和字母 I、L，写成哪一个都认得。",
    ),
    ("用过以后", "一张只能用一次。用过以后，请在「设置」的「谁在用」里再打印一张。"),
    ("放在哪里", "放在社区的柜子里，和电脑分开放。不要拍照，不要发到微信群里。"),
)
_PARTS = (
    ("这张纸做什么用", "忘了口令，或电脑坏了、换了新电脑，凭上面 24 个字就能打开资料和备份。"),
    (
        "怎么用",
        "打开晴雨管家，在输口令的窗口按「用恢复单打开」，从第 1 组起照着填。大小写都行；"
        "数字 0 和字母 O、数字 1 和字母 I、L，写成哪一个都认得。",
    ),
    (
        "放在哪里",
        "放在社区的柜子里或组长家里，和电脑、U 盘分开放。不要拍照，不要发到微信群里。",
    ),
    (
        "丢了怎么办",
        "请马上在「设置」的「资料加密」里按「换新的恢复单」，旧的就打不开现在的资料了。",
    ),
)


def render(words: RecoverySheet) -> bytes:
    """The sheet as a PDF of one page."""
    faces = bundled()
    desk = words.opens is Opens.DESK
    sheet = Sheet(A4, str(words.opens), faces)
    name = legible(words.neighbourhood, faces.plain).replace("\n", " ").strip()[:40] or "晴雨管家"
    made = words.made_at
    y = sheet.block(_LEFT, _TOP, str(words.opens), _TITLE, _WIDTH)
    said = f"{name}　晴雨管家资料　{made.year}年{made.month}月{made.day}日"
    y = sheet.block(_LEFT, y - 4, said, _WHOSE, _WIDTH) - 7 * MM
    y = _groups(sheet, words.groups, y) - 8 * MM
    y = sheet.block(_LEFT, y, _PIN_WARNED if desk else _WARNED, _WARNING, _WIDTH) - 4 * MM
    for head, text in _PIN_PARTS if desk else _PARTS:
        y = sheet.block(_LEFT, y, head, _HEAD, _WIDTH)
        y = sheet.block(_LEFT, y, text, _TEXT, _WIDTH) - 4 * MM
    _signing(sheet)
    return sheet.pdf()


def _groups(sheet: Sheet, groups: tuple[str, ...], top: float) -> float:
    """The y under the boxes, three in a row, each with its number."""
    width = (_WIDTH - (_ACROSS - 1) * _GAP) / _ACROSS
    for at, group in enumerate(groups):
        row, column = divmod(at, _ACROSS)
        x = _LEFT + column * (width + _GAP)
        y = top - row * (_BOX_HEIGHT + _GAP) - _BOX_HEIGHT
        sheet.box(x, y, width, _BOX_HEIGHT, MIST, BLACK)
        sheet.text(x, y + _BOX_HEIGHT - 17, f"第 {at + 1} 组", _NUMBER, width)
        # Apart, so that nobody loses count within a group.
        sheet.text(x, y + 17, " ".join(group), _CODE, width)
    rows = -(-len(groups) // _ACROSS)
    return top - rows * _BOX_HEIGHT - (rows - 1) * _GAP


def _signing(sheet: Sheet) -> None:
    y = _BOTTOM
    sheet.rule(_LEFT, y + 26, _LEFT + _WIDTH, y + 26)
    line = "保管人：＿＿＿＿＿＿　　放在：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿"
    sheet.text(_LEFT, y, line, replace(_SIGNED, align=Align.CENTER), _WIDTH)
