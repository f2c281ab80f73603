from qingyu.printing.flow import Cell, Column, Flow
from qingyu.printing.fonts import bundled
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A5, Style
from tests.printing.readers import pages, squeezed

TEXT = Style("plain", 10, 14)
COLUMNS = (Column("编号", 80, TEXT), Column("事项", 250, TEXT))


def flow() -> Flow:
    return Flow(Sheet(A5, "表", bundled()), 30, 560, 40)


def test_a_table_repeats_its_head_on_every_page() -> None:
    form = flow()
    form.table(COLUMNS, [(str(1000 + at), "楼道灯不亮") for at in range(80)], TEXT)
    text = pages(form.sheet.pdf())
    assert len(text) > 2
    assert all("编号" in page and "事项" in page for page in text)
    assert all(str(1000 + at) in "".join(text) for at in range(80))


def test_a_row_higher_than_a_page_goes_on_overleaf() -> None:
    form = flow()
    words = "".join(f"第{at}件。" for at in range(900))
    form.table(COLUMNS, [("1", "短"), ("2", words)], TEXT)
    text = pages(form.sheet.pdf())
    assert len(text) > 1
    shown = squeezed("".join(text)).replace("编号事项", "")
    assert words in shown


def test_a_row_that_does_not_fit_begins_a_new_page() -> None:
    form = flow()
    form.y = form.bottom + 20
    form.cells([Cell("一\n二\n三", 200, TEXT)])
    text = pages(form.sheet.pdf())
    assert squeezed(text[0]) == "" and squeezed(text[1]) == "一二三"


def test_a_paragraph_flows_over_pages() -> None:
    form = flow()
    form.text("国" * 3000, TEXT, 300)
    text = pages(form.sheet.pdf())
    assert len(text) > 1 and sum(page.count("国") for page in text) == 3000
