"""Who sits here: chosen by name and PIN, asked again after a pause, never shut out for good."""

from qingyu.domain import pin as pins
from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.recovery_code import BITS, code_of, secret_of
from qingyu.domain.right import Right, refusal
from qingyu.domain.steward import Role, Steward
from qingyu.storage import identity as rows
from qingyu.storage import setting
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store

_IDLE = "identity.idle_minutes"
# About 100 ms on the machines of a community: ten thousand PINs take a thief minutes, not one.
_TIME_COST, _MEMORY_KIB = 2, 32_768


def is_guarded(store: Store) -> bool:
    """Whether a PIN is asked for here: a serving lead has one."""
    return rows.is_guarded(store.database)


def with_pin(store: Store) -> frozenset[int]:
    """The ids of the stewards who have a PIN."""
    return rows.with_pin()


def prove(store: Store, steward_id: int, typed: str = "") -> Steward:
    """The steward, whose PIN this is; RuleError when it is wrong or it is too soon to try again.

    Who has no PIN is let in by name alone, but for a lead where PINs are in use.
    """
    person = _serving(steward_id)
    lock = rows.lock_of(steward_id)
    if lock is None:
        if person.role is Role.LEAD and is_guarded(store):
            raise RuleError(f"{person.name}还没有 PIN，组长没有 PIN 进不来", "请另一位组长给他设。")
        return person
    _try(store, lock, steward_id, pins.digits(typed), "PIN 不对")
    return person


def prove_again(store: Store, steward_id: int, typed: str) -> None:
    """Raises RuleError unless this is the PIN of whoever sits here already, or there is none."""
    lock = rows.lock_of(steward_id)
    if lock is not None:
        if not typed.strip():
            raise RuleError("还没有写现在的 PIN", "改之前请先写现在的 PIN。")
        _try(store, lock, steward_id, pins.digits(typed), "现在的 PIN 不对")


def seconds_left(store: Store, steward_id: int) -> int:
    """How long this steward's next try has to wait."""
    lock = rows.lock_of(steward_id)
    return 0 if lock is None else pins.seconds_left(lock.wrong, lock.wrong_at, store.now())


def set_pin(
    store: Store, steward_id: int, typed: str, *, old: str = "", by: int | None
) -> Changes:
    """The change of a steward's new PIN, by the lead or by themselves, who must know the old one.

    It is not undone but changed again.
    """
    person = _serving(steward_id)
    kept = pins.good(typed)
    _refuse_stranger(by)
    if by == steward_id:
        prove_again(store, steward_id, old)
    if person.role is not Role.LEAD and not is_guarded(store):
        raise RuleError("组长还没有设 PIN", "请组长先设自己的，再给大家设。")
    needs = None if by == steward_id else Right.MANAGE
    hashed = _hashed(kept)
    with store.operation(f"给{person.name}设 PIN", by=by, needs=needs) as writer:
        rows.put_pin(steward_id, hashed, writer.at)
        writer.tell()
    return writer.changes


def remove_pin(store: Store, steward_id: int, *, old: str = "", by: int | None) -> Changes:
    """The change of a steward let in by name alone; without a lead's PIN none is asked for."""
    person = steward_rows.get(steward_id)
    _refuse_stranger(by)
    if by == steward_id:
        prove_again(store, steward_id, old)
    needs = None if by == steward_id else Right.MANAGE
    with store.operation(f"取消{person.name}的 PIN", by=by, needs=needs) as writer:
        rows.drop_pin(steward_id)
        if not is_guarded(store):
            rows.drop_recovery()
        writer.tell()
    return writer.changes


def has_recovery(store: Store) -> bool:
    """Whether a printed recovery code is in force."""
    return rows.recovery() is not None


def make_recovery(store: Store, typed: str, *, by: int | None) -> str:
    """A new recovery code of 24 characters for a lead who forgets the PIN; the old one is void.

    Whoever signs must know the PIN: the desk may stand unwatched.
    """
    _refuse_stranger(by)
    require(store, Right.MANAGE, by=by)
    prove_again(store, by or 0, typed)
    import secrets

    code = code_of(secrets.randbits(BITS))
    hashed = _hashed(_plain(code))
    with store.operation("做新的 PIN 恢复码", by=by, needs=Right.MANAGE) as writer:
        rows.put_recovery(hashed, writer.at)
        writer.tell()
    return code


def recover(store: Store, code: str, steward_id: int, typed: str) -> Changes:
    """The change of a lead's new PIN by the recovery code, which is used up; RuleError if wrong."""
    person = _serving(steward_id)
    if person.role is not Role.LEAD:
        raise RuleError("恢复码只给组长用", f"{person.name}的 PIN 请组长重设。")
    kept = pins.good(typed)
    plain = _plain(code)
    lock = rows.recovery()
    if lock is None:
        raise RuleError("没有还能用的恢复码", "请另一位组长重设 PIN。")
    _try(store, lock, None, plain, "恢复码不对")
    hashed = _hashed(kept)
    verb = f"用恢复码给{person.name}重设 PIN"
    with store.operation(verb, by=steward_id, needs=Right.MANAGE) as writer:
        rows.put_pin(steward_id, hashed, writer.at)
        rows.drop_recovery()
        writer.tell()
    return writer.changes


def idle_minutes(store: Store) -> int:
    """After how many minutes without a hand the window asks again who is there; 0 is never."""
    kept = setting.value(_IDLE)
    return int(kept) if kept.isdecimal() else pins.IDLE_MINUTES


def set_idle_minutes(store: Store, minutes: int, *, by: int | None) -> Changes:
    """The change of how soon the window asks again."""
    with store.operation("修改多久再问是谁", by=by, needs=Right.MANAGE) as writer:
        setting.put(writer, _IDLE, str(pins.idle_minutes(minutes)))
    return writer.changes


def require(store: Store, right: Right, *, by: int | None) -> None:
    """Raises RuleError when this person may not do what writes nothing here, as restoring."""
    rows.admit(store.database, by, right)


def _try(store: Store, lock: rows.Lock, steward_id: int | None, typed: str, told: str) -> None:
    """Counts a try as wrong before it is looked at, so that ending the program gains nothing."""
    _count(store, steward_id)
    if not _matches(lock.hashed, typed):
        again = rows.lock_of(steward_id) if steward_id is not None else rows.recovery()
        wait = pins.wait_after(again.wrong) if again is not None else 0
        raise RuleError(told, f"{wait} 秒后可以再试；忘了请组长重设。")
    with store.database.atomic():
        rows.count_wrong(steward_id, 0, None)


def _count(store: Store, steward_id: int | None) -> None:
    now = store.now()
    left = 0
    with store.database.atomic():
        lock = rows.lock_of(steward_id) if steward_id is not None else rows.recovery()
        if lock is None:
            return
        left = pins.seconds_left(lock.wrong, lock.wrong_at, now)
        if not left:
            rows.count_wrong(steward_id, lock.wrong + 1, now)
        elif lock.wrong_at is not None and lock.wrong_at > now:
            # The clock was set back: from now on it is waited for once more, not until then.
            rows.count_wrong(steward_id, lock.wrong, now)
    if left:
        raise RuleError(f"刚才输错了，请等 {left} 秒再试", "忘了 PIN 请组长重设。")


def _serving(steward_id: int) -> Steward:
    person = steward_rows.get(steward_id)
    if not person.active:
        raise RuleError(f"{person.name}已停用", "请换一位，或请组长把他改回在岗。")
    return person


def _refuse_stranger(by: int | None) -> None:
    if by is None:
        raise refusal(None)


def _plain(code: str) -> str:
    return f"{secret_of(code):028x}"


def _hashed(plain: str) -> str:
    from argon2 import PasswordHasher

    hasher = PasswordHasher(time_cost=_TIME_COST, memory_cost=_MEMORY_KIB, parallelism=1)
    return hasher.hash(plain)


def _matches(hashed: str, typed: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(hashed, typed)
    except (VerificationError, InvalidHashError):
        return False
