"""From one secret to all keys of a book, and the key file that keeps it under a passphrase.

A book has one random secret of 110 bits. The recovery sheet shows it; the key file holds it wrapped
by AES-256-GCM under a key that Argon2id (RFC 9106) makes of the passphrase. The keys in use are
derived from it by HKDF-SHA256 (RFC 5869).
"""

import json
import os
import secrets
from pathlib import Path
from typing import Any

from qingyu.domain.book_keys import BookKeys, Hidden
from qingyu.domain.errors import RuleError, StoreError
from qingyu.domain.passphrase import normalised
from qingyu.domain.recovery_code import BITS
from qingyu.storage.database import naming_faults

_VERSION = 1
_BYTES = (BITS + 7) // 8
_MARK = 16
# RFC 9106's second choice: 64 MiB, three passes; a quarter of a second on an old computer.
_TIME, _MEMORY, _LANES = 3, 64 * 1024, 2
# A key file from a stranger must not eat the memory.
_MOST_TIME, _MOST_MEMORY, _MOST_LANES = 10, 256 * 1024, 8
_WRONG = ("口令不对", "请看看大小写和输入法，再输一次；忘了可以用恢复单打开。")
_BROKEN = ("钥匙文件坏了", "请用打印的恢复单打开。")
_LONGEST = 10_000


def new_secret() -> int:
    """A secret nobody has ever had."""
    return secrets.randbits(BITS)


def keys_of(secret: int) -> BookKeys:
    """All keys of the book with this secret."""
    return BookKeys(
        Hidden(_derived(secret, "database", 32)),
        Hidden(_derived(secret, "photos", 32)),
        Hidden(_derived(secret, "photo names", 32)),
        _derived(secret, "mark", _MARK),
    )


def _derived(secret: int, label: str, length: int) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    info = f"qingyu book {_VERSION} {label}".encode()
    made: bytes = HKDF(SHA256(), length, None, info).derive(secret.to_bytes(_BYTES, "big"))
    return made


def wrapped(secret: int, passphrase: str) -> bytes:
    """The text of a key file for this secret and passphrase."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head = {
        "version": _VERSION,
        "mark": keys_of(secret).mark.hex(),
        "argon2id": {"time": _TIME, "memory": _MEMORY, "lanes": _LANES},
        "salt": os.urandom(16).hex(),
        "nonce": os.urandom(12).hex(),
    }
    cipher = AESGCM(_stretched(passphrase, head))
    sealed = cipher.encrypt(
        bytes.fromhex(str(head["nonce"])), secret.to_bytes(_BYTES, "big"), _bound(head)
    )
    return json.dumps({**head, "secret": sealed.hex()}, indent=1).encode()


def unwrapped(text: bytes, passphrase: str) -> int:
    """The secret in a key file; RuleError for a wrong passphrase, StoreError for a broken file."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    told = _told(text)
    try:
        sealed, nonce = bytes.fromhex(told["secret"]), bytes.fromhex(told["nonce"])
        key = _stretched(passphrase, told)
        secret = AESGCM(key).decrypt(nonce, sealed, _bound(told))
    except InvalidTag:
        raise RuleError(*_WRONG) from None
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(*_BROKEN) from error
    return int.from_bytes(secret, "big")


def mark_in(text: bytes) -> bytes:
    """The mark of the keys that the secret of this key file makes; StoreError when it is none."""
    try:
        return bytes.fromhex(_told(text)["mark"])
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(*_BROKEN) from error


def find(mark: bytes, *places: Path) -> bytes | None:
    """The text of the first of these key files that belongs to this mark."""
    for place in places:
        try:
            with place.open("rb") as file:
                text = file.read(_LONGEST)
            if mark_in(text) == mark:
                return text
        except (OSError, StoreError):
            continue
    return None


def write(path: Path, text: bytes) -> None:
    """Puts a key file there, whole or not at all, and on the disk for good."""
    part = path.with_name(path.name + ".part")
    with naming_faults():
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)


def _told(text: bytes) -> dict[str, Any]:
    try:
        told = json.loads(text)
    except ValueError as error:
        raise StoreError(*_BROKEN) from error
    if not isinstance(told, dict):
        raise StoreError(*_BROKEN)
    if told.get("version") != _VERSION:
        raise StoreError("这个钥匙文件是更新版的晴雨管家写的", "请先升级程序，资料没有动过。")
    return told


def _stretched(passphrase: str, told: dict[str, Any]) -> bytes:
    """The key Argon2id makes of the passphrase; ValueError when the file asks for too much."""
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    cost = told["argon2id"]
    time, memory, lanes = int(cost["time"]), int(cost["memory"]), int(cost["lanes"])
    if not (0 < time <= _MOST_TIME and 0 < memory <= _MOST_MEMORY and 0 < lanes <= _MOST_LANES):
        raise ValueError("cost out of range")
    typed = normalised(passphrase).encode("utf-8", "surrogatepass")
    salt = bytes.fromhex(told["salt"])
    try:
        return hash_secret_raw(typed, salt, time, memory, lanes, 32, Type.ID)
    except HashingError as error:
        raise StoreError("内存不够，口令算不出来", "请关掉一些别的程序，再试一次。") from error


def _bound(told: dict[str, Any]) -> bytes:
    """What the wrapping vouches for beside the secret."""
    return json.dumps([told[name] for name in ("version", "mark", "argon2id", "salt")]).encode()
