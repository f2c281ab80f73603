"""How a piece of feedback is said to a steward: who spoke, how it came, as text to pass on."""

from datetime import datetime

from qingyu.domain.feedback import Feedback
from qingyu.domain.feedback_answer import Answer, Standing
from qingyu.domain.feedback_list import FeedbackStory
from qingyu.domain.followup import Result
from qingyu.domain.issue_wording import state_words
from qingyu.domain.phone_wording import phone_text
from qingyu.domain.wording import moment

_TONES = {
    Answer.UNANSWERED: "warn",
    Answer.ANSWERED: "good",
    Answer.TO_CALL: "info",
    Answer.UNNEEDED: "plain",
}
_RESULT_TONES: dict[Result | None, str] = {
    Result.DISSATISFIED: "danger",
    Result.UNREACHABLE: "warn",
}


def speaker_words(piece: Feedback) -> str:
    """张阿姨 3-2-501, or only what is known of it."""
    return " ".join(part for part in (piece.name, piece.place.code) if part) or "没留姓名"


def came_words(story: FeedbackStory, now: datetime) -> str:
    """今天 08:40 · 电话 · 陆建芬登记."""
    piece = story.piece
    by = f"{story.recorded_by}登记" if story.recorded_by else ""
    parts = (moment(piece.received_at, now), str(piece.channel), by)
    return " · ".join(part for part in parts if part)


def standing_tone(standing: Standing) -> str:
    """The tone of the state: warn for what waits for us, danger for a discontent resident."""
    if standing.answer is not Answer.CALLED:
        return _TONES[standing.answer]
    return _RESULT_TONES.get(standing.result, "good")


def as_text(story: FeedbackStory, now: datetime) -> str:
    """The whole piece as plain lines, what was said first and literally."""
    piece = story.piece
    topic = f"{story.category} {piece.matter}".strip()
    rows = (
        ("反映人", piece.name),
        ("地点", piece.place.text),
        ("电话", phone_text(piece.phone)),
        ("类型", f"{piece.kind} · {topic}"),
        ("危险", "有危险" if piece.dangerous else ""),
        ("回访", "" if piece.may_contact else "不愿意被回访"),
        ("工单", _issue_words(story, now)),
    )
    lines = [f"来件 {piece.code}　{came_words(story, now)}", piece.text]
    return "\n".join([*lines, *(f"{label}：{value}" for label, value in rows if value)])


def _issue_words(story: FeedbackStory, now: datetime) -> str:
    if story.issue is None:
        return "还没有工单"
    return f"{story.issue.code}　{story.issue.heading}（{state_words(story.issue, now)}）"
