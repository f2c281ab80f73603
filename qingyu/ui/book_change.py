"""A wish to change how the whole book is kept: done between two windows."""

from collections.abc import Callable

from qingyu.domain.book_keys import BookKeys
from qingyu.domain.frozen import frozen
from qingyu.paths import DataFolder
from qingyu.ui.tasks import Task


@frozen
class Changed:
    """The keys the book has now, what to tell, and the code of a new recovery sheet."""

    keys: BookKeys | None
    words: str = ""
    code: str = ""


@frozen
class BookChange:
    """What the waiting window says, and the work on the closed book; it runs on the worker."""

    title: str
    note: str
    work: Callable[[DataFolder, Task], Changed]
