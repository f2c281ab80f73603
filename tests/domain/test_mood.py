from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import Mood
from qingyu.domain.mood import read_moods
from qingyu.paths import resource

TABLE = read_moods(resource("words", "moods.toml"))


@pytest.mark.parametrize(
    ("text", "mood", "shown"),
    [
        ("水管爆了，赶紧来人！", Mood.URGENT, "赶紧"),
        ("反映了好几次没人管，到底管不管", Mood.UPSET, "没人管"),
        ("灯修好了，感谢师傅，真快", Mood.GRATEFUL, "感谢"),
        ("3幢2单元楼道灯不亮", Mood.CALM, ""),
        ("灯不亮了，麻烦来看看，谢谢", Mood.CALM, ""),
        ("不着急，有空来看一下", Mood.CALM, ""),
        ("师傅没拖着，当天就换好了，谢谢", Mood.GRATEFUL, "谢谢"),
        ("又漏了！说了几次都没人来，赶快派人", Mood.UPSET, "又漏了"),
    ],
)
def test_a_mood_is_suggested_from_words_that_are_shown(text: str, mood: Mood, shown: str) -> None:
    guess = TABLE.suggest(text)
    assert guess.mood is mood
    assert shown in guess.words if shown else guess.words == ()


@given(st.text(alphabet="赶紧没人管谢不急麻烦 \n😀<%", max_size=60))
def test_every_shown_word_stands_in_the_text(text: str) -> None:
    guess = TABLE.suggest(text)
    assert all(word in text for word in guess.words)
    assert (guess.mood is Mood.CALM) == (not guess.words)


@pytest.mark.parametrize(
    "broken", ["[", '["急"]\nwords = 3', '["急"]\nwords = "快"', "\ufeff急 = 1"]
)
def test_a_broken_table_is_refused_in_a_sentence(tmp_path: Path, broken: str) -> None:
    file = tmp_path / "moods.toml"
    file.write_text(broken, encoding="utf-8")
    with pytest.raises(RuleError, match=r"moods\.toml"):
        read_moods(file)
