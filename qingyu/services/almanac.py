"""The almanac line of a day: lunar date, solar term, festival."""

from datetime import date
from functools import lru_cache

from qingyu.domain.frozen import frozen

# The library also knows 愚人节, 万圣节 and the like, which would puzzle the stewards.
_SOLAR_FESTIVALS = {
    **{"元旦节": "元旦", "妇女节": "妇女节", "植树节": "植树节", "劳动节": "劳动节"},
    **{"青年节": "青年节", "儿童节": "儿童节", "建党节": "建党节", "建军节": "建军节"},
    **{"教师节": "教师节", "国庆节": "国庆节", "全国助残日": "全国助残日"},
}
# A month on show asks for every day of it again whenever one place changes.
_REMEMBERED = 400
_DAYS = "零一二三四五六七八九十"


@frozen
class DayLine:
    """农历十月十五, 小雪后一日, and a festival or an empty string."""

    lunar: str
    term: str
    festival: str

    @property
    def text(self) -> str:
        """All of it, as it stands beside the date."""
        return "　".join(part for part in (self.lunar, self.term, self.festival) if part)


@lru_cache(maxsize=_REMEMBERED)
def day_line(day: date) -> DayLine:
    """The almanac line of that day (Gregorian, from 1900 on; by lunar_python)."""
    from lunar_python import Solar

    solar = Solar.fromYmd(day.year, day.month, day.day)
    lunar = solar.getLunar()
    term = lunar.getPrevJieQi(True)
    began = term.getSolar()
    passed = (day - date(began.getYear(), began.getMonth(), began.getDay())).days
    festivals = [
        *lunar.getFestivals(),
        *(_SOLAR_FESTIVALS[name] for name in solar.getFestivals() if name in _SOLAR_FESTIVALS),
    ]
    return DayLine(
        f"农历{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}",
        term.getName() + (f"后{_count(passed)}日" if passed else ""),
        "、".join(festivals),
    )


def _count(days: int) -> str:
    return _DAYS[days] if days <= 10 else f"十{_DAYS[days - 10]}"
