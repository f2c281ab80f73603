"""Public spots in running text, and the titles that they make."""

import pytest

from qingyu.domain.intake import understand
from qingyu.domain.intake.spots import find_spot


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("楼顶漏水", "屋面"), ("车棚灯不亮", "车棚"), ("配电房没锁", "配电间"),
        ("花坛里的树歪了", "绿化带"), ("加装电梯我们同意", None), ("漏水", None),
    ],
)  # fmt: skip
def test_the_first_public_spot_is_found(text: str, name: str | None) -> None:
    spot = find_spot(text)
    assert (spot.name if spot else None) == name


def test_a_spot_is_kept_only_without_a_room() -> None:
    public, private = understand("3幢屋顶漏水了"), understand("3-2-501家，屋顶漏水了")
    assert public.place is not None and public.place.value.spot == "屋面"
    assert public.place.words == ("3幢", "屋顶")
    assert private.place is not None and private.place.value.spot == ""


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("3幢屋顶漏水了", "3幢 屋面漏水"), ("6-3-402 楼上漏水到我家客厅", "6-3-402 漏到楼下"),
        ("7幢2单元楼道灯不亮", "7-2 楼道灯不亮"),
    ],
)  # fmt: skip
def test_a_title_reads_naturally(text: str, title: str) -> None:
    assert understand(text).title == title
