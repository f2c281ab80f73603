from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.notice import Notice
from qingyu.domain.notice_public import make_public
from qingyu.domain.notice_table import NoticeTable
from qingyu.domain.return_slip import ReturnSlip


def test_every_text_of_the_notice_is_masked_but_how_to_reach_the_office() -> None:
    told = "王小明13812341234"
    table = NoticeTable(("户主", told), ((told, "灯"),), caption=told, total=("合计", told))
    slip = ReturnSlip(told, (told,), return_to="3幢1单元101室")
    notice = Notice(
        "free", told, (told, table), addressee=told, phone="13900000000", contact="王小明",
        qr=told, slip=slip, fields=(("name", told),),
    )  # fmt: skip
    public = make_public(notice, ["王小明"]).notice
    assert "王小明" not in repr(public).replace("contact='王小明'", "")
    assert "13812341234" not in repr(public)
    assert public.phone == "13900000000"
    assert public.slip is not None and public.slip.return_to == "3幢1单元101室"


def test_the_spans_say_where_something_was_hidden() -> None:
    made = make_public(Notice("free", "通知", ("业主王小明，13812341234。",)), ["王小明"])
    (text,) = made.notice.content
    assert isinstance(text, str)
    assert [text[start:end] for start, end in made.hidden[text]] == ["王**", "138****1234"]


def test_the_office_telephone_stays_however_it_is_told() -> None:
    notice = Notice(
        "free", "通知", ("请打0571-87654321或13800001111。",), contact="陈姨13800001111"
    )
    assert make_public(notice).notice.body == "请打****4321或13800001111。".replace(
        "****4321", "0571-****4321"
    )


@given(st.text(max_size=60))
def test_what_needs_no_masking_stays_as_it_is(text: str) -> None:
    made = make_public(Notice("free", "通知", (text,)))
    if not made.hidden:
        assert make_public(made.notice).notice == made.notice
