"""Public spots named in running text: 屋面, 楼道, 车棚, 配电间 …"""


from qingyu.domain.frozen import frozen
from qingyu.domain.intake.rules import Span
from qingyu.domain.pattern import pattern

_SPOTS = {
    "屋面": "屋面 屋顶 楼顶 平屋顶 天台",
    "楼道": "楼道 楼梯间 楼梯口 走廊 过道",
    "车棚": "车棚",
    "地下室": "地下室 地下车库 地库",
    "单元门": "单元门 单元大门 铁门",
    "大门": "大门 南门 北门 东门 西门",
    "垃圾房": "垃圾房 垃圾屋 垃圾站 垃圾桶",
    "化粪池": "化粪池",
    "配电间": "配电间 配电房 配电室",
    "绿化带": "绿化带 花坛 草坪 绿地",
    "电梯": "电梯",
    "外墙": "外墙 山墙",
    "围墙": "围墙",
    "门厅": "门厅",
    "健身区": "健身区 健身角 健身点",
    "凉亭": "凉亭",
    "活动室": "活动室",
    "门卫室": "门卫室 门岗 岗亭 传达室",
    "泵房": "泵房",
    "信报箱": "信报箱 信箱",
    "宣传栏": "宣传栏 公告栏",
}
_NAMES = {word: name for name, words in _SPOTS.items() for word in words.split()}
_WORDS = pattern("|".join(sorted(_NAMES, key=lambda word: (-len(word), word))))
_ELSEWHERE = pattern(r"(?:安装|加装|建|增设|装|去|不装|反对|同意)$")


@frozen
class Spot:
    """A public spot by its usual name and where it is said."""

    name: str
    span: Span


def find_spot(plain: str) -> Spot | None:
    """The first public spot that a folded text names as a place that exists, or None."""
    for match in _WORDS.finditer(plain):
        if not _ELSEWHERE.search(plain[max(0, match.start() - 3) : match.start()]):
            return Spot(_NAMES[match[0]], match.span())
    return None
