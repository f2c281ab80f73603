"""Saving a document where the user wants it: whole or not at all, and never over something else."""

import os
from pathlib import Path
from tempfile import mkstemp

from qingyu.domain.errors import RuleError, StoreError, disk_words
from qingyu.domain.pattern import pattern

_SIGNATURE = 4
_ILLEGAL = pattern(r"""[\x00-\x1f\x7f\\/:*?"<>|.]+""")
_LONGEST_PART = 40


def save_file(path: Path, content: bytes) -> None:
    """The file there, durable; RuleError over another sort of file, StoreError for the disk."""
    try:
        _refuse_other_things(path, content)
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(path, content)
    except OSError as error:
        raise StoreError(
            f"文件没有存下来（{path.name[:60]}：{disk_words(error)}）",
            "请检查磁盘，或关掉正打开它的程序再试。",
        ) from error


def file_part(text: str) -> str:
    """The text as part of a file name that Windows takes as well."""
    return _ILLEGAL.sub("", text).strip()[:_LONGEST_PART].strip() or "无名"


def _refuse_other_things(path: Path, content: bytes) -> None:
    """RuleError when a folder, a device or a file of another sort lies there, such as the book."""
    if path.is_dir():
        raise RuleError(f"「{path}」是文件夹", "请写一个文件名。")
    if not path.exists():
        return
    if not path.is_file():
        raise RuleError(f"「{path.name}」不是普通的文件", "请换一个文件名。")
    with path.open("rb") as there:
        start = there.read(_SIGNATURE)
    if start and start != content[:_SIGNATURE]:
        raise RuleError(f"「{path.name[:60]}」是另一种文件，没有覆盖它", "请换一个文件名。")


def _write_whole(path: Path, content: bytes) -> None:
    handle, part = mkstemp(dir=path.parent, suffix=".part")
    try:
        with open(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, path)
    except OSError:
        os.unlink(part)
        raise
