from dataclasses import replace

from qingyu.domain.feedback_list import FeedbackStory
from qingyu.domain.feedback_wording import as_text, came_words, speaker_words
from qingyu.domain.place import NOWHERE
from tests.domain.test_followup import ISSUE, NOW, PIECE

STORY = FeedbackStory(PIECE, "房屋本体", "陆建芬", ISSUE)


def test_who_spoke_is_told_as_far_as_it_is_known() -> None:
    assert speaker_words(PIECE) == "张阿姨 3-2-501"
    assert speaker_words(replace(PIECE, name="")) == "3-2-501"
    assert speaker_words(replace(PIECE, name="", place=NOWHERE)) == "没留姓名"


def test_how_it_came_names_the_recorder() -> None:
    assert came_words(STORY, NOW) == "今天 12:00 · 电话 · 陆建芬登记"
    assert came_words(replace(STORY, recorded_by=""), NOW) == "今天 12:00 · 电话"


def test_the_text_holds_the_words_as_they_were_said() -> None:
    text = as_text(replace(STORY, piece=replace(PIECE, text="<b>漏</b>\n%s")), NOW)
    assert text.splitlines() == [
        "来件 0456　今天 12:00 · 电话 · 陆建芬登记",
        "<b>漏</b>",
        "%s",
        "反映人：张阿姨",
        "地点：3幢2单元501室",
        "电话：138 6741 2358",
        "类型：报修 · 房屋本体 屋面漏水",
        "工单：0198　3-2-501 屋面漏水（待回访）",
    ]
    loose = as_text(replace(STORY, issue=None, piece=replace(PIECE, may_contact=False)), NOW)
    assert "工单：还没有工单" in loose
    assert "回访：不愿意被回访" in loose
