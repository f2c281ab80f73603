"""Every kind in every layout, 内部版 and 公示版: nothing is lost, nothing that was hidden shows."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from qingyu.domain.notice import Notice
from qingyu.domain.notice_doubt import texts
from qingyu.domain.notice_public import make_public
from qingyu.domain.place import Place
from qingyu.domain.recipient import Recipient
from qingyu.printing.notice import render
from qingyu.services import notice as notices
from tests.printing.readers import pages

TODAY = date(2026, 11, 23)
DOORS = (Recipient(Place(3, 2, "101"), "陆建芬"), Recipient(Place(3, 2, "102")))
LAYOUTS = ("a4", "large", "a3", "a5x2")
# The residents who thank and complain in the text that is added to every example.
RESIDENTS = ("郑秀珍", "欧阳文娟")
LETTER = "感谢郑秀珍帮忙；3幢2单元501室欧阳文娟，13867412358，说灯不亮。"


def sample(kind: str) -> Notice:
    known = next(each for each in notices.kinds() if each.kind == kind)
    told = notices.draft(kind, notices.example(known, TODAY), TODAY).notice
    return replace(told, number="晴雨管家〔2026〕12号", content=(*told.content, LETTER))


def bare(text: str) -> str:
    """Letters and digits only: readers tell spaces, hyphens and marks apart differently."""
    return "".join(char for char in text if char.isalnum())


@pytest.mark.parametrize("kind", [each.kind for each in notices.kinds()])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("public", [False, True], ids=["内部版", "公示版"])
def test_all_of_it_is_printed(kind: str, layout: str, public: bool) -> None:
    told = sample(kind)
    slips = layout == "a5x2"
    codes = notices.slip_codes(told, 2026, 12, DOORS) if slips else ()
    pdf = render(
        told, layout, public=public, names=RESIDENTS, recipients=DOORS * slips, codes=codes
    )
    printed = bare("".join(pages(pdf)))
    shown = make_public(told, RESIDENTS).notice if public else told
    # A page may end within a text, and the head of a table is repeated: characters are counted.
    wanted = Counter(bare("".join(texts(shown))))
    assert wanted - Counter(printed) == Counter()
    for hidden in (*RESIDENTS, "13867412358", "501室"):
        assert (hidden in printed) is not public

