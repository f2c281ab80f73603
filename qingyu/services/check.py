"""Is the book sound: the file, the search index, the photos."""

import hashlib

from qingyu.domain.errors import StoreError
from qingyu.storage import issue_parts as parts
from qingyu.storage import photo, search
from qingyu.storage.store import Store


def faults(store: Store) -> tuple[str, ...]:
    """Everything wrong with the book, one sentence each; empty when it is sound."""
    found = list(store.check())
    missing = search.missing(store.database)
    if missing:
        found.append(f"搜索目录缺 {missing} 条")
    for sha256, suffix in sorted(parts.photo_files()):
        name = f"{sha256}{suffix}"
        if not photo.path_of(store.folder, name).is_file():
            found.append(f"照片 {name} 不见了")
        elif not _is_whole(store, name, sha256):
            found.append(f"照片 {name} 损坏了")
    return tuple(found)


def _is_whole(store: Store, name: str, sha256: str) -> bool:
    try:
        return hashlib.sha256(photo.content_of(store.folder, name)).hexdigest() == sha256
    except StoreError:
        return False
