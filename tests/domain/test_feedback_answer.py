from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.feedback import Kind
from qingyu.domain.feedback_answer import FOLLOWED, Answer, Standing, answer_of, standing_of
from qingyu.domain.followup import TRIES, FollowUp, Result, Satisfaction, result_of
from qingyu.domain.issue import State
from tests.domain.test_followup import NOW, PIECE, TRY

STATES = st.none() | st.sampled_from(State)
RESULTS = st.none() | st.sampled_from(Result)
TRIED = st.lists(
    st.builds(
        lambda hours, said: replace(
            TRY, at=NOW + timedelta(hours=hours), reached=said is not None, satisfaction=said
        ),
        st.integers(-48, 48),
        st.none() | st.sampled_from(Satisfaction),
    ),
    max_size=6,
)


@given(st.booleans(), st.booleans(), st.sampled_from(Kind), STATES, RESULTS)
def test_every_combination_stands_in_exactly_one_state(
    replied: bool, no_issue: bool, kind: Kind, issue: State | None, result: Result | None
) -> None:
    answer = answer_of(replied=replied, no_issue=no_issue, kind=kind, issue=issue, result=result)
    due = issue is State.FOLLOWUP
    called = not due and issue in FOLLOWED and result is not None
    rest = not due and not called
    settled = no_issue or kind is Kind.PRAISE
    holds = {
        Answer.TO_CALL: due,
        Answer.CALLED: called,
        Answer.ANSWERED: rest and replied,
        Answer.UNNEEDED: rest and not replied and settled,
        Answer.UNANSWERED: rest and not replied and not settled,
    }
    assert [each for each, true in holds.items() if true] == [answer]


@given(st.booleans(), TRIED)
def test_once_the_work_is_finished_again_the_follow_up_is_due_again(
    replied: bool, tries: list[FollowUp]
) -> None:
    for state in set(State) - FOLLOWED - {State.FOLLOWUP}:
        during = standing_of(PIECE, replied=replied, issue=state, finished_at=None, tries=tries)
        assert during.answer not in (Answer.CALLED, Answer.TO_CALL)
    again = standing_of(PIECE, replied=replied, issue=State.FOLLOWUP, finished_at=NOW, tries=tries)
    assert again.answer is Answer.TO_CALL
    old = [each for each in tries if each.at < NOW]
    assert result_of(old, NOW) is None


@given(TRIED)
def test_nobody_reached_is_a_result_of_its_own_and_never_a_content_one(
    tries: list[FollowUp],
) -> None:
    result = result_of(tries, NOW)
    counted = [each for each in tries if each.at >= NOW]
    said = [each.satisfaction for each in counted if each.satisfaction]
    if said:
        assert result is not None and result.value == said[-1].value
    else:
        assert (result is Result.UNREACHABLE) == (len(counted) >= TRIES)


def test_the_result_is_told_beside_the_state() -> None:
    assert Standing(Answer.CALLED, Result.UNREACHABLE).text == "已回访 · 联系不上"
    assert Standing(Answer.TO_CALL, Result.DISSATISFIED).text == "待回访"
