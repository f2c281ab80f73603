"""What a neighbourhood decided for itself, by key."""

from qingyu.storage.journal import Writer
from qingyu.storage.tables import Setting


def value(key: str, default: str = "") -> str:
    """The setting, or the default."""
    found = Setting.select(Setting.value).where(Setting.key == key).scalar()
    return str(found) if found is not None else default


def put(writer: Writer, key: str, text: str) -> None:
    """Stores the setting."""
    row = Setting.get_or_none(Setting.key == key)
    if row is None:
        writer.insert(Setting, key=key, value=text)
    else:
        writer.update(Setting, row.id, value=text)
