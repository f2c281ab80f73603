"""The chapters of the yearbook: what was done, what is left, what binds, who to ask."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from qingyu.domain.category import name_of
from qingyu.domain.duty_ledger import YearHours
from qingyu.domain.masking import mask_phone, mask_text
from qingyu.domain.money import Money
from qingyu.domain.notice_number import notice_number
from qingyu.domain.place import Place
from qingyu.domain.promise import PromiseLine, late_words, promises_kept
from qingyu.domain.yearbook import MOST_ROWS, Chapter, YearTable, cut
from qingyu.storage import figures as figure_rows
from qingyu.storage import review as review_rows
from qingyu.storage import steward as steward_rows
from qingyu.storage import yearbook as rows

_AGAIN = 3
_MOST_AGAIN = 30

Veil = Callable[[str], str]
Bounds = list[datetime]


def chapters(
    bounds: Bounds,
    promises: tuple[PromiseLine, ...],
    hours: Sequence[YearHours],
    today: date,
    *,
    internal: bool,
) -> tuple[Chapter, ...]:
    """All chapters of the days between two midnights, hidden where they are not internal."""
    veil = _open if internal else _veil()
    where: Callable[[Place], str] = _place if internal else _masked_place
    first, last = bounds[0].date(), (bounds[1] - timedelta(days=1)).date()
    return (
        _done(bounds, veil, where),
        _open_issues(veil, where, today),
        _promises(promises, veil, today),
        _money(bounds, veil, where),
        _meetings(first, last, veil),
        _notices(first.year, veil),
        _hours(hours),
        _addresses(internal),
        _weak_spots(bounds, where),
    )


def _open(text: str) -> str:
    return text


def _veil() -> Veil:
    people = steward_rows.stewards(everybody=True)
    # Who serves is known to all; who lives here is not.
    keep = {person.name for person in people}
    names = set(figure_rows.resident_names()) - keep
    return lambda text: mask_text(text, names, keep).text


def _place(place: Place) -> str:
    return place.text


def _masked_place(place: Place) -> str:
    return place.masked


def _done(bounds: Bounds, veil: Veil, where: Callable[[Place], str]) -> Chapter:
    counted = sorted(rows.counted(bounds).items(), key=lambda each: -each[1][1])
    by_category = tuple((name_of(code), str(new), str(old)) for code, (new, old) in counted)
    issues = rows.closed(bounds, MOST_ROWS)
    every = sum(closed for _, (_, closed) in counted)
    lines = tuple(
        (
            f"{issue.number:04d}", where(issue.place), veil(issue.title), name_of(issue.category),
            _day(issue.closed_at), issue.outcome or "—",
        )
        for issue in issues
    )  # fmt: skip
    return Chapter(
        "办成的事",
        f"这一年办结 {every} 件。先列花钱多的，再列最近办结的。",
        (
            YearTable(("类别", "新增", "办结"), (2, 1, 1), by_category),
            YearTable(
                ("编号", "在哪里", "什么事", "类别", "办结", "结果"), (1, 2, 4, 1.6, 1.3, 1.6),
                lines, max(0, every - len(lines)),
            ),
        ),
    )  # fmt: skip


def _open_issues(veil: Veil, where: Callable[[Place], str], today: date) -> Chapter:
    every, issues = rows.how_many_open(), rows.still_open(MOST_ROWS)
    late = sum(1 for issue in issues if issue.due_at and issue.due_at.date() < today)
    lines = tuple(
        (
            f"{issue.number:04d}", where(issue.place),
            ("⚠ " if issue.dangerous else "") + veil(issue.title), issue.state,
            _day(issue.reported_at), _day(issue.due_at),
        )
        for issue in issues
    )  # fmt: skip
    lead = f"还有 {every} 件没办完，有危险的和最急的在前" if every else "没有留下没办完的事"
    return Chapter(
        "没办完的事",
        lead + (f"；下面的里头 {late} 件已经超期。" if late else "。"),
        (YearTable(
            ("编号", "在哪里", "什么事", "状态", "报告", "期限"), (1, 2, 4, 1.4, 1.3, 1.3),
            lines, max(0, every - len(lines)),
        ),),
    )  # fmt: skip


def _promises(promises: tuple[PromiseLine, ...], veil: Veil, today: date) -> Chapter:
    found = promises_kept(promises, today)
    waiting = [each for each in promises if each.kept_at is None]
    lines, rest = cut(tuple(
        (each.number, veil(each.who) or "—", veil(each.what), _day(each.by),
         late_words(each, today) or "还没到期")
        for each in waiting
    ))  # fmt: skip
    done = len(found.kept) + sum(1 for each in found.late if each.kept_at is not None)
    return Chapter(
        "答应过的事",
        f"这一年答应了 {len(promises)} 件，做到 {done} 件（其中 {done - len(found.kept)} 件晚了），"
        f"还欠 {len(waiting)} 件。",
        (YearTable(("工单", "谁答应的", "答应了什么", "哪天前", "怎样"), (1, 1.5, 4, 1.3, 1.6),
                   lines, rest),),
    )  # fmt: skip


def _money(bounds: Bounds, veil: Veil, where: Callable[[Place], str]) -> Chapter:
    sums = rows.spent(bounds)
    every = Money(sum(fen for *_, fen in sums))
    dear = [issue for issue in rows.closed(bounds, 15) if issue.fen]
    return Chapter(
        "花的钱",
        f"这一年记下的费用共 {every.text} 元。" if sums else "这一年没有记费用。",
        (
            YearTable(
                ("类别", "资金来源", "工单", "金额（元）"), (2, 2, 1, 1.6),
                tuple((name_of(code), funding, str(count), Money(fen).text)
                      for code, funding, count, fen in sums),
            ),
            YearTable(
                ("编号", "在哪里", "什么事", "金额（元）"), (1, 2, 4, 1.6),
                tuple((f"{each.number:04d}", where(each.place), veil(each.title),
                       Money(each.fen).text) for each in dear),
            ),
        ),
    )  # fmt: skip


def _meetings(first: date, last: date, veil: Veil) -> Chapter:
    decided = rows.decisions(first, last)
    binding = [each for each in decided if each.binding]
    lines, rest = cut(tuple(
        (_day(each.held_on), veil(each.title), veil(each.decisions)) for each in binding
    ))
    actions = tuple(
        (_day(each.by), veil(each.who), veil(each.what)) for each in review_rows.open_actions()
    )
    return Chapter(
        "例会和还算数的决定",
        f"开了 {rows.meetings(first, last)} 次例会，作了 {len(decided)} 项决定，"
        f"其中 {len(binding)} 项的事还没完，照办。",
        (
            YearTable(("哪天定的", "什么事", "怎么定的"), (1.3, 3, 4), lines, rest),
            YearTable(("哪天前", "谁", "没做完的分工"), (1.3, 1.5, 5), actions),
        ),
    )


def _notices(year: int, veil: Veil) -> Chapter:
    found = rows.notices(year)
    lines, rest = cut(tuple(
        (
            notice_number(each.year, each.serial), veil(each.title), _day(each.created_at),
            _day(each.posted_until),
            "作废" if each.void else f"还挂着 {each.hanging} 张" if each.hanging else "已取下",
        )
        for each in found
    ))  # fmt: skip
    void, hanging = sum(each.void for each in found), sum(1 for each in found if each.hanging)
    return Chapter(
        "通知公示",
        f"发了 {len(found)} 份通知，作废 {void} 份，还有 {hanging} 份挂着。",
        (YearTable(
            ("文号", "标题", "写成", "贴到", "现在"), (2.4, 4, 1.3, 1.3, 1.6), lines, rest
        ),),
    )  # fmt: skip


def _hours(hours: Sequence[YearHours]) -> Chapter:
    found = sorted(hours, key=lambda each: -each.hours)
    lines = tuple((each.name, f"{each.times} 次", f"{each.hours:g} 小时") for each in found)
    return Chapter(
        "管家的值班",
        f"{len(found)} 人值过班，共 {sum(each.hours for each in found):g} 小时，谢谢大家。",
        (YearTable(("姓名", "次数", "小时"), (2, 1, 1), lines),),
    )


def _addresses(internal: bool) -> Chapter:
    phone = _open if internal else mask_phone
    people = tuple(
        (each.name, str(each.role), phone(each.phone) or "—", "" if each.active else "已停用")
        for each in steward_rows.stewards(everybody=True)
    )
    others = tuple(
        (each.name, each.trade or "—", phone(each.phone) or "—", each.note if internal else "")
        for each in steward_rows.contacts()
    )
    return Chapter(
        "通讯录",
        "完整的电话在内部版和 Excel 里。" if not internal else "只给接班的人看，不要张贴。",
        (
            YearTable(("管家", "身份", "电话", "备注"), (2, 1.4, 2, 2), people),
            YearTable(("师傅和单位", "做什么", "电话", "备注"), (3, 1.6, 2, 2), others),
        ),
    )


def _weak_spots(bounds: Bounds, where: Callable[[Place], str]) -> Chapter:
    found = rows.recurring(bounds, _AGAIN, _MOST_AGAIN)
    lines = tuple((where(place), name_of(code), f"{times} 次") for place, code, times in found)
    lead = f"同一处同一类，一年里来了 {_AGAIN} 次以上的有这些地方，值得一次修好。"
    return Chapter(
        "老毛病",
        lead if found else f"没有哪一处同一类的事来过 {_AGAIN} 次以上。",
        (YearTable(("在哪里", "类别", "来了几次"), (3, 2, 1), lines),),
    )


def _day(when: date | datetime | None) -> str:
    return "—" if when is None else f"{when.month}月{when.day}日"
