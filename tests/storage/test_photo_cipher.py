from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.domain.errors import StoreError
from qingyu.paths import DataFolder
from qingyu.storage import photo
from qingyu.storage.photo_cipher import mark_of, opened, place_of, sealed
from tests.storage.sealing import KEYS, OTHER

NAME = "cd" * 32 + ".png"


@given(st.binary(max_size=300))
def test_what_is_sealed_opens_again(content: bytes) -> None:
    file = sealed(NAME, content, KEYS)
    assert opened(file, KEYS) == (NAME, content)
    assert mark_of(file) == KEYS.mark
    assert sealed(NAME, content, KEYS) != file


@given(st.data())
@settings(max_examples=60)
def test_no_bit_can_be_changed_and_nothing_cut_off(data: st.DataObject) -> None:
    file = sealed(NAME, b"a room", KEYS)
    at = data.draw(st.integers(0, len(file) - 1))
    changed = bytearray(file)
    changed[at] ^= 1 << data.draw(st.integers(0, 7))
    for bad in (bytes(changed), file[:at]):
        with pytest.raises(StoreError, match="解不开"):
            opened(bad, KEYS)


def test_other_keys_open_nothing() -> None:
    with pytest.raises(StoreError):
        opened(sealed(NAME, b"a room", KEYS), OTHER)


def test_one_photo_cannot_stand_for_another(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path, KEYS)
    other = "ef" * 32 + ".png"
    photo.put(folder, NAME, b"one")
    photo.put(folder, other, b"other")
    photo.path_of(folder, NAME).write_bytes(photo.path_of(folder, other).read_bytes())
    with pytest.raises(StoreError, match="换过"):
        photo.content_of(folder, NAME)
    photo.put(folder, NAME, b"one")
    assert photo.content_of(folder, NAME) == b"one"
    assert place_of(folder.photos, NAME, OTHER) != photo.path_of(folder, NAME)
