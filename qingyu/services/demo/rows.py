"""Domain objects as rows for `storage.bulk`: column → value."""

from collections.abc import Iterable
from datetime import datetime

from qingyu.domain.issue import Issue
from qingyu.domain.place import Place
from qingyu.services.demo.steps import Step
from qingyu.services.demo.streets import Person
from qingyu.services.demo.tale import Promised, Spent, Tried

Row = dict[str, object]
EVENT_COLUMNS = ("id", "issue_id", "at", "by_id", "verb", "source", "target", "words")


def issue_row(issue: Issue) -> Row:
    """The columns of the table `issue`."""
    clocks = issue.clocks
    return {
        "id": issue.id,
        "number": issue.number,
        "title": issue.title,
        **place_columns(issue.place),
        "category": issue.category,
        "matter": issue.matter,
        "urgency": issue.urgency.value,
        "dangerous": issue.dangerous,
        "detail": issue.detail,
        "state": issue.state.value,
        "reported_at": issue.reported_at,
        "due_at": issue.due_at,
        "respond_at": clocks.respond_at,
        "safe_at": clocks.safe_at,
        "finish_at": clocks.finish_at,
        "responded_at": clocks.responded_at,
        "made_safe_at": clocks.made_safe_at,
        "finished_at": clocks.finished_at,
        "review_on": issue.review_on,
        "closed_at": issue.closed_at,
        "look_again_on": issue.look_again_on,
        "suspended_at": issue.suspended_at,
        "handler_id": issue.handler_id,
        "handler_contact_id": issue.handler_contact_id,
        "lead_id": issue.lead_id,
        "supervisor_id": issue.supervisor_id,
        "funding": issue.funding.value,
        "obstacle": issue.obstacle,
        "outcome": issue.outcome.value if issue.outcome else None,
        "referred_to": issue.referred_to,
        "their_number": issue.their_number,
        "merged_into_id": issue.merged_into_id,
        "unreachable": issue.unreachable,
    }


def step_rows(issue_id: int, steps: Iterable[Step]) -> list[tuple[object, ...]]:
    """Rows of the table `issue_event` with EVENT_COLUMNS; the book gives the ids."""
    return [
        (
            None,
            issue_id,
            step.at,
            step.by,
            step.verb,
            step.source.value if step.source else None,
            step.target.value if step.target else None,
            step.words,
        )
        for step in steps
    ]


def try_row(issue_id: int, tried: Tried) -> Row:
    """The columns of the table `follow_up`, without an id."""
    draft = tried.draft
    return {
        "issue_id": issue_id,
        "at": tried.at,
        "by_id": tried.by,
        "how": draft.how,
        "reached": draft.reached,
        "truthful": draft.truthful,
        "timely": draft.timely,
        "satisfaction": draft.satisfaction.value if draft.satisfaction else None,
        "words": draft.words,
    }


def promise_row(issue_id: int, promised: Promised) -> Row:
    """The columns of the table `promise`, without an id."""
    return {
        "issue_id": issue_id,
        "what": promised.what,
        "by_date": promised.by,
        "kept_at": promised.kept_at,
        "who": promised.who,
    }


def cost_row(issue_id: int, spent: Spent) -> Row:
    """The columns of the table `cost_line`, without an id."""
    return {
        "issue_id": issue_id,
        "what": spent.what,
        "fen": spent.fen,
        "receipt": spent.receipt,
    }


def person_row(person: Person) -> Row:
    """The columns of the table `resident`."""
    return {
        "id": person.id,
        "household_id": person.home.id,
        "name": person.name,
        "phone": person.phone,
        "standing": person.standing.value,
        "tags": "、".join(person.tags),
        "note": person.note,
        "may_contact": person.may_contact,
    }


def place_columns(place: Place) -> Row:
    """The four columns of a place."""
    return {
        "building": place.building,
        "unit": place.unit,
        "room": place.room,
        "spot": place.spot,
    }


def registered(at: datetime, by: int) -> Row:
    """The first line of every timeline, without its issue."""
    return {"at": at, "by_id": by, "verb": "登记", "target": "登记"}
