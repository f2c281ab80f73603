"""One public function = one user action = one transaction; each answers with Changes."""

from qingyu.storage.store import Store, open_sound

__all__ = ["Store", "open_sound"]
