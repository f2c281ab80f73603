"""The answer to a resident who asks what is kept of them (个人信息答复单): A4, as long as it is."""

from collections.abc import Sequence

from qingyu.domain.personal import KEPT_FOR, AnswerSheet, Finding
from qingyu.printing.fonts import bundled, legible
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, GREY, MM, TEAL, Align, Style

_LEFT = 22 * MM
_WIDTH = A4[0] - 2 * _LEFT
_TOP = A4[1] - 22 * MM
_BOTTOM = 24 * MM

_TITLE = Style("strong", 26, 36, Align.CENTER)
_WHOSE = Style("plain", 13, 20, Align.CENTER, color=GREY)
_HEAD = Style("strong", 15, 24, color=TEAL)
_TEXT = Style("plain", 13, 20)
_SMALL = Style("plain", 11.5, 18, color=GREY)
_SIGNED = Style("plain", 13, 20, Align.RIGHT)
_MOST = 60


def render(sheet: AnswerSheet) -> bytes:
    """The answer as a PDF."""
    return _Page(sheet).pdf()


class _Page:
    """Where on the page the next line goes."""

    def __init__(self, told: AnswerSheet) -> None:
        self._told = told
        self._faces = bundled()
        self._sheet = Sheet(A4, "个人信息答复单", self._faces)
        self._y = _TOP

    def pdf(self) -> bytes:
        told = self._told
        done = "删除" if told.erased else "查询"
        self._put("个人信息答复单", _TITLE)
        on = told.on
        self._put(
            f"{told.neighbourhood or '晴雨管家'}　{on.year}年{on.month}月{on.day}日", _WHOSE, 8
        )
        self._put(f"{told.name}（{told.home}）：", _TEXT, 2)
        self._put(f"您要求{done}我们保存的您的个人信息，答复如下。", _TEXT, 8)
        if told.erased:
            going = [each for each in told.held if not each.kept]
            self._part("已经删掉的", self._listed(going) or ["没有可以删的。"])
            self._put(
                "删掉的包括您的姓名、电话、室内照片，以及操作记录里的原话，不能恢复。事情本身"
                "（何时、何处、修好没有）留作统计，不再带您的姓名和电话。", _SMALL, 8,
            )  # fmt: skip
            kept = self._reasons(told.kept) or ["没有。"]
            self._part("还留着的，为什么，留多久", kept)
        else:
            phone = f"，电话 {told.own_phone}" if told.own_phone else ""
            self._part("我们存着什么", [f"姓名 {told.name}{phone}", *self._listed(told.held)])
            kept = self._reasons([each for each in told.held if each.kept])
            if kept:
                self._part("现在还不能删的，为什么", kept)
        self._rest()
        return self._sheet.pdf()

    def _rest(self) -> None:
        told = self._told
        months = told.contact_months
        self._part("为什么存，存多久", [
            "只为处理您反映的事、回访和紧急联系；存在社区的这台电脑里，公开张贴时都遮住。",
            f"事情办结 {months} 个月后，姓名和电话自动遮住。" if months
            else "本小区没有设自动遮住的期限，您可以随时要求删除。",
            "以前做的备份里可能还有，旧备份会轮换掉，平常一年左右就没有了。",
        ])  # fmt: skip
        if told.namesakes:
            self._put("小区里有同名的人：没有连到您的记录里只写了姓名的，没有动。", _SMALL, 8)
        phone = f"，电话 {told.phone}" if told.phone else ""
        self._part("还有疑问问谁", [
            f"{told.signed_by or '值班管家'}{phone}；也可以向社区居委会或街道反映。"
        ])
        self._room(60)
        by = told.signed_by or "＿＿＿＿＿＿"
        self._put(f"经办人：{by}　　居民签收：＿＿＿＿＿＿＿＿", _SIGNED)

    def _listed(self, held: Sequence[Finding]) -> list[str]:
        lines = [f"{each.noun}　{each.label}{_since(each)}" for each in held[:_MOST]]
        if len(held) > _MOST:
            lines.append(f"……还有 {len(held) - _MOST} 条同样的记录。")
        return lines

    def _reasons(self, kept: Sequence[Finding]) -> list[str]:
        """What stays, reason by reason."""
        by_why: dict[str, list[Finding]] = {}
        for each in kept:
            by_why.setdefault(each.kept, []).append(each)
        lines = []
        for why, some in by_why.items():
            what = "；".join(f"{each.noun} {each.label}{_since(each)}" for each in some[:_MOST])
            lines.append(f"{what}：{why}。留{KEPT_FOR.get(why, '')}。")
        return lines

    def _part(self, head: str, lines: Sequence[str]) -> None:
        self._room(60)
        self._put(head, _HEAD, 2)
        for line in lines:
            self._put(f"· {line}", _TEXT)
        self._y -= 8

    def _put(self, text: str, style: Style, after: float = 0) -> None:
        shown = legible(text, self._faces.plain).replace("\n", " ")
        self._room(style.leading * (1 + len(shown) * style.size // _WIDTH))
        self._y = self._sheet.block(_LEFT, self._y, shown, style, _WIDTH) - after

    def _room(self, height: float) -> None:
        if self._y - height < _BOTTOM:
            self._sheet.next_page()
            self._y = _TOP


def _since(each: Finding) -> str:
    return f"（{each.on.year}年{each.on.month}月{each.on.day}日起）" if each.on else ""
