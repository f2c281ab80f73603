"""公示版: what is a resident's is in no text, no metadata and no stream; a proof marks it."""

import base64
import re
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingyu.domain.notice import Notice
from qingyu.domain.notice_table import NoticeTable
from qingyu.domain.return_slip import ReturnSlip
from qingyu.printing.notice import render
from qingyu.printing.styles import AMBER
from tests.printing.readers import needs_poppler, pages, poppler_text, squeezed

OFFICE = "0571-87654321"
NOTICE = Notice("free", "通知", ("好",), phone=OFFICE, signed_by="晴雨管家", date=date(2026, 1, 5))
SURNAMES = "赵钱孙李周吴郑王㛃甯欧"
GIVEN = "喆祎垚犇骉燚玥堃𬱖䶮"

given_names = st.text(st.sampled_from(GIVEN), min_size=2, max_size=2)
names = st.builds("{}{}".format, st.sampled_from(SURNAMES), given_names)
phones = st.integers(13_000_000_000, 13_999_999_999).map(str)
rooms = st.builds(
    "{}幢{}单元{}0{}室".format,
    st.integers(1, 30), st.integers(1, 4), st.integers(3, 9), st.integers(5, 9),
)  # fmt: skip


def streams(pdf: bytes) -> bytes:
    """Everything in the file, unpacked."""
    found = [pdf]
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        packed = match[1]
        if packed.rstrip().endswith(b"~>"):
            packed = base64.a85decode(b"<~" + packed.strip(), adobe=True)
        found.append(zlib.decompressobj().decompress(packed))
    return b"\n".join(found)


def amber(pdf: bytes) -> int:
    """How many amber boxes are drawn."""
    colour = " ".join(f"{part:g}".lstrip("0") for part in AMBER)
    return streams(pdf).count(f"{colour} rg".encode())


@needs_poppler
@pytest.mark.parametrize("layout", ["a4", "a3", "a5x2"])
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=names, phone=phones, room=rooms)
def test_the_public_file_contains_nothing_that_was_masked(
    layout: str, name: str, phone: str, room: str, tmp_path: Path
) -> None:
    told = f"{room}{name}，电话{phone}。"
    table = NoticeTable(
        ("住户", "电话"), ((f"{room} {name}", phone),), caption=told, total=(name, "")
    )
    notice = replace(
        NOTICE,
        title=f"致{name}",
        addressee=f"{room}{name}",
        content=(told, table),
        slip=ReturnSlip(f"{name}同意吗？", (f"同意{name}",)),
        fields=(("name", name),),
    )
    pdf = render(notice, layout, public=True, names=[name], proof=True)
    text = squeezed(poppler_text(pdf, tmp_path)) + squeezed("".join(pages(pdf)))
    document = pypdfium2.PdfDocument(pdf)
    metadata = "".join(document.get_metadata_dict().values())
    document.close()
    number = room.split("单元")[1]
    for secret in (name, phone, number, name[1:]):
        assert secret not in text + metadata
        for code in ("utf-8", "utf-16-be"):
            assert secret.encode(code) not in streams(pdf)
    assert phone[:3] + "****" + phone[-4:] in text


def test_the_office_stays_reachable() -> None:
    slip = ReturnSlip("同意吗？", return_to="3幢1单元101室楼长")
    notice = replace(NOTICE, content=(f"请打{OFFICE}。",), contact="陈阿姨", slip=slip, qr=OFFICE)
    text = squeezed("".join(pages(render(notice, public=True, names=["王小明"]))))
    assert text.count(OFFICE) == 2
    assert "陈阿姨" in text and "3幢1单元101室楼长" in text


def test_a_proof_marks_each_masked_stretch_and_a_print_does_not() -> None:
    table = NoticeTable(("户主", "项目"), (("王小明", "灯"),))
    content = ("一、业主：王小明，13812341234。", table)
    notice = replace(NOTICE, title="致王小明的通知", content=content)
    assert amber(render(notice, public=True, proof=True, names=["王小明"])) == 4
    assert amber(render(notice, public=True, names=["王小明"])) == 0
    assert amber(render(notice, proof=True, names=["王小明"])) == 0


def test_marking_moves_no_character() -> None:
    notice = replace(NOTICE, content=("业主：王小明，13812341234，" * 9,))
    proof = render(notice, public=True, proof=True, names=["王小明"])
    assert pages(proof) == pages(render(notice, public=True, names=["王小明"]))
