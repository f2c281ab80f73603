"""The wish to build another book from an export; the one that is open is closed meanwhile."""

from pathlib import Path

from qingyu.paths import DataFolder
from qingyu.services import exchange_reading
from qingyu.ui.book_change import BookChange, Changed
from qingyu.ui.tasks import Task

_NOTE = "现在这本资料先合上，不会动它；建好或取消以后接着用。"


def build_wish(path: Path, target: Path) -> BookChange:
    """The wish to build a new book in this empty folder from this file."""

    def work(folder: DataFolder, task: Task) -> Changed:
        report = exchange_reading.build(
            path, target, on_progress=task.report, stop=task.cancelled
        )
        told = f"建好了，共 {report.rows} 行，在 {target}。现在开着的还是原来那本。"
        return Changed(folder.keys, told)

    return BookChange("正在从导出文件建新的一本", _NOTE, work)
