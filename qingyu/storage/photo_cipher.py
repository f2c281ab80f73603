"""How one photo lies sealed on disk: AES-256-GCM of its name and content, under a name of noise.

A file is b"QYP1", the mark of the keys (16 bytes), a nonce (12), and the sealed text: length of the
name (1 byte), the name inside the folder («ab…cd.jpg», «thumbs/ab…cd.jpg»), the content.
"""

import hmac
import os
from pathlib import Path

from qingyu.domain.book_keys import BookKeys
from qingyu.domain.errors import StoreError

SUFFIX = ".qyp"
_BEGIN = b"QYP1"
_MARK, _NONCE = 16, 12
_HEAD = len(_BEGIN) + _MARK + _NONCE
THUMBS = "thumbs"


def place_of(folder: Path, name: str, keys: BookKeys | None) -> Path:
    """Where the photo of this name lies in the photos folder, plain or sealed."""
    if keys is None:
        return folder / name
    noise = hmac.digest(keys.names, name.encode(), "sha256").hex() + SUFFIX
    return folder / THUMBS / noise if name.startswith(f"{THUMBS}/") else folder / noise


def sealed(name: str, content: bytes, keys: BookKeys) -> bytes:
    """The bytes of the file."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce, inside = os.urandom(_NONCE), name.encode()
    head = _BEGIN + keys.mark + nonce
    text = bytes([len(inside)]) + inside + content
    return head + AESGCM(keys.photos).encrypt(nonce, text, head)


def opened(file: bytes, keys: BookKeys) -> tuple[str, bytes]:
    """The name and the content in a sealed file; StoreError when a single bit is not as it was."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head = file[:_HEAD]
    try:
        if mark_of(head) != keys.mark:
            raise ValueError("sealed by other keys")
        text = AESGCM(keys.photos).decrypt(head[-_NONCE:], file[_HEAD:], head)
        size = 1 + text[0]
        return text[1:size].decode(), text[size:]
    except (InvalidTag, ValueError, IndexError) as error:
        raise StoreError("这张照片坏了或被改过，解不开", "请用最近的备份找回。") from error


def mark_of(head: bytes) -> bytes | None:
    """Which keys sealed the file that begins so; None for a plain one."""
    if len(head) < _HEAD or not head.startswith(_BEGIN):
        return None
    return head[len(_BEGIN) : len(_BEGIN) + _MARK]


def read_head(path: Path) -> bytes:
    """As much of a file as `mark_of` wants."""
    with path.open("rb") as file:
        return file.read(_HEAD)
