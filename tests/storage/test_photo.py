import os
import sys
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw

from qingyu.domain.errors import RuleError, StoreError
from qingyu.paths import DataFolder
from qingyu.storage.photo import LARGEST, keep, path_of, thumbnail_name
from qingyu.storage.photo_cleaning import clean

GPS, EXIF, ORIENTATION, TAKEN, MODEL = 0x8825, 0x8769, 0x0112, 0x9003, 0x0110
XMP = b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>30.2500N 120.1600E</x:xmpmeta>"


def picture(size: tuple[int, int] = (640, 400), mode: str = "RGB") -> Image.Image:
    image = Image.radial_gradient("L").resize(size).convert(mode)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1] // 3), fill=1)
    return image


def camera_exif(orientation: int = 6) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MODEL] = "SECRET-CAMERA"
    exif.get_ifd(EXIF)[TAKEN] = "2026:11:20 09:30:00"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (30.0, 15.0, 0.0)
    return exif.tobytes()


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def from_camera(**options: object) -> bytes:
    """A phone's JPEG: EXIF with position, XMP, IPTC, a comment, a colour profile, a trailer."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain = saved(
        picture(), "JPEG", exif=camera_exif(), icc_profile=profile, comment=b"at home", **options
    )
    xmp = b"\xff\xe1" + (len(XMP) + 2).to_bytes(2, "big") + XMP
    iptc = b"\xff\xed\x00\x0cHangzhou-x"
    return plain[:2] + xmp + iptc + plain[2:] + b"trailer with a second picture"


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "照片 资料")


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_loses_its_position_and_keeps_every_pixel(
    folder: DataFolder, progressive: bool
) -> None:
    original = from_camera(progressive=progressive)
    kept = keep(folder, original)
    stored = path_of(folder, kept.sha256 + kept.suffix).read_bytes()
    with Image.open(BytesIO(original)) as before, Image.open(BytesIO(stored)) as after:
        assert before.tobytes() == after.tobytes()
        assert after.info["icc_profile"] == before.info["icc_profile"]
        exif = after.getexif()
        assert exif[ORIENTATION] == 6
        assert exif.get_ifd(EXIF)[TAKEN] == "2026:11:20 09:30:00"
        assert not exif.get_ifd(GPS)
    for secret in (b"30.2500N", b"SECRET-CAMERA", b"at home", b"Hangzhou", b"trailer"):
        assert secret in original
        assert secret not in stored


def test_what_is_known_of_a_kept_photo_is_as_seen_upright(folder: DataFolder) -> None:
    kept = keep(folder, from_camera())
    stored = path_of(folder, kept.sha256 + kept.suffix).read_bytes()
    assert kept.sha256 == sha256(stored).hexdigest()
    assert (kept.suffix, kept.width, kept.height) == (".jpg", 400, 640)
    assert kept.taken_at == datetime(2026, 11, 20, 9, 30)
    with Image.open(path_of(folder, thumbnail_name(kept.sha256))) as thumbnail:
        assert thumbnail.size == (200, 320)
        assert not thumbnail.getexif()


def test_the_same_photo_twice_is_one_file_even_from_our_own_copy(
    folder: DataFolder, tmp_path: Path
) -> None:
    source = tmp_path / "微信 图片.jpg"
    source.write_bytes(from_camera())
    first = keep(folder, source)
    assert keep(folder, source.read_bytes()) == first
    assert keep(folder, path_of(folder, first.sha256 + first.suffix)) == first
    files = [path for path in folder.photos.rglob("*") if path.is_file()]
    assert len(files) == 2


def test_a_damaged_stored_file_is_mended_by_adding_the_photo_again(folder: DataFolder) -> None:
    # Once: a colour profile tells the second in which it was made.
    original = from_camera()
    kept = keep(folder, original)
    path = path_of(folder, kept.sha256 + kept.suffix)
    path.write_bytes(b"damaged")
    keep(folder, original)
    assert sha256(path.read_bytes()).hexdigest() == kept.sha256


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_a_png_keeps_its_pixels_and_nothing_else(folder: DataFolder, mode: str) -> None:
    image = picture(mode=mode)
    kept = keep(folder, saved(image, "PNG", exif=camera_exif(3)))
    assert (kept.suffix, kept.width, kept.height) == (".png", 640, 400)
    with Image.open(path_of(folder, kept.sha256 + ".png")) as stored:
        assert stored.convert("RGBA").tobytes() == image.convert("RGBA").tobytes()
        assert stored.getexif()[ORIENTATION] == 3
        assert not stored.getexif().get_ifd(GPS)
        assert MODEL not in stored.getexif()
    assert keep(folder, path_of(folder, kept.sha256 + ".png")) == kept


@pytest.mark.parametrize(
    ("make", "suffix"),
    [
        (lambda: saved(picture(), "WEBP", exif=camera_exif(1)), ".webp"),
        (lambda: saved(picture(mode="RGBA"), "WEBP", lossless=True), ".webp"),
        (lambda: saved(picture(), "BMP"), ".png"),
        (lambda: saved(picture(mode="CMYK"), "JPEG"), ".jpg"),
        (lambda: saved(picture(mode="L"), "JPEG"), ".jpg"),
        (lambda: saved(picture(), "MPO", save_all=True, append_images=[picture()]), ".jpg"),
        (lambda: saved(picture((1, 1)), "PNG"), ".png"),
        (lambda: saved(picture((9000, 2)), "JPEG"), ".jpg"),
    ],
)
def test_other_pictures_of_the_world_are_kept(
    folder: DataFolder, make: Callable[[], bytes], suffix: str
) -> None:
    kept = keep(folder, make())
    assert kept.suffix == suffix
    with Image.open(path_of(folder, kept.sha256 + suffix)) as stored:
        stored.load()
        assert not stored.getexif().get_ifd(GPS)
        assert MODEL not in stored.getexif()
    with Image.open(path_of(folder, thumbnail_name(kept.sha256))) as thumbnail:
        assert max(thumbnail.size) <= 320


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "空的"),
        (b"not a picture", "不是能打开的照片"),
        (b"\xff\xd8\xff", "不是能打开的照片"),
        (b"GIF89a" + bytes(40), "不是能打开的照片"),
        (bytes(4) + b"ftypheic" + bytes(100), "HEIC"),
        (bytes(LARGEST + 1), "40 MB"),
    ],
)
def test_what_is_no_photo_is_refused_in_one_sentence(
    folder: DataFolder, content: bytes, sentence: str
) -> None:
    with pytest.raises(RuleError, match=sentence) as caught:
        keep(folder, content)
    assert caught.value.hint
    assert not folder.photos.exists()


def test_a_file_above_40_mb_is_refused_without_reading_it_all(
    folder: DataFolder, tmp_path: Path
) -> None:
    big = tmp_path / "big.jpg"
    with big.open("wb") as stream:
        stream.truncate(LARGEST * 20)
    with pytest.raises(RuleError, match="40 MB"):
        keep(folder, big)


def test_a_missing_file_and_a_folder_are_refused(folder: DataFolder, tmp_path: Path) -> None:
    for source in (tmp_path / "没有.jpg", tmp_path):
        with pytest.raises(RuleError, match="找不到"):
            keep(folder, source)


@pytest.mark.parametrize("kind", ["PNG", "BMP"])
def test_a_bomb_is_refused_before_it_unfolds(folder: DataFolder, kind: str) -> None:
    content = bytearray(saved(picture((8, 8)), kind))
    if kind == "PNG":
        content[16:24] = (20_000).to_bytes(4, "big") + (7_000).to_bytes(4, "big")
        import zlib

        content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    else:
        content[18:26] = (60_000).to_bytes(4, "little") + (60_000).to_bytes(4, "little")
    with pytest.raises(RuleError, match="像素太多"):
        keep(folder, bytes(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP"])
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(share=st.floats(0.0, 0.98))
def test_a_photo_that_breaks_off_is_refused_and_leaves_nothing(
    folder: DataFolder, kind: str, share: float
) -> None:
    content = saved(picture(), kind)
    with pytest.raises(RuleError):
        keep(folder, content[: int(len(content) * share)])
    assert not folder.photos.exists()


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 400), st.binary(min_size=1, max_size=8))
def test_a_damaged_head_is_kept_clean_or_refused_never_a_crash(at: int, wrong: bytes) -> None:
    content = bytearray(from_camera())
    content[at : at + len(wrong)] = wrong
    try:
        photo = clean(bytes(content))
    except RuleError:
        return
    assert b"30.2500N" not in photo.content


def test_a_time_that_is_none_is_unknown(folder: DataFolder) -> None:
    exif = Image.Exif()
    exif[0x0132] = "0000:00:00 00:00:00"
    assert keep(folder, saved(picture(), "JPEG", exif=exif.tobytes())).taken_at is None


def test_a_folder_that_cannot_be_written_is_one_sentence(folder: DataFolder) -> None:
    folder.root.mkdir()
    folder.photos.write_bytes(b"a file stands where the folder should be")
    with pytest.raises(StoreError, match="照片没有存"):
        keep(folder, from_camera())


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX's")
def test_a_full_disk_leaves_no_half_file(folder: DataFolder) -> None:
    import resource

    noise = Image.frombytes("RGB", (200, 200), os.urandom(120_000))
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, usual[1]))
    try:
        with pytest.raises(StoreError, match="照片没有存"):
            keep(folder, saved(noise, "PNG"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert [path.name for path in folder.photos.iterdir()] == ["thumbs"]
