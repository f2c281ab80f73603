"""The wishes to put a backup in the place of the book, and to go back again."""

from datetime import datetime
from pathlib import Path

from qingyu.domain.book_keys import BookKeys
from qingyu.paths import DataFolder
from qingyu.services import repair, restore
from qingyu.ui.book_change import BookChange, Changed
from qingyu.ui.tasks import Task

_NOTE = "现在的资料先另外收好，不会丢；取消了就还是原来的样子。"


def restore_wish(path: Path, keys: BookKeys | None = None) -> BookChange:
    """The wish to put this backup, which these keys open, in the place of the book."""

    def work(folder: DataFolder, task: Task) -> Changed:
        done = restore.restore(
            path, folder, datetime.now(), keys=keys,
            on_progress=task.report, stop=task.cancelled,
        )  # fmt: skip
        told = f"换好了：{done.manifest.text}。原来的收好了，要换回去请到「设置」的「备份恢复」。"
        return Changed(done.keys, told)

    return BookChange("正在换上备份", _NOTE, work)


def repair_wish() -> BookChange:
    """The wish to bring all that can be read into a new book; the damaged one is kept."""

    def work(folder: DataFolder, task: Task) -> Changed:
        done = repair.repair(
            folder, datetime.now(), on_progress=task.report, stop=task.cancelled
        )
        return Changed(folder.keys, f"修复好了：{done.text}")

    return BookChange("正在修复", "损坏的原件会另外收好，不会删掉。", work)


def swap_wish(aside: Path) -> BookChange:
    """The wish to put back what was set aside."""

    def work(folder: DataFolder, _task: Task) -> Changed:
        restore.swap_back(aside, folder, datetime.now())
        return Changed(folder.keys, "换回来了，刚才那份也收好了。")

    return BookChange("正在换回收好的资料", _NOTE, work)
