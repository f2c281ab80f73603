from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.notice import Notice, compose
from qingyu.domain.notice_kind_file import built_in_kind
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


def test_who_is_on_duty_is_named_and_a_resident_is_not() -> None:
    rows = [["2026-12-01", "早班", "陆建芬", "赵文斌、沈阿姨", "0571-87654321"]]
    roster = {"when": "2026年12月", "rows": rows, "phone": "0571-87654321", "note": "感谢郑秀珍。"}
    public = make_public(compose(built_in_kind("duty_roster"), roster), ["郑秀珍"]).notice
    assert all(name in repr(public.content) for name in ("陆建芬", "赵文斌", "沈阿姨"))
    assert "郑秀珍" not in repr(public) and "郑**" in public.body


def test_who_keeps_the_accounts_is_named() -> None:
    rows = [["", "买灯泡", "", "20", "001", "赵文斌", "陆建芬"]]
    told = {
        "what": "公共收益",
        "start": "2026-07-01",
        "end": "2026-09-30",
        "opening": "100",
        "rows": rows,
        "posted_from": "2026-11-23",
        "supervisor": "郑秀珍",
        "supervisor_phone": "0571-87065521",
        "phone": "0571-87654321",
    }
    public = make_public(compose(built_in_kind("accounts"), told), ["郑秀珍"]).notice
    assert all(name in repr(public.content) for name in ("赵文斌", "陆建芬", "郑秀珍"))


def test_what_is_masked_by_the_kind_stays_masked() -> None:
    board = [["黑榜", "5幢1单元301室", "郑秀珍", "乱扔"]]
    told = {
        "places": [["东门", "6:30-9:00"]],
        "board_of": "11月",
        "board": board,
        "phone": "0571-87654321",
        "contact": "郑秀珍",
    }
    assert "郑秀珍" not in repr(make_public(compose(built_in_kind("sorting"), told)).notice.content)
