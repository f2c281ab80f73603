"""The printed work slip (工单) of one issue, ready for the printer."""

from pathlib import Path

from qingyu.domain.feedback import Feedback
from qingyu.domain.issue import Funding, Issue
from qingyu.domain.issue_slip import IssueSlip, Said
from qingyu.domain.issue_story import IssueStory
from qingyu.domain.issue_wording import promise_words
from qingyu.services import document, issue_reading
from qingyu.storage import setting
from qingyu.storage.store import Store


def slip(store: Store, issue_id: int) -> IssueSlip:
    """What the slip says; RuleError when the issue is gone."""
    story = issue_reading.story(store, issue_id)
    issue = story.issue
    now = store.now()
    promises = [
        promise_words(each, now)
        for each in story.promises
        if each.kept_at is None
    ]
    return IssueSlip(
        number=issue.code,
        place=issue.place.text,
        matter=issue.title,
        category=f"{story.category} {issue.matter}".strip(),
        urgency=str(issue.urgency),
        neighbourhood=setting.value("neighbourhood.name"),
        dangerous=issue.dangerous,
        state=str(issue.state),
        reported_at=issue.reported_at,
        respond_at=issue.clocks.respond_at,
        safe_at=issue.clocks.safe_at,
        finish_at=issue.clocks.finish_at,
        said=_said(story),
        handler=story.handler,
        lead=story.lead,
        supervisor=story.supervisor,
        promise="；".join(promises),
        remark=_remark(story),
        funding="" if issue.funding is Funding.NONE else str(issue.funding),
        printed_at=now,
    )


def slip_pdf(store: Store, issue_id: int) -> bytes:
    """The slip as an A5 PDF; RuleError when the issue is gone."""
    return render(slip(store, issue_id))


def render(words: IssueSlip) -> bytes:
    """The slip as an A5 PDF; reads no book, so it may run on the worker."""
    from qingyu.printing.issue_slip import render as to_pdf

    return to_pdf(words)


def save(store: Store, words: IssueSlip) -> Path:
    """Where the slip's PDF lies now, whole; StoreError when the disk refuses."""
    path = store.folder.prints / f"工单{words.number}.pdf"
    document.save_file(path, render(words))
    return path


def _said(story: IssueStory) -> tuple[Said, ...]:
    said = tuple(_words_of(piece) for piece in story.feedback)
    if said or not story.issue.detail.strip():
        return said
    return (Said(story.issue.detail.strip(), who="巡查记录", at=story.issue.reported_at),)


def _words_of(piece: Feedback) -> Said:
    who = " ".join(part for part in (piece.place.text, piece.name, piece.phone) if part)
    return Said(piece.text, who, str(piece.channel), piece.received_at)


def _remark(story: IssueStory) -> str:
    issue: Issue = story.issue
    told = [story.recurrence.text, issue.obstacle]
    if story.emergency_fund:
        told.append("可申请应急维修资金")
    return "；".join(part for part in told if part)
