"""Who may say that an issue is over: not its worker, and nobody before the resident was asked."""

from qingyu.domain.followup import check_unasked, own_work, result_of
from qingyu.domain.issue import Issue
from qingyu.domain.steward import Role
from qingyu.storage import feedback as feedback_rows
from qingyu.storage import followup as followup_rows
from qingyu.storage import steward as steward_rows


def others_than(worker: int | None) -> tuple[str, ...]:
    """The names of the serving stewards who may follow up what this one did."""
    serving = (each for each in steward_rows.stewards() if each.role is not Role.VIEWER)
    return tuple(each.name for each in serving if each.id != worker)


def refuse_own_work(issue: Issue, by: int | None) -> None:
    """RuleError when the one who did the work is the one who asks the resident."""
    if by is not None and by == issue.handler_id:
        raise own_work(others_than(issue.handler_id))


def refuse_unasked(issue: Issue, by: int | None) -> None:
    """RuleError when a resident could still be asked and it is not the lead who ends it."""
    tries = followup_rows.of_issue(issue.id)
    said = feedback_rows.of_issue(issue.id)
    lead = by is not None and steward_rows.get(by).role is Role.LEAD
    check_unasked(
        result=result_of(tries, issue.clocks.finished_at),
        reachable=any(each.may_contact and (each.phone or each.place.room) for each in said),
        lead=lead,
    )

