"""Who speaks and who is only spoken about."""

import pytest

from qingyu.domain.intake.names import find_name
from qingyu.domain.intake.speaker import speakers_phone, speakers_place


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2幢1单元301刘阿姨，卫生间渗水", "刘阿姨"), ("6幢2单元楼梯扶手松了。——沈国强", "沈国强"),
        ("1-2-201 家里跳闸 何", "何"), ("我姓莫，直接打 18857101107", "莫"),
        ("我是302的俞国华，9幢202的老李家养了条狗", "俞国华"), ("我叫成思远，6幢", "成思远"),
        ("业主楼家骏，平屋顶漏水", "楼家骏"), ("4栋1单元的欧阳女士家漏水", "欧阳女士"),
        ("我是豆豆妈妈，滑梯下面太硬", "豆豆妈妈"), ("建议种树——志愿者小金", "小金"),
        ("我是6幢的阿强，车被堵", "阿强"), ("裴阿公在家摔了一跤，多亏小张发现得早", "裴阿公"),
        ("帮11幢101的巫奶奶登记", "巫奶奶"), ("14幢1单元201 方工", "方工"),
        ("公约再议一议，我是7幢楼道组长老冯", "老冯"),
        ("3-2-501 王建国 13867412358", "王建国"), ("姓名：龚玉兰；需求：陪同", "龚玉兰"),
        ("凤阿姨7幢，装修垃圾在路口堆了半个月", "凤阿姨"),
        ("2幢3单元401伍先生，意见很大", "伍先生"), ("叫我小孟就好，3栋", "小孟"),
        ("小顾代父亲发：夸送药的志愿者", "小顾"), ("1幢4单元301 她姓裘，裘奶奶", "裘奶奶"),
        ("独居的冯大爷今朝敲门没人应", "冯大爷"), ("邻居欧阳阿姨托我打电话，水管漏", "欧阳阿姨"),
    ],
)  # fmt: skip
def test_the_speaker_or_the_person_to_be_helped_is_named(text: str, name: str) -> None:
    found = find_name(text)
    assert found is not None and found.value == name and found.words == (name,)


@pytest.mark.parametrize(
    "text",
    [
        "楼上王家小孩天天拍皮球", "值班的小王来过", "隔壁老李把楼道占了", "表扬修灯的李师傅",
        "保安小周追回了车，太给力了", "接待记录：来电。记录人小王", "3幢漏水，严重", "3幢，路灯",
        "高空抛物", "管道堵了", "沙沙响", "白天没人", "我们小区安全吗", "周三陪我去医院",
        "送水师傅来过", "李师傅你好，我是5幢3单元601的", "广告牌只剩一个角挂着，1幢南",
        "社区主任说过", "谢谢两位泥水师傅", "师傅要登报！22-3 全单元",
        "施工队挖断了水管", "加装电梯的方案", "", "卖菜阿姨被砸了",
    ],
)  # fmt: skip
def test_others_and_common_words_are_no_name(text: str) -> None:
    assert find_name(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("701 漏到我家601", "601室"), ("6幢1单元402的人往楼下倒水，我住302", "6-1-302"),
        ("楼上2-2-401漏下来，我家301滴水", "2-2-301"), ("楼下102的人乱堆，我是9-1-301", "9-1-301"),
        ("水漏到我们502了，楼上602没插牢，三幢一单元", "3-1-502"), ("8幢和9幢之间晒被子", "8幢"),
        ("我叫翟秀兰，住在八幢三单元，就是202", "8-3-202"), ("7幢3单元302有人砸墙", "7-3-302"),
        ("3幢2单元，楼上502半夜吵", "3-2"), ("4号楼三楼漏水", "4幢"),
        ("7幢2单元802：楼上902漏下来", "7-2-802"), ("2幢3单元401伍先生", "2-3-401"),
        ("28幢2-303群租房，我住对门304", "28-2-304"), ("1单元楼梯口堆满了，巡查 6幢", "6-1"),
    ],
)  # fmt: skip
def test_the_speakers_place_is_taken(text: str, code: str) -> None:
    found = speakers_place(text)
    assert found is not None and found.value.code == code


def test_somebody_elses_number_gives_way_to_the_speakers() -> None:
    text = "物业电话87001122没人接，我的号码13867412358"
    found = speakers_phone(text)
    assert found is not None and found.value == "13867412358"
    assert speakers_phone("打12345也没用") is None
