"""The two kinds of trouble a steward is told about; everything else is a bug."""

import errno

_DISK_WORDS = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EFBIG: "文件太大",
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "文件夹不在",
    errno.ENOTDIR: "路径中间有一个不是文件夹",
    errno.EEXIST: "同名的东西已经在那里",
    errno.EISDIR: "那是一个文件夹",
    errno.ENAMETOOLONG: "名字或路径太长",
    errno.EINVAL: "名字里有不能用的字符",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被别的程序占用",
    errno.ELOOP: "快捷方式绕成了圈",
}


class QingyuError(Exception):
    """Something to tell the user in one sentence, with what to do about it."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title, hint)
        self.title = title
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.title}{self._joint}{self.hint}" if self.hint else self.title

    @property
    def _joint(self) -> str:
        return "" if self.title.endswith(("。", "！", "？", "：")) else "，"


class RuleError(QingyuError):
    """A rule forbids this; the hint says what to do instead."""


class StoreError(QingyuError):
    """The disk, a lock or a damaged file stands in the way; nothing was changed."""


class DamagedError(StoreError):
    """The file of a book is damaged; it may be repaired, or a backup put in its place."""


class LockedError(StoreError):
    """The book is encrypted and nobody has opened it yet."""


def disk_words(error: OSError) -> str:
    """What the disk said, in a few Chinese words; the system's own words when it is rare."""
    return _DISK_WORDS.get(error.errno or 0) or error.strerror or "读写不了"
