"""What a search answers with."""


from qingyu.domain.changes import Noun
from qingyu.domain.frozen import frozen


@frozen
class Found:
    """One thing found: number is empty for nouns without numbers; detail is one short line."""

    noun: Noun
    id: int
    number: str
    title: str
    detail: str = ""


NOUN_TITLES = {
    Noun.ISSUE: "工单",
    Noun.RESIDENT: "住户",
    Noun.FEEDBACK: "来件",
    Noun.BUILDING: "楼栋",
    Noun.PUBLIC_PLACE: "公共部位",
    Noun.STEWARD: "管家",
    Noun.CONTACT: "通讯录",
    Noun.NOTICE: "通知",
    Noun.ROUND: "单子",
    Noun.ROUND_LINE: "单子上的一行",
    Noun.FORM: "空白单",
}
