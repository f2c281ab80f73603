"""Where things lie on disk: bundled resources and the layout of one data folder."""

from functools import cache
from pathlib import Path

from qingyu.domain.book_keys import BookKeys
from qingyu.domain.frozen import frozen


def resource(*parts: str) -> Path:
    """The path of a bundled file under resources/, in a checkout or an installed wheel."""
    return _resources().joinpath(*parts)


@cache
def _resources() -> Path:
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def default_data_dir() -> Path:
    """The folder that holds this user's real book when --data is not given."""
    from platformdirs import user_data_path

    return user_data_path("qingyu", appauthor=False)


def practice_dir() -> Path:
    """The folder of practice mode, never the same as the real book's."""
    return default_data_dir().with_name("qingyu-practice")


@frozen
class DataFolder:
    """The names of everything inside one data folder, and its keys when the book is sealed."""

    root: Path
    keys: BookKeys | None = None

    @property
    def database(self) -> Path:
        return self.root / "qingyu.db"

    @property
    def key_file(self) -> Path:
        return self.root / "qingyu.key"

    @property
    def waiting_key(self) -> Path:
        return self.root / "qingyu.key.new"

    @property
    def converting(self) -> Path:
        return self.root / "qingyu.converting"

    @property
    def photos(self) -> Path:
        return self.root / "photos"

    @property
    def prints(self) -> Path:
        return self.root / "prints"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def log(self) -> Path:
        return self.root / "qingyu.log"

    @property
    def lock(self) -> Path:
        return self.root / "qingyu.lock"

    @property
    def settings(self) -> Path:
        return self.root / "window.ini"
