"""What a repair saved out of a damaged book, and what not."""

from qingyu.domain.frozen import frozen

TABLE_NAMES = {
    "feedback": "来件", "issue": "工单", "issue_event": "工单经过", "follow_up": "回访",
    "resident": "居民", "household": "住房", "notice": "通知", "photo": "照片记录",
    "steward": "管家", "operation": "操作记录", "duty_shift": "值班", "action": "决议",
    "setting": "设置", "building": "楼栋", "unit": "单元",
}  # fmt: skip


@frozen
class SavedTable:
    """Rows of one table: saved, and at least so many not; `torn` when a part was not readable."""

    name: str
    saved: int
    lost: int
    torn: bool


@frozen
class Salvage:
    """All tables of a damaged book; rows left out because what they point at is gone."""

    tables: tuple[SavedTable, ...]
    orphans: int = 0

    @property
    def saved(self) -> int:
        """All rows that were saved."""
        return sum(table.saved for table in self.tables) - self.orphans

    @property
    def lost(self) -> int:
        """All rows that are known to be lost."""
        return sum(table.lost for table in self.tables) + self.orphans

    @property
    def is_whole(self) -> bool:
        """Whether nothing is known to be lost and no part was unreadable."""
        return not self.lost and not any(table.torn for table in self.tables)

    @property
    def text(self) -> str:
        """What was saved and what was not, in numbers."""
        named = [
            f"{TABLE_NAMES[table.name]} {table.saved}"
            for table in self.tables
            if table.name in TABLE_NAMES and table.saved
        ]
        told = f"救回 {self.saved} 条记录（{'、'.join(named)}）" if named else "救回 0 条记录"
        if self.is_whole:
            return f"{told}，没有发现缺少的。"
        counts: dict[str, int] = {}
        for table in self.tables:
            word = TABLE_NAMES.get(table.name, "其他")
            counts[word] = counts.get(word, 0) + table.lost
        gone = [f"{word}少 {many}" for word, many in counts.items() if many]
        if self.orphans:
            gone.append(f"连不上的 {self.orphans}")
        lost = f"至少 {self.lost} 条没有救回" if self.lost else "有的地方读不出来，可能少几条"
        return f"{told}；{lost}" + (f"（{'、'.join(gone)}）" if gone else "") + "。"
