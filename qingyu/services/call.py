"""Whom to call back today."""

from qingyu.domain.few import Few
from qingyu.domain.followup import Call
from qingyu.storage import feedback as feedback_rows
from qingyu.storage import followup as followup_rows
from qingyu.storage import issue as rows
from qingyu.storage.store import Store


def to_call(store: Store, limit: int) -> Few[Call]:
    """Whom to call back: those not tried today first, then who has waited longest."""
    waiting = followup_rows.to_call(store.now().date(), limit)
    issues = rows.many(waiting)
    said = feedback_rows.of_issues(waiting.shown)
    tries = followup_rows.of_issues(waiting.shown)
    calls = (Call(issues[each], said.get(each, ()), tries.get(each, ())) for each in waiting)
    return Few(tuple(calls), waiting.total)
