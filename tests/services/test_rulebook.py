from datetime import date

import pytest

from qingyu.domain.feedback import Mood
from qingyu.domain.issue import Urgency
from qingyu.paths import resource
from qingyu.services import Store, rulebook


def test_nothing_is_told_without_files_of_ones_own(store: Store) -> None:
    assert rulebook.troubles(store) == ()
    assert rulebook.limits(store).of[Urgency.EMERGENCY].respond is not None


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("moods.toml", '["急"]\nwords = "快"\n["怨"]\nword = "烦"', ("moods.toml 第 3 行", "怨")),
        ("moods.toml", '["急"]\nwords = "快\n', ("moods.toml 第 2 行", "引号")),
        ("limits.toml", '["紧急"]\nrespond = "2 小时"\nsafe = "两小时"', ("第 3 行", "看不懂")),
        ("danger.toml", '"燃气异味" = "开窗"\n"*" = 3\n', ("danger.toml 第 2 行", "一句话")),
        ("holidays/2030.toml", "year = 2030\npublished = 1\n", ("2030.toml 第 2 行", "published")),
    ],
)
def test_a_broken_file_of_ones_own_is_told_by_line_and_the_bundled_one_is_used(
    store: Store, name: str, text: str, told: tuple[str, ...]
) -> None:
    path = store.folder.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    (trouble,) = rulebook.troubles(store)
    assert all(part in str(trouble) for part in told)
    assert rulebook.mood_guess(store, "没人管").mood is Mood.UPSET
    assert rulebook.limits(store).of[Urgency.EMERGENCY].respond is not None
    assert rulebook.advice(store, "燃气异味").words
    assert rulebook.calendar(store).holiday_name(date(2026, 1, 1)) == "元旦"


def test_a_sound_file_of_ones_own_is_used(store: Store) -> None:
    text = resource("words", "moods.toml").read_text(encoding="utf-8")
    own = store.folder.root / "moods.toml"
    own.write_text(text.replace('words = "赶紧', 'words = "蛮吓人 赶紧'), encoding="utf-8")
    assert rulebook.troubles(store) == ()
    assert rulebook.mood_guess(store, "看着蛮吓人").words == ("蛮吓人",)


def test_a_broken_year_leaves_the_sound_ones_and_an_edit_counts_at_once(store: Store) -> None:
    own = store.folder.root / "holidays"
    own.mkdir()
    text = resource("holidays", "2027.toml").read_text(encoding="utf-8")
    (own / "2027.toml").write_text(text.replace("= false", "= true"), encoding="utf-8")
    assert rulebook.calendar(store).warning(2027) == ""
    (own / "2028.toml").write_text("year = 2028\npublished =", encoding="utf-8")
    (trouble,) = rulebook.troubles(store)
    assert "2028.toml 第 2 行" in str(trouble)
    assert rulebook.calendar(store).warning(2027) == ""
    (own / "2028.toml").write_text("year = 2028\npublished = true", encoding="utf-8")
    assert rulebook.troubles(store) == () and rulebook.calendar(store).warning(2028) == ""
    (own / "2027.toml").unlink()
    assert "2027 年放假安排尚未录入" in rulebook.calendar(store).warning(2027)


def test_a_year_of_ones_own_need_not_name_the_days_of_the_law(store: Store) -> None:
    own = store.folder.root / "holidays"
    own.mkdir()
    (own / "2027.toml").write_text(
        "year = 2027\npublished = true\nworking = [2027-02-20]\n[[holiday]]\n"
        'name = "春节"\nfrom = 2027-02-05\nto = 2027-02-11\n',
        encoding="utf-8",
    )
    calendar = rulebook.calendar(store)
    assert calendar.is_statutory(date(2027, 2, 8)) and not calendar.is_statutory(date(2027, 2, 9))
    assert calendar.holiday_name(date(2027, 2, 11)) == "春节"
    assert calendar.is_working_day(date(2027, 2, 20))
    assert calendar.is_working_day(date(2027, 10, 1)), "what the file does not name is no holiday"


def test_a_broken_weather_table_is_told(store: Store) -> None:
    (store.folder.root / "weather.toml").write_text("[台风\n", encoding="utf-8")
    (trouble,) = rulebook.troubles(store)
    assert "weather.toml 第 1 行" in str(trouble)


def test_a_file_in_another_encoding_is_told_with_its_line(store: Store) -> None:
    (store.folder.root / "danger.toml").write_bytes(b"# a\n" + '"*" = "快走"'.encode("gbk"))
    (trouble,) = rulebook.troubles(store)
    assert "第 2 行" in str(trouble)
    assert "UTF-8" in str(trouble)
