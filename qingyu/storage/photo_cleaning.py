"""A photo made fit to keep: checked whole, freed of where it was taken, with a small picture."""

import re
import struct
import warnings
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 120_000_000
THUMBNAIL_SIDE = 320
# A JPEG with further pictures behind it opens as JPEG and says it is MPO.
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP")
_ORIENTATION, _EXIF_IFD, _TAKEN, _CHANGED = 0x0112, 0x8769, 0x9003, 0x0132
# ISO media brands of the phone formats Pillow alone cannot open.
_PHONE_ONLY = re.compile(rb".{4}ftyp(?:hei|hev|mif1|msf1|avi[fs])", re.DOTALL)
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
_SOS, _EOI = 0xDA, 0xD9
_APP0, _APP2, _APP14 = 0xE0, 0xE2, 0xEE
# Frames, tables, intervals and scans; any other segment may hide where the photo was taken.
_DECODING = frozenset({*range(0xC0, 0xD0), _SOS, _EOI, 0xDB, 0xDC, 0xDD})


@frozen
class CleanPhoto:
    """The bytes to keep, their suffix, the size as seen upright, and a thumbnail (JPEG)."""

    content: bytes
    suffix: str
    width: int
    height: int
    taken_at: datetime | None
    thumbnail: bytes


def clean(content: bytes) -> CleanPhoto:
    """The photo without position, XMP and camera data; RuleError when it is none or damaged.

    JPEG pixels are copied, not compressed again. PNG and BMP become PNG, WebP stays WebP.
    """
    image = _open(content)
    orientation, taken_at = _kept_facts(image)
    exif = _exif(orientation, taken_at)
    try:
        if image.format in ("JPEG", "MPO"):
            kept, suffix = _without_segments(content, exif), ".jpg"
        else:
            kept, suffix = _saved_again(image, exif, content[:4096])
        thumbnail = _thumbnail(_open(kept))
    except (OSError, ValueError, SyntaxError, EOFError, struct.error) as error:
        raise RuleError("这张照片不完整或已损坏", "请重新拍一张，或从手机里再传一次。") from error
    width, height = image.size if orientation < 5 else image.size[::-1]
    return CleanPhoto(kept, suffix, width, height, taken_at, thumbnail)


def _open(content: bytes) -> "Image.Image":
    from PIL import Image, UnidentifiedImageError

    if _PHONE_ONLY.match(content):
        raise RuleError("苹果手机的 HEIC 照片这里打不开", "请用微信发给自己再存下来，或截一张图。")
    too_big = RuleError("这张照片的像素太多", "请用手机普通模式重拍，或截一张图。")
    with warnings.catch_warnings():
        # The size is judged below, broken EXIF is dropped anyway.
        warnings.simplefilter("ignore")
        try:
            image = Image.open(BytesIO(content), formats=_FORMATS)
        except Image.DecompressionBombError as error:
            raise too_big from error
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
            raise RuleError(
                "这个文件不是能打开的照片", "可以用 JPG、PNG、WebP 或 BMP 格式的照片。"
            ) from error
    if image.width * image.height > MOST_PIXELS:
        raise too_big
    return image


def _kept_facts(image: "Image.Image") -> tuple[int, datetime | None]:
    """Orientation (1 to 8) and time taken; unreadable EXIF tells neither and is not an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exif = image.getexif()
            orientation = exif.get(_ORIENTATION)
            said = (exif.get_ifd(_EXIF_IFD).get(_TAKEN), exif.get(_CHANGED))
        except (OSError, ValueError, SyntaxError, TypeError, KeyError, struct.error):
            return 1, None
    upright = orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1
    return upright, next((at for at in map(_moment, said) if at is not None), None)


def _moment(said: object) -> datetime | None:
    try:
        return datetime.strptime(str(said).strip("\x00 "), "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None


def _exif(orientation: int, taken_at: datetime | None) -> bytes:
    from PIL import Image

    exif = Image.Exif()
    if orientation != 1:
        exif[_ORIENTATION] = orientation
    if taken_at is not None:
        # strftime does not pad years before 1000 on every system.
        exif.get_ifd(_EXIF_IFD)[_TAKEN] = f"{taken_at.year:04d}:{taken_at:%m:%d %H:%M:%S}"
    return exif.tobytes() if orientation != 1 or taken_at is not None else b""


def _without_segments(content: bytes, exif: bytes) -> bytes:
    """The JPEG up to its end mark with only what decoding needs, and this EXIF."""
    kept = [b"\xff\xd8"]
    if exif:
        kept.append(b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif)
    for marker, part in _segments(content):
        needed = (
            marker == _APP14
            or (marker == _APP2 and part[4:].startswith(b"ICC_PROFILE\x00"))
            or (marker == _APP0 and part[4:].startswith(b"JFIF\x00"))
        )
        if needed or marker in _DECODING:
            kept.append(part)
    return b"".join(kept)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment, scans with their data; ValueError when it breaks off."""
    at = 2
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1
        if content[at : at + 1] != b"\xff" or at + 4 > len(content) + 2:
            raise ValueError("no marker")
        marker = content[at + 1]
        if marker == _EOI:
            yield marker, b"\xff\xd9"
            return
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == _SOS:
            following = _AFTER_SCAN.search(content, end)
            if following is None:
                raise ValueError("scan without end")
            end = following.start()
        yield marker, content[at:end]
        at = end


def _saved_again(image: "Image.Image", exif: bytes, head: bytes) -> tuple[bytes, str]:
    image.load()
    profile = image.info.get("icc_profile") or None
    out = BytesIO()
    if image.format == "WEBP":
        lossless = b"VP8L" in head
        image.save(
            out, "WEBP", quality=95, lossless=lossless, exif=exif, icc_profile=profile or b""
        )
        return out.getvalue(), ".webp"
    image.save(out, "PNG", exif=exif, icc_profile=profile)
    return out.getvalue(), ".png"


def _thumbnail(image: "Image.Image") -> bytes:
    """The small upright picture; decoding it reads the whole file, so breaks show here."""
    from PIL import Image, ImageOps

    image.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    upright = ImageOps.exif_transpose(image)
    if upright.has_transparency_data:
        seen = upright.convert("RGBA")
        upright = Image.new("RGBA", seen.size, "white")
        upright.alpha_composite(seen)
    out = BytesIO()
    upright.convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()
