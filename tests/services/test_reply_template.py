from qingyu.domain.changes import Noun
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.place import Place
from qingyu.services import Store, feedback, feedback_reading, reply_template

SAID = FeedbackDraft("漏水", Place(3, 2, "501"), "张阿姨", category="house", matter="屋面漏水")


def offered(store: Store) -> tuple[tuple[str, str], ...]:
    ident = feedback.record(store, SAID, by=1).ids(Noun.FEEDBACK)[0]
    return reply_template.offered(store, feedback_reading.story(store, ident)).filled


def test_the_templates_of_the_category_come_first_filled(founded: Store) -> None:
    title, words = offered(founded)[0]
    assert title == "约时间看漏水"
    assert words.startswith("张阿姨您好，3幢2单元501室屋面漏水的事")


def test_a_file_in_the_data_folder_replaces_them_and_a_broken_one_does_not(founded: Store) -> None:
    own = founded.folder.root / reply_template.FILE
    own.write_text('[[reply]]\ntitle = "自家"\nwords = "{小区}知道了"', encoding="utf-8")
    assert offered(founded) == (("自家", "青年路社区知道了"),)
    own.write_text('[[reply]]\ntitle = "自家"', encoding="utf-8-sig")
    found = reply_template.templates(founded)
    assert found.trouble is not None and "第 1 行" in found.trouble.title
    assert len(found.every) > 10
