"""The tables of the practice data: every gap can be filled, every reference exists."""

from string import Formatter

from qingyu.domain.category import find
from qingyu.services.demo.lore import matters, read, seasons, speech, work

KNOWN_WHERE = {"room", "top", "ground", "low", "unit", "building", "grounds"}


def gaps(line: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(line) if name is not None}


def test_every_matter_stands_in_the_table_of_categories() -> None:
    for matter in matters():
        category = find(matter.category)
        assert category is not None, matter.category
        assert category.matter(matter.name) is not None, matter.name


def test_every_matter_of_the_table_has_its_words() -> None:
    from qingyu.domain.category import categories

    told = {(matter.category, matter.name) for matter in matters()}
    assert told == {(each.code, m.name) for each in categories() for m in each.matters}


def test_every_matter_says_when_where_and_who_mends_it() -> None:
    parties = read("work")["contact"]
    trades = {row["trade"] for row in parties}
    offices = {row["name"] for row in parties if row.get("office")}
    for matter in matters():
        assert matter.season in seasons().months
        assert matter.where in KNOWN_WHERE
        assert matter.weight > 0
        assert not matter.trade or matter.trade in trades
        assert not matter.refer or matter.refer in offices
        assert all(line.rsplit(" ", 1)[1].isdigit() for line in matter.costs)
        assert matter.titles and matter.says and matter.notes and matter.found and matter.done


def test_every_gap_in_the_words_can_be_filled() -> None:
    known = {*speech().slots, "层", "楼上室", "车尾"}
    for matter in matters():
        for lines in vars(matter).values():
            if isinstance(lines, tuple):
                assert set().union(*map(gaps, lines)) <= known, matter.name
    assert set().union(*(gaps(line) for lines in work().values() for line in lines)) <= known
    parts = {"体", "地", "家", "名", "电", "问候", "表情", "收尾", "补充"}
    frames = [line for lines in speech().frames.values() for line in lines]
    assert set().union(*map(gaps, frames)) <= parts
