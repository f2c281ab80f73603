"""Is the book sound: the file, the search index, the photos."""

import hashlib

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
        path = photo.path_of(store.folder.photos, sha256, suffix)
        if not path.is_file():
            found.append(f"照片 {path.name} 不见了")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            found.append(f"照片 {path.name} 损坏了")
    return tuple(found)
