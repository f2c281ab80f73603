"""Who signs, with which rights, and the PINs that prove it; PINs never pass the journal."""

from datetime import datetime
from typing import Any

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.right import Right, may, refusal
from qingyu.domain.steward import Role
from qingyu.storage.database import BookDatabase
from qingyu.storage.tables import RecoveryCode, StewardPin

_SIGNER = "SELECT role, active, name FROM steward WHERE id = ?"
_GUARDED = (
    "SELECT 1 FROM steward_pin JOIN steward ON steward.id = steward_pin.steward_id "
    "WHERE steward.active AND steward.role = ? LIMIT 1"
)


@frozen
class Lock:
    """A hashed PIN or recovery code, and the wrong tries since the last right one."""

    hashed: str
    wrong: int = 0
    wrong_at: datetime | None = None


def admit(database: BookDatabase, by: int | None, needs: Right | None) -> str | None:
    """The role that signs; RuleError when it may not do what needs this right."""
    found = database.execute_sql(_SIGNER, (by,)).fetchone() if by is not None else None
    if found is None:
        if needs is not None and not may(None, needs) and is_guarded(database):
            raise refusal(None)
        return None
    role, active, name = found
    if needs is not None and not active:
        raise RuleError(f"{name}已停用，不能再登记", "请换一位来做，或请组长把他改回在岗。")
    if needs is not None and not may(Role(role), needs):
        raise refusal(Role(role))
    return str(role)


def is_guarded(database: BookDatabase) -> bool:
    """Whether a serving lead has a PIN, so that nobody signs without a name any more."""
    return database.execute_sql(_GUARDED, (str(Role.LEAD),)).fetchone() is not None


def with_pin() -> frozenset[int]:
    """The ids of the stewards who have a PIN."""
    found: Any = StewardPin.select(StewardPin.steward).tuples()
    return frozenset(ident for (ident,) in found)


def lock_of(steward_id: int) -> Lock | None:
    """The steward's PIN, or None."""
    row = StewardPin.get_or_none(StewardPin.steward == steward_id)
    return None if row is None else Lock(row.pin, row.wrong, row.wrong_at)


def put_pin(steward_id: int, hashed: str, at: datetime) -> None:
    """Gives the steward this PIN, in place of an earlier one; wrong tries are forgotten."""
    drop_pin(steward_id)
    StewardPin.insert(steward=steward_id, pin=hashed, set_at=at).execute()


def drop_pin(steward_id: int) -> None:
    """Takes the steward's PIN away."""
    StewardPin.delete().where(StewardPin.steward == steward_id).execute()


def count_wrong(steward_id: int | None, wrong: int, at: datetime | None) -> None:
    """Remembers so many wrong tries of a steward's PIN; None for those of the recovery code."""
    if steward_id is None:
        RecoveryCode.update(wrong=wrong, wrong_at=at).execute()
    else:
        of = StewardPin.steward == steward_id
        StewardPin.update(wrong=wrong, wrong_at=at).where(of).execute()


def recovery() -> Lock | None:
    """The recovery code in force, or None."""
    row = RecoveryCode.get_or_none()
    return None if row is None else Lock(row.code, row.wrong, row.wrong_at)


def put_recovery(hashed: str, at: datetime) -> None:
    """Makes this the one recovery code."""
    RecoveryCode.delete().execute()
    RecoveryCode.insert(code=hashed, set_at=at).execute()


def drop_recovery() -> None:
    """Leaves no recovery code in force."""
    RecoveryCode.delete().execute()
