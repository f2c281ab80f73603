"""Everything the book knows of one resident (个人信息), what may go, what stays and why."""

from datetime import date

from qingyu.domain.frozen import frozen
from qingyu.domain.neighbourhood import Resident

SOMEBODY = "某居民"
NO_PHONE = "（电话已删）"

OPEN_WHY = "还没办完，要留着联系；办结以后再来删"
MONEY_WHY = "费用和票据要能查账，按财务要求留存"
VOTE_WHY = "一户一票的回执，结果要能核对；只记房号，不记姓名"
REGISTER_WHY = "还有没办完的事，办结前要能找到人"
KEPT_FOR = {
    OPEN_WHY: "到办结为止",
    REGISTER_WHY: "到办结为止",
    MONEY_WHY: "10 年",
    VOTE_WHY: "到公示和异议结束",
}


@frozen
class Finding:
    """One thing that names or pictures the person; `kept` says why it would stay."""

    noun: str
    label: str
    on: date | None = None
    kept: str = ""


@frozen
class PersonalFile:
    """What there is of a person; `namesakes` others have the same name."""

    person: Resident
    findings: tuple[Finding, ...]
    journal: int = 0
    drafts: int = 0
    namesakes: int = 0

    @property
    def kept(self) -> tuple[Finding, ...]:
        """What has to stay."""
        return tuple(each for each in self.findings if each.kept)

    @property
    def going(self) -> tuple[Finding, ...]:
        """What would be deleted."""
        return tuple(each for each in self.findings if not each.kept)

    @property
    def text(self) -> str:
        """「住户登记 1、来件 3、工单 2，操作记录 7 条」."""
        counts: dict[str, int] = {}
        for each in self.findings:
            counts[each.noun] = counts.get(each.noun, 0) + 1
        parts = [f"{noun} {count}" for noun, count in counts.items()]
        parts += [f"草稿 {self.drafts}"] if self.drafts else []
        told = "、".join(parts) or "没有别的资料"
        return f"{told}；操作记录里提到 {self.journal} 条" if self.journal else told

    @property
    def warning(self) -> str:
        """What is said of people with the same name; empty when there are none."""
        if not self.namesakes:
            return ""
        return (
            f"还有 {self.namesakes} 位同名或名字相近的人：没有连到这位住户的记录里，"
            "只写了姓名的不动。"
        )


@frozen
class AnswerSheet:
    """What a resident is told on paper: of their data, and what was done with it."""

    neighbourhood: str
    phone: str
    signed_by: str
    on: date
    name: str
    home: str
    held: tuple[Finding, ...]
    erased: bool
    contact_months: int = 12
    namesakes: int = 0
    own_phone: str = ""

    @property
    def kept(self) -> tuple[Finding, ...]:
        """What stays."""
        return tuple(each for each in self.held if each.kept or not self.erased)
