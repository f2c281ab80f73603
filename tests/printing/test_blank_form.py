from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.domain.blank_form import BlankForm, FormKind, FormSheet
from qingyu.printing.blank_form import render
from tests.printing.readers import pages, spots, squeezed

NOW = datetime(2026, 11, 23, 9, 0)


def forms(count: int, kind: FormKind = FormKind.REPAIR) -> tuple[BlankForm, ...]:
    return tuple(BlankForm(at, 455 + at, kind, NOW) for at in range(1, count + 1))


@pytest.mark.parametrize("kind", list(FormKind))
def test_two_forms_a_page_each_with_its_number_on_form_and_receipt(kind: FormKind) -> None:
    sheet = FormSheet(forms(5, kind), "青年路社区", "0571-8706")
    read = [squeezed(page) for page in pages(render(sheet))]
    assert len(read) == 3
    assert [page.count("回执") for page in read] == [2, 2, 1]
    whole = "".join(read)
    for number in range(456, 461):
        assert whole.count(f"0{number}") == 2
    assert whole.count(kind.value) == 10
    assert whole.count("0571-8706") == 5


def test_nothing_stands_across_the_cut_or_off_the_paper() -> None:
    found = spots(render(FormSheet(forms(2), "青年路社区" * 4, "0571-87061234")))
    assert all(20 < each.x < 575 and 12 < each.y < 830 for each in found)
    assert not [each for each in found if 405 < each.x < 416 or 411 < each.y < 425]


def test_a_name_and_telephone_as_long_as_settings_take_are_whole_and_large() -> None:
    import pypdfium2

    name, phone = "湖滨街道青年路社区居民自管小组" * 4, "0571-87061234、0571-87061235、057187061236"
    pdf = render(FormSheet(forms(2, FormKind.OPINION), name[:40], phone[:40]))
    read = squeezed(pages(pdf)[0])
    assert read.count(name[:40]) == 4 and read.count(squeezed(phone[:40])) == 2
    found = spots(pdf)
    assert all(20 < each.y < 830 for each in found)
    assert not [each for each in found if 411 < each.y < 425]
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[0].get_textpage()
        size = pypdfium2.raw.FPDFText_GetFontSize
        sizes = {round(size(text, at), 1) for at in range(text.count_chars())}
    finally:
        document.close()
    assert min(each for each in sizes if each > 1) >= 14


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=60), st.text(max_size=30))
def test_any_name_and_telephone_make_forms(name: str, phone: str) -> None:
    assert render(FormSheet(forms(1), name, phone)).startswith(b"%PDF")
