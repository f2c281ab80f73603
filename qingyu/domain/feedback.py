"""Feedback (来件): anything a resident tells us."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing was said."""

    REPAIR = "报修"
    COMPLAINT = "投诉"
    SUGGESTION = "建议"
    PRAISE = "表扬"
    INQUIRY = "咨询"
    HELP = "求助"


class Channel(StrEnum):
    """How it reached us."""

    VISIT = "上门"
    PHONE = "电话"
    WECHAT = "微信"
    PATROL = "巡查"
    HOTLINE = "12345"
    BOX = "意见箱"
    MEETING = "会议"
