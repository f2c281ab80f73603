"""Saving a document where the user finds it: whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from qingyu.domain.errors import StoreError


def save_file(path: Path, content: bytes) -> None:
    """The file there whole or not at all; StoreError says what to do."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        reason = error.strerror or "写不进去"
        raise StoreError(
            f"文件没有存下来（{path.name}：{reason}）", "请检查磁盘，或关掉正打开它的程序再试。"
        ) from error
