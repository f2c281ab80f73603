from dataclasses import replace
from datetime import date, datetime

import pytest

from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import Channel, Feedback, Kind
from qingyu.domain.few import Few
from qingyu.domain.followup import (
    Call,
    FollowUp,
    FollowUpDraft,
    Satisfaction,
    check_followup,
)
from qingyu.domain.issue import Clocks, Issue, State, Urgency
from qingyu.domain.place import NOWHERE, Place

NOW = datetime(2026, 11, 23, 12, 0)
ISSUE = Issue(
    id=1,
    number=198,
    title="屋面漏水",
    place=Place(3, 2, "501"),
    category="house",
    matter="屋面漏水",
    urgency=Urgency.NORMAL,
    dangerous=False,
    detail="",
    state=State.FOLLOWUP,
    reported_at=NOW,
    due_at=None,
    clocks=Clocks(),
)
PIECE = Feedback(
    id=1,
    number=456,
    text="漏水",
    place=Place(3, 2, "501"),
    name="张阿姨",
    phone="13867412358",
    kind=Kind.REPAIR,
    category="house",
    matter="屋面漏水",
    dangerous=False,
    urgency="一般",
    title="3-2-501 屋面漏水",
    channel=Channel.PHONE,
    may_contact=True,
    received_at=NOW,
    recorded_by=None,
    resident_id=None,
    issue_id=1,
)
TRY = FollowUp(1, NOW, "何秀英", "电话", False, None, None, None, "")


def test_the_last_willing_speaker_with_a_telephone_is_called() -> None:
    silent = replace(PIECE, id=3, name="匿名", phone="")
    unwilling = replace(PIECE, id=2, name="周师傅", may_contact=False)
    assert Call(ISSUE, (silent, unwilling, PIECE), ()).speaker == PIECE
    assert Call(ISSUE, (silent, unwilling), ()).speaker == silent
    assert Call(ISSUE, (), ()).speaker is None


def test_a_call_knows_whether_it_was_tried_on_a_day() -> None:
    assert Call(ISSUE, (PIECE,), (TRY,)).tried_on(NOW.date())
    assert not Call(ISSUE, (PIECE,), (TRY,)).tried_on(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("draft", "by", "worker"),
    [
        (FollowUpDraft(satisfaction=Satisfaction.SATISFIED), 2, 2),
        (FollowUpDraft(reached=True), 1, 2),
        (FollowUpDraft(reached=False, satisfaction=Satisfaction.MOSTLY), 1, 2),
    ],
)
def test_own_work_and_half_answers_are_refused(draft: FollowUpDraft, by: int, worker: int) -> None:
    with pytest.raises(RuleError):
        check_followup(draft, by=by, worker=worker)


def test_an_issue_tells_its_place_once() -> None:
    assert ISSUE.heading == "3-2-501 屋面漏水"
    assert replace(ISSUE, title="3-2-501 屋面漏水").heading == "3-2-501 屋面漏水"
    assert replace(ISSUE, title="3幢 屋面漏水").heading == "3幢 屋面漏水"
    assert replace(ISSUE, place=NOWHERE).heading == "屋面漏水"
    assert replace(ISSUE, place=Place(spot="大门"), title="大门灯").heading == "大门灯"


def test_a_few_know_how_many_are_left() -> None:
    assert Few(("一", "二"), 5).rest == 3
    assert list(Few(("一", "二"), 5)) == ["一", "二"]
    assert Few[str]().rest == 0


def test_a_try_from_paper_tells_its_day_and_who_typed_it_in() -> None:
    paper = replace(TRY, on_paper=date(2026, 1, 2), entered_by="赵文斌")
    assert (paper.who, paper.when, paper.day) == (
        "何秀英（赵文斌录）", date(2026, 1, 2), date(2026, 1, 2),
    )
    assert (TRY.who, TRY.when, TRY.day) == ("何秀英", NOW, NOW.date())
    assert replace(TRY, entered_by="何秀英").who == "何秀英"
