"""The words of a move on the timeline."""

from datetime import date

from qingyu.domain.issue import MoveDetails
from qingyu.storage import issue as rows
from qingyu.storage import steward as steward_rows


def in_words(details: MoveDetails) -> str:
    """「等报价；11月26日再看」: what was told about a move, people and issues by name."""
    told: list[str] = []
    if details.handler_id is not None:
        told.append(f"承办：{steward_rows.get(details.handler_id).name}")
    if details.handler_contact_id is not None:
        told.append(f"承办：{steward_rows.contact(details.handler_contact_id).name}")
    if details.reason.strip():
        told.append(details.reason.strip())
    if details.look_again_on:
        told.append(f"{short_day(details.look_again_on)}再看")
    if details.referred_to.strip():
        number = f"（{details.their_number.strip()}）" if details.their_number.strip() else ""
        told.append(f"转给{details.referred_to.strip()}{number}")
    if details.chase_on:
        told.append(f"{short_day(details.chase_on)}催办")
    if details.target_id is not None:
        told.append(f"并入工单 {rows.get(details.target_id).code}")
    if details.accepted_by.strip():
        told.append(f"验收：{details.accepted_by.strip()}")
    if details.outcome:
        told.append(f"结果：{details.outcome}")
    return "；".join(told)


def short_day(day: date) -> str:
    """11月26日."""
    return f"{day.month}月{day.day}日"
