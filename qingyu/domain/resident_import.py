"""What an import of residents would do: every row judged against those already known."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from qingyu.domain.frozen import frozen
from qingyu.domain.layout_sheet import LayoutRow
from qingyu.domain.neighbourhood import Building, Household, Resident, Standing
from qingyu.domain.place import Place
from qingyu.domain.resident_cells import may_contact_words, read_tags, room_key
from qingyu.domain.resident_header import Column, IgnoredColumn, SheetHeader
from qingyu.domain.resident_sheet import ResidentRow, RowError, row_error
from qingyu.domain.sheet import one_line, tidy

# A spreadsheet's cell holds no more characters than this.
CELL_LIMIT = 32_767

_HomeKey = tuple[int, int, str]
_Identity = tuple[_HomeKey, str]


class Verdict(StrEnum):
    """What an import does with a row."""

    NEW = "新增"
    UPDATE = "更新"
    UNCHANGED = "不变"
    ERROR = "有错"


@frozen
class FieldChange:
    """One field of a resident, before and after."""

    column: Column
    before: str
    after: str

    @property
    def text(self) -> str:
        """电话：13800001111 → 13900002222."""
        return f"{self.column}：{self.before or '（空）'} → {self.after}"


@frozen
class RowVerdict:
    """A row and what becomes of it; `resident` as it will stand, id 0 when it is new."""

    read: ResidentRow
    verdict: Verdict
    resident: Resident | None = None
    changes: tuple[FieldChange, ...] = ()
    errors: tuple[RowError, ...] = ()

    @property
    def number(self) -> int:
        """The row's number in the file."""
        return self.read.number

    @property
    def place(self) -> Place:
        """Where the resident lives, as far as it was understood."""
        return self.resident.household.place if self.resident else self.read.place

    @property
    def detail(self) -> str:
        """The errors or the changes in words, empty for a plain new or unchanged row."""
        if self.errors:
            return "；".join(f"「{each.column}」{each.cell}：{each.reason}" for each in self.errors)
        return "；".join(each.text for each in self.changes)


@frozen
class ImportReport:
    """The counts and the errors of an import."""

    new: int
    updated: int
    unchanged: int
    errors: tuple[RowError, ...] = ()


@frozen
class ImportPreview:
    """What an import will do, row by row, and what it will make along the way.

    `layout` are buildings, units, homes and public places that the book does not hold yet.
    """

    file_name: str
    sheet: str
    header: SheetHeader
    rows: tuple[RowVerdict, ...]
    new_buildings: tuple[int, ...] = ()
    new_units: tuple[tuple[int, int], ...] = ()
    new_households: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()
    layout: tuple[LayoutRow, ...] = ()

    @property
    def ignored(self) -> tuple[IgnoredColumn, ...]:
        """The columns not read, and why."""
        return self.header.ignored

    def count(self, verdict: Verdict) -> int:
        """How many rows have this verdict."""
        return sum(row.verdict is verdict for row in self.rows)

    @property
    def errors(self) -> tuple[RowError, ...]:
        """All errors in the order of the file."""
        return tuple(error for row in self.rows for error in row.errors)

    @property
    def report(self) -> ImportReport:
        """The counts and the errors."""
        return ImportReport(
            new=self.count(Verdict.NEW),
            updated=self.count(Verdict.UPDATE),
            unchanged=self.count(Verdict.UNCHANGED),
            errors=self.errors,
        )


@frozen
class Known:
    """What the book already holds."""

    buildings: Sequence[Building] = ()
    households: Sequence[Household] = ()
    residents: Sequence[Resident] = ()


def judge(header: SheetHeader, rows: Iterable[ResidentRow], known: Known) -> tuple[RowVerdict, ...]:
    """Every row's verdict, in the order of the file."""
    rows = tuple(rows)
    homes = _Homes(known, rows)
    verdicts: dict[int, RowVerdict] = {}
    groups: dict[_Identity, list[ResidentRow]] = {}
    for row in rows:
        home = homes.find(row.place) if not row.errors else None
        if isinstance(home, str):
            error = row_error(header, row.number, Column.UNIT, home, Column.ADDRESS)
            row = replace(row, errors=(*row.errors, error))
        if row.errors or not isinstance(home, Household):
            verdicts[row.number] = _refused(row, *row.errors, *row.doubts)
        else:
            groups.setdefault((_home_key(home), name_key(row.name)), []).append(row)
            homes.settled[row.number] = home
    stored: dict[_Identity, list[Resident]] = {}
    for person in known.residents:
        key = (_home_key(person.household), name_key(person.name))
        stored.setdefault(key, []).append(person)
    for key, group in groups.items():
        for verdict in _judge_namesakes(header, group, stored.get(key, []), homes.settled):
            verdicts[verdict.number] = verdict
    return tuple(verdicts[row.number] for row in rows)


def name_key(name: str) -> str:
    """The name as it is compared: space and case say nothing."""
    return "".join(one_line(name).split()).casefold()


class _Homes:
    """Finds the household of a place among the known ones and those the file itself names."""

    def __init__(self, known: Known, rows: Iterable[ResidentRow]) -> None:
        self.settled: dict[int, Household] = {}
        self._exact = {_home_key(home): home for home in known.households}
        self._by_room: dict[tuple[int, str], list[Household]] = {}
        for home in known.households:
            key = (home.building, room_key(home.room))
            self._by_room.setdefault(key, []).append(home)
        self._units = {building.number: set(building.units) for building in known.buildings}
        for row in rows:
            if row.place.building is not None and row.place.unit is not None:
                self._units.setdefault(row.place.building, set()).add(row.place.unit)

    def find(self, place: Place) -> Household | str:
        """The household (id 0 when it is to be made), or why the place is not enough."""
        if place.building is None or place.room is None:
            return "地址不全"
        home = Household(0, place.building, place.unit or 0, place.room)
        known = self._exact.get(_home_key(home))
        if known is not None:
            return known
        if place.unit is not None:
            return home
        same_room = self._by_room.get((place.building, room_key(place.room)), [])
        if len(same_room) == 1:
            return same_room[0]
        units = sorted(self._units.get(place.building, ()))
        if units:
            named = "、".join(str(unit) for unit in units[:6])
            return f"{place.building}幢有 {named} 单元，请写明几单元"
        return home


def _home_key(home: Household) -> _HomeKey:
    return home.building, home.unit, room_key(home.room)


def _judge_namesakes(
    header: SheetHeader,
    rows: list[ResidentRow],
    stored: list[Resident],
    homes: dict[int, Household],
) -> Iterable[RowVerdict]:
    """The verdicts of the rows of one household and name; the phone parts several."""
    left = list(stored)
    open_rows: list[ResidentRow] = []
    seen: dict[str, int] = {}
    for row in rows:
        match = next((person for person in left if person.phone == row.phone), None)
        if match is not None:
            left.remove(match)
            seen.setdefault(row.phone, row.number)
            yield _against(row, match)
        elif row.phone in seen:
            reason = f"和第 {seen[row.phone]} 行是同一个人，请删掉一行"
            yield _refused(row, row_error(header, row.number, Column.NAME, reason))
        else:
            seen[row.phone] = row.number
            open_rows.append(row)
    alone = len(seen) == 1 and len(stored) == 1
    several = len(seen) > 1 or len(stored) > 1
    for row in open_rows:
        if alone or (len(open_rows) == 1 and len(left) == 1 and not left[0].phone):
            yield _against(row, left[0])
        elif not row.phone and several:
            reason = f"这一户有几位「{row.name[:20]}」，请写电话来区分"
            yield _refused(row, row_error(header, row.number, Column.NAME, reason))
        else:
            yield _new(row, homes[row.number])


def _new(row: ResidentRow, home: Household) -> RowVerdict:
    if row.doubts:
        return _refused(row, *row.doubts)
    standing = row.standing or Standing.OWNER
    may_contact = row.may_contact is not False
    person = Resident(
        0, home, row.name, row.phone, standing, row.tags, row.note, may_contact
    )
    return RowVerdict(row, Verdict.NEW, person)


def _against(row: ResidentRow, stored: Resident) -> RowVerdict:
    after, changes = _merged(row, stored)
    stored_anew = {change.column for change in changes}
    doubts = [doubt for doubt in row.doubts if doubt.meaning in stored_anew]
    if doubts:
        return _refused(row, *doubts)
    return RowVerdict(row, Verdict.UPDATE if changes else Verdict.UNCHANGED, after, changes)


def _merged(row: ResidentRow, stored: Resident) -> tuple[Resident, tuple[FieldChange, ...]]:
    """The stored resident with what the row says; what the row leaves empty stays."""
    changes = []
    if row.phone and row.phone != stored.phone:
        changes.append(FieldChange(Column.PHONE, stored.phone, row.phone))
        stored = replace(stored, phone=row.phone)
    if row.standing is not None and row.standing is not stored.standing:
        changes.append(FieldChange(Column.STANDING, stored.standing, row.standing))
        stored = replace(stored, standing=row.standing)
    if row.tags and set(row.tags) != set(read_tags(_joined(stored.tags))):
        changes.append(FieldChange(Column.TAGS, _joined(stored.tags), _joined(row.tags)))
        stored = replace(stored, tags=row.tags)
    if row.note and not _same_words(row.note, stored.note):
        changes.append(FieldChange(Column.NOTE, stored.note, row.note))
        stored = replace(stored, note=row.note)
    if row.may_contact is not None and row.may_contact is not stored.may_contact:
        said, wanted = may_contact_words(stored.may_contact), may_contact_words(row.may_contact)
        changes.append(FieldChange(Column.MAY_CONTACT, said, wanted))
        stored = replace(stored, may_contact=row.may_contact)
    return stored, tuple(changes)


def _same_words(written: str, stored: str) -> bool:
    plain = tidy(stored)
    cut = len(written) > CELL_LIMIT // 2 and plain.startswith(written)
    return plain == written or (cut and len(stored) > CELL_LIMIT)


def _joined(tags: Iterable[str]) -> str:
    return "、".join(tags)


def _refused(row: ResidentRow, *errors: RowError) -> RowVerdict:
    return RowVerdict(row, Verdict.ERROR, errors=errors)
