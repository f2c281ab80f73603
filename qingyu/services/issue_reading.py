"""Reading issues: the list, the chips, the whole story of one."""

from collections.abc import Sequence
from datetime import timedelta

from qingyu.domain.category import find as find_category
from qingyu.domain.frozen import frozen
from qingyu.domain.issue import Issue
from qingyu.domain.issue_list import IssueCounts, IssueFilter, Order
from qingyu.domain.issue_story import IssueStory
from qingyu.domain.recurrence import Occurrence, Recurrence, RecurrenceLimits, recurrence
from qingyu.storage import feedback as feedback_rows
from qingyu.storage import followup as followup_rows
from qingyu.storage import issue as rows
from qingyu.storage import issue_near
from qingyu.storage import issue_parts as parts
from qingyu.storage import promise as promise_rows
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store


@frozen
class IssuePage:
    """One stretch of the filtered list and how many there are in all."""

    issues: tuple[Issue, ...]
    total: int


def page(
    store: Store,
    wanted: IssueFilter,
    *,
    order: Order = Order.DUE,
    descending: bool = False,
    offset: int = 0,
    limit: int = 500,
) -> IssuePage:
    """One stretch of the list in this order; emptiest due dates come last."""
    now = store.now()
    found = rows.page(wanted, now, order=order, descending=descending, offset=offset, limit=limit)
    return IssuePage(found, rows.count(wanted, now))


def count(store: Store, wanted: IssueFilter) -> int:
    """How many issues the filter lets through."""
    return rows.count(wanted, store.now())


def many(store: Store, issue_ids: Sequence[int]) -> tuple[Issue, ...]:
    """The issues of these ids in their order; those gone are left out."""
    found = rows.many(issue_ids)
    return tuple(found[ident] for ident in issue_ids if ident in found)


def stretch(
    store: Store, wanted: IssueFilter, *, order: Order, descending: bool, offset: int, limit: int
) -> tuple[Issue, ...]:
    """One stretch of the list in this order, without counting the rest."""
    return rows.page(
        wanted, store.now(), order=order, descending=descending, offset=offset, limit=limit
    )


def counts(store: Store, steward_id: int | None) -> IssueCounts:
    """The numbers on the filter chips."""
    return rows.counts(steward_id, store.now())


def find(store: Store, issue_id: int) -> Issue:
    """The issue; RuleError when it is gone."""
    return rows.get(issue_id)


def by_number(store: Store, number: int) -> Issue | None:
    """The issue with this number, or None."""
    return rows.by_number(number)


def story(store: Store, issue_id: int) -> IssueStory:
    """Everything the detail shows of one issue; RuleError when it is gone."""
    issue = rows.get(issue_id)
    category = find_category(issue.category)
    matter = category.matter(issue.matter) if category else None
    return IssueStory(
        issue=issue,
        category=category.name if category else issue.category,
        handler=_handler(issue),
        lead=_steward(issue.lead_id),
        supervisor=_steward(issue.supervisor_id),
        events=parts.events(issue_id),
        feedback=feedback_rows.of_issue(issue_id),
        promises=promise_rows.of_issue(issue_id),
        costs=parts.costs(issue_id),
        photos=parts.photos(issue_id),
        followups=followup_rows.of_issue(issue_id),
        recurrence=_recurrence(issue),
        emergency_fund=matter is not None and matter.emergency_fund,
        merged_into=rows.get(issue.merged_into_id).code if issue.merged_into_id else "",
    )


def merge_targets(
    store: Store, issue_id: int, typed: str = "", limit: int = 8
) -> tuple[Issue, ...]:
    """Open issues this one could be merged into: by number or words, else its neighbours."""
    own = rows.get(issue_id)
    if not typed.strip():
        found = issue_near.open_near(own.place, own.category, own.matter, limit + 1)
    else:
        wanted = IssueFilter(words=typed.strip())
        found = rows.page(
            wanted, store.now(), order=Order.NUMBER, descending=True, limit=limit + 1
        )
    return tuple(issue for issue in found if issue.id != issue_id)[:limit]


def handlers(store: Store, issues: Sequence[Issue]) -> tuple[str, ...]:
    """The name of each issue's 承办, empty where nobody has it yet."""
    names = {person.id: person.name for person in steward_rows.stewards(everybody=True)}
    parties = {party.id: party.name for party in steward_rows.contacts()}
    return tuple(
        names.get(issue.handler_id or 0) or parties.get(issue.handler_contact_id or 0, "")
        for issue in issues
    )


def _recurrence(issue: Issue) -> Recurrence:
    limits = RecurrenceLimits()
    since = issue.reported_at - timedelta(days=limits.days)
    others = (_occurrence(other) for other in issue_near.same_matter(issue, since))
    return recurrence(_occurrence(issue), others, limits)


def _occurrence(issue: Issue) -> Occurrence:
    return Occurrence(issue.number, issue.reported_at.date(), issue.place, issue.category)


def _handler(issue: Issue) -> str:
    if issue.handler_contact_id is not None:
        return steward_rows.contact(issue.handler_contact_id).name
    return _steward(issue.handler_id)


def _steward(ident: int | None) -> str:
    return steward_rows.get(ident).name if ident is not None else ""
