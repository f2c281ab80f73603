"""One resident's personal data: everything found in one place, shown, corrected, deleted."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.neighbourhood import Resident
from qingyu.domain.personal import AnswerSheet, PersonalFile
from qingyu.domain.right import Right
from qingyu.services import document, neighbourhood, retention
from qingyu.storage import draft, recycle, setting, tables
from qingyu.storage import neighbourhood as people
from qingyu.storage import steward as stewards
from qingyu.storage.forgetting import forget
from qingyu.storage.journal import Writer
from qingyu.storage.personal import Traces
from qingyu.storage.store import Store
from qingyu.storage.wiping import overwriting, wipe

_WIPE = "personal-wiping"


@frozen
class Erased:
    """What was deleted, the answer for the resident, and whether the file was wiped clean."""

    changes: Changes
    sheet: AnswerSheet
    wiped: bool


def find(store: Store, resident_id: int, *, by: int | None) -> PersonalFile:
    """Everything there is of a resident; the journal notes that it was looked up."""
    found = _file(_traces(resident_id))
    with store.operation("查询一位住户的个人信息", by=by, needs=Right.WORK) as writer:
        writer.tell()
    return found


def correct(
    store: Store, resident_id: int, *, name: str, phone: str, by: int | None
) -> Changes:
    """The change of a name and phone, in the register and in all they said as themselves."""
    old = _person(resident_id)
    new = neighbourhood.checked(replace(old, name=name, phone=phone))
    with store.operation("更正一位住户的个人信息", by=by, needs=Right.WORK) as writer:
        people.save_resident(writer, new)
        _correct_feedback(writer, old, new)
    return writer.changes


def answer(store: Store, found: PersonalFile, *, by: int | None) -> AnswerSheet:
    """What the resident is told of their data as it stands."""
    return _sheet(store, found, by, erased=False)


def erase(store: Store, resident_id: int, *, by: int | None) -> Erased:
    """The change of deleting what may go: rows, photos, drafts, journal, index, file.

    It is not undone. What is not finished stays until it is, as the sheet says.
    """
    traces = _traces(resident_id)
    found = _file(traces)
    files = traces.photos()
    with (
        overwriting(store.database),
        store.operation("按居民要求删除个人信息", by=by, needs=Right.MANAGE) as writer,
    ):
        forget(
            writer, store.database, traces.rows, traces.change,
            sought=lambda verb, changes: traces.is_in(verb) or traces.is_in(changes),
            verb=traces.verb,
        )  # fmt: skip
        gone = [each.id for each in draft.every() if traces.is_in(each.whole_text)]
        tables.Draft.delete().where(tables.Draft.id.in_(gone)).execute()
    shown = {f"{row.sha256}{row.suffix}" for row in tables.Photo.select()}
    retention.remove(store, [name for name in files if name not in shown])
    recycle.note_day(store, _WIPE, 1)
    return Erased(writer.changes, _sheet(store, found, by, erased=True), wipe_left(store))


def wipe_left(store: Store) -> bool:
    """Whether nothing deleted is left in the file; what could not be wiped is tried again."""
    if not recycle.last_day(_WIPE):
        return True
    if not wipe(store.database):
        return False
    recycle.note_day(store, _WIPE, 0)
    return True


def pdf(store: Store, sheet: AnswerSheet) -> bytes:
    """The answer as a PDF, for the resident to take."""
    from qingyu.printing.personal import render

    return render(sheet)


def save(store: Store, sheet: AnswerSheet, path: Path, *, by: int | None) -> Changes:
    """The change of an answer stored as a PDF; RuleError inside the data folder."""
    if store.folder.root.resolve() in path.resolve().parents:
        raise RuleError("答复单不和资料放在一起", "请存到桌面或 U 盘，交给居民后删掉。")
    content = pdf(store, sheet)
    with store.operation("存个人信息答复单", by=by, needs=Right.PRINT) as writer:
        document.save_file(path, content)
        writer.tell()
    return writer.changes


def _correct_feedback(writer: Writer, old: Resident, new: Resident) -> None:
    for row in list(tables.Feedback.select().where(tables.Feedback.resident == old.id)):
        told = {}
        if row.name == old.name:
            told["name"] = new.name
        if old.phone and row.phone == old.phone:
            told["phone"] = new.phone
        if told:
            writer.update(tables.Feedback, row.id, **told)


def _traces(resident_id: int) -> Traces:
    return Traces(_person(resident_id))


def _person(resident_id: int) -> Resident:
    person = people.residents_by_ids([resident_id]).get(resident_id)
    if person is None:
        raise RuleError("这位住户已经不在了", "请重新选择。")
    return person


def _file(traces: Traces) -> PersonalFile:
    drafts = sum(traces.is_in(each.whole_text) for each in draft.every())
    return PersonalFile(
        traces.person, traces.findings(), _told(traces.is_in), drafts, traces.namesakes
    )


def _told(is_in: Callable[[str], bool]) -> int:
    query = tables.Operation.select(tables.Operation.verb, tables.Operation.changes).tuples()
    return sum(is_in(verb) or is_in(changes) for verb, changes in query.iterator())


def _sheet(store: Store, found: PersonalFile, by: int | None, *, erased: bool) -> AnswerSheet:
    signed = stewards.get(by).name if by is not None else ""
    person = found.person
    return AnswerSheet(
        neighbourhood=setting.value(neighbourhood.NAME),
        phone=setting.value(neighbourhood.PHONE),
        signed_by=signed,
        on=store.now().date(),
        name=person.name,
        home=person.household.place.text,
        held=found.findings,
        erased=erased,
        contact_months=retention.rules(store).contact_months,
        namesakes=found.namesakes,
        own_phone=person.phone,
    )
