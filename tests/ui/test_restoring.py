"""The wishes that go back to a backup, done on a closed book as between two windows."""

from datetime import datetime

from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.feedback_list import FeedbackFilter
from qingyu.paths import DataFolder
from qingyu.services import Store, backup, feedback, feedback_reading, restore
from qingyu.ui.restoring import restore_wish, swap_wish
from qingyu.ui.tasks import Task


def count(folder: DataFolder) -> int:
    store = Store.open(folder)
    try:
        return feedback_reading.count(store, FeedbackFilter())
    finally:
        store.close()


def test_one_goes_back_and_back_again(founded: Store, qapp: object) -> None:
    made = backup.make(founded)
    feedback.record(founded, FeedbackDraft("备份之后"), by=None)
    folder = founded.folder
    founded.close()
    done = restore_wish(made.path).work(folder, Task(lambda task: None))
    assert "换好了" in done.words and "备份恢复" in done.words and done.keys is None
    assert count(folder) == 0
    (aside,) = restore.asides(folder)
    assert aside.at <= datetime.now()
    done = swap_wish(aside.folder).work(folder, Task(lambda task: None))
    assert "换回来了" in done.words
    assert count(folder) == 1
