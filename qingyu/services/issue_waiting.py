"""An issue that waits for a day: put the day off, note that somebody was chased."""

from dataclasses import replace
from datetime import date

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.issue import State
from qingyu.domain.issue_moving import check_awaited_day
from qingyu.services.issue_words import short_day
from qingyu.storage import issue as rows
from qingyu.storage import issue_parts as parts
from qingyu.storage.store import Store

_VERBS = {State.SUSPENDED: "再等", State.REFERRED: "催办"}


def wait_until(
    store: Store,
    issue_id: int,
    day: date,
    words: str = "",
    their_number: str = "",
    *,
    by: int | None,
) -> Changes:
    """The change of another day to look again (挂起) or to chase (转办), and what was heard."""
    issue = rows.get(issue_id)
    verb = _VERBS.get(issue.state)
    if verb is None:
        raise RuleError(f"工单 {issue.code} 是「{issue.state}」，没有在等", "请用别的动作。")
    check_awaited_day(day, store.now())
    number = their_number.strip() or issue.their_number
    told = [words.strip()] if words.strip() else []
    told.append(f"{short_day(day)}再{'催' if verb == '催办' else '看'}")
    with store.operation(f"{verb} {issue.code}", by=by) as writer:
        rows.save(writer, replace(issue, look_again_on=day, their_number=number))
        parts.add_event(writer, issue_id, verb, words="；".join(told))
    return writer.changes
