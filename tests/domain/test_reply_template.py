from dataclasses import replace
from pathlib import Path

import pytest

from qingyu.domain.category import categories
from qingyu.domain.errors import RuleError
from qingyu.domain.place import NOWHERE
from qingyu.domain.reply_template import ReplyTemplate, fitting, known_of, read_replies
from qingyu.paths import resource
from tests.domain.test_feedback_wording import STORY

BUNDLED = read_replies(resource("replies.toml"))


def test_every_category_has_a_template_of_its_own_before_the_general_ones() -> None:
    for each in categories():
        first = fitting(BUNDLED, each.code)[0]
        assert first.category == each.code
        assert any(not other.category for other in fitting(BUNDLED, each.code))


def test_a_template_is_filled_with_what_is_known() -> None:
    template = ReplyTemplate("在办", "{称呼}您好，{地点}{事项}（{编号}，工单 {工单}）{状态}。")
    assert template.filled(known_of(STORY, "青年路社区")) == (
        "张阿姨您好，3幢2单元501室屋面漏水的事（0456，工单 0198）待回访。"
    )


def test_every_bundled_template_reads_well_when_little_is_known() -> None:
    little = replace(STORY.piece, name="", place=NOWHERE, matter="", category="policy")
    known = known_of(replace(STORY, piece=little, issue=None), "")
    for template in BUNDLED:
        words = template.filled(known)
        assert "{" not in words
        assert words.startswith("您好")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[[reply]]\ntitle = "好"\nwords = "好', 3),
        ('[[reply]]\ntitle = "好"\nwords = "好"\n\n[[reply]]\ntitle = "坏"', 5),
        ('# 头\n[[reply]]\ntitle = "好"\nwords = "{电话}"', 2),
        ('[[reply]]\ntitle = "好"\nwords = "好"\ncategory = "nothing"', 1),
        ('[[reply]]\nname = "好"', 1),
        ("", 1),
    ],
)
def test_a_broken_file_is_refused_with_the_line(tmp_path: Path, text: str, line: int) -> None:
    file = tmp_path / "replies.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=f"第 {line} 行"):
        read_replies(file)
