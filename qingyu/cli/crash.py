"""A bug met by a command: one sentence for the user, the whole story in a file."""

import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import qingyu
from qingyu.paths import DataFolder


def words(error: Exception, data: Path | None) -> str:
    """What to tell the user; the traceback is added to the log of the data folder, if it can."""
    file = _written_down(error, data)
    where = f"，经过记在 {file}" if file else ""
    return f"程序出错了（{type(error).__name__}）{where}；已登记的都在，请把这句话告诉维护的人。"


def _written_down(error: Exception, data: Path | None) -> Path | None:
    now = f"{datetime.now():%Y-%m-%d %H:%M:%S}"
    import tempfile

    story = f"{now} 晴雨管家 {qingyu.__version__}\n{''.join(traceback.format_exception(error))}\n"
    for folder in (data, Path(tempfile.gettempdir())):
        if folder is not None:
            with suppress(OSError):
                file = DataFolder(folder).log
                with file.open("a", encoding="utf-8", errors="backslashreplace") as log:
                    log.write(story)
                return file
    return None
