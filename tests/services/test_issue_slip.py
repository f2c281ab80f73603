from datetime import date

import pytest

from qingyu.domain.errors import RuleError, StoreError
from qingyu.domain.issue import State, Urgency
from qingyu.services import Store, issue, issue_slip
from tests.services.issue_book import LEAD, bring_to, open_issue, reported


def test_the_slip_says_what_the_one_who_goes_there_must_know(founded: Store) -> None:
    ident = reported(founded, "厨房顶上漏水，滴到灶台了")
    bring_to(founded, ident, State.ASSIGNED)
    issue.promise(founded, ident, "周五前给报价", date(2026, 11, 27), by=LEAD)
    slip = issue_slip.slip(founded, ident)
    assert (slip.number, slip.code, slip.neighbourhood) == ("0001", "0001", "青年路社区")
    assert (slip.place, slip.category, slip.handler) == ("3幢2单元501室", "房屋本体", "赵文斌")
    assert slip.promise == "周五前给报价（陆建芬，11月27日前）"
    said = slip.said[0]
    assert (said.text, said.who, said.channel) == (
        "厨房顶上漏水，滴到灶台了", "3幢2单元501室 张桂芳 13867412358", "上门",
    )


def test_a_patrol_finding_prints_what_was_noted(founded: Store) -> None:
    ident = open_issue(founded, urgency=Urgency.EMERGENCY, dangerous=True)
    slip = issue_slip.slip(founded, ident)
    assert slip.said == ()
    assert slip.dangerous
    assert slip.safe_at is not None


def test_the_pdf_is_one_a5_page_with_the_number_in_it(founded: Store) -> None:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(issue_slip.slip_pdf(founded, reported(founded, "龘龘漏水<b>")))
    assert len(pdf) == 1
    assert [round(side) for side in pdf[0].get_size()] == [420, 595]
    text = pdf[0].get_textpage().get_text_range()
    assert "0001" in text
    assert "<b>" in text


def test_the_slip_is_saved_whole_under_its_number(founded: Store) -> None:
    words = issue_slip.slip(founded, open_issue(founded))
    path = issue_slip.save(founded, words)
    assert path == founded.folder.prints / "工单0001.pdf"
    assert path.read_bytes().startswith(b"%PDF")
    assert [each.name for each in path.parent.iterdir()] == ["工单0001.pdf"]


def test_a_place_that_cannot_be_written_is_told_in_words(founded: Store) -> None:
    words = issue_slip.slip(founded, open_issue(founded))
    founded.folder.prints.write_text("在路上", encoding="utf-8")
    with pytest.raises(StoreError, match="没有存下来"):
        issue_slip.save(founded, words)


def test_an_issue_that_is_gone_has_no_slip(founded: Store) -> None:
    with pytest.raises(RuleError, match="不在了"):
        issue_slip.slip_pdf(founded, 99)
