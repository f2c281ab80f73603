"""The keys of one encrypted book; where they come from is storage's matter."""

from qingyu.domain.frozen import frozen


class Hidden(bytes):
    """Bytes that never show themselves in a log or a message."""

    def __repr__(self) -> str:
        return "Hidden()"

    __str__ = __repr__


@frozen
class BookKeys:
    """Keys of the database, of the photos and of the names of their files (32 bytes each).

    `mark` (16 bytes) is no secret: every database file written under these keys begins with it.
    """

    database: Hidden
    photos: Hidden
    names: Hidden
    mark: bytes
