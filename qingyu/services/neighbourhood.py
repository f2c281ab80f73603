"""The neighbourhood: set up buildings, edit residents and public places."""

from collections.abc import Mapping
from dataclasses import replace

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.neighbourhood import (
    HIGHEST_BUILDING,
    MOST_UNITS,
    Building,
    BuildingCount,
    Household,
    PublicPlace,
    Resident,
)
from qingyu.domain.place import Place
from qingyu.domain.right import Right
from qingyu.domain.steward import Steward
from qingyu.storage import neighbourhood as rows
from qingyu.storage import setting
from qingyu.storage import steward as steward_rows
from qingyu.storage.journal import Writer
from qingyu.storage.store import Store

NAME = "neighbourhood.name"
PHONE = "duty.phone"
_LONGEST_NAME = 40
_ID_NUMBER = ("里面像是有身份证号", "按规定不保存身份证号，请删掉再保存。")


def name(store: Store) -> str:
    """The neighbourhood's name, empty before the first start is done."""
    return setting.value(NAME)


def phone(store: Store) -> str:
    """The duty phone, empty when there is none."""
    return setting.value(PHONE)


def rename(store: Store, new_name: str, duty_phone: str, *, by: int | None) -> Changes:
    """The change of the neighbourhood's name and duty phone."""
    name = _name(new_name)
    with store.operation("修改小区资料", by=by, needs=Right.MANAGE) as writer:
        setting.put(writer, NAME, name)
        setting.put(writer, PHONE, duty_phone.strip())
    return writer.changes


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise RuleError("小区名不能空着", "请写小区或社区的名字。")
    if len(name) > _LONGEST_NAME:
        raise RuleError("小区名太长，纸上放不下", f"请写在 {_LONGEST_NAME} 个字以内。")
    return name


def found(store: Store, new_name: str, units: Mapping[int, int], first: Steward | None) -> Changes:
    """The change of a first start: the name, building → how many units, and who is here."""
    name = _name(new_name)
    with store.operation("建立小区", by=None, needs=None) as writer:
        setting.put(writer, NAME, name)
        for number, count in sorted(units.items()):
            _add_building(writer, number, count)
        if first is not None and steward_rows.by_name(first.name) is None:
            steward_rows.add(writer, first)
    return writer.changes


def buildings(store: Store) -> tuple[Building, ...]:
    """All buildings with their unit numbers."""
    return rows.buildings()


def building_counts(store: Store) -> tuple[BuildingCount, ...]:
    """All buildings with how many households and residents they have."""
    return rows.building_counts()


def add_building(
    store: Store, number: int, unit_count: int, note: str = "", *, by: int | None
) -> Changes:
    """The change of a new building with units 1 to `unit_count`."""
    note = _checked_note(note)
    with store.operation(f"添加 {number}幢", by=by) as writer:
        _add_building(writer, number, unit_count, note)
    return writer.changes


def edit_building(
    store: Store, building_id: int, unit_count: int, note: str, *, by: int | None
) -> Changes:
    """The change of a building's remark and number of units; RuleError when one is lived in."""
    _check_units(unit_count)
    note = _checked_note(note)
    building = _building(building_id)
    with store.operation(f"修改 {building.title}", by=by) as writer:
        rows.save_building_note(writer, building_id, note)
        # Units as they came from a list, 2 and 5 alone, stay when only the remark is changed.
        if unit_count != len(building.units):
            _set_units(writer, building, unit_count)
    return writer.changes


def _set_units(writer: Writer, building: Building, unit_count: int) -> None:
    for number in range(1, unit_count + 1):
        if number not in building.units:
            rows.add_unit(writer, building.id, number)
    for number in building.units:
        if number > unit_count:
            rows.remove_unit(writer, building.id, number)


def remove_building(store: Store, building_id: int, *, by: int | None) -> Changes:
    """The change of a building taken out; RuleError while somebody lives in it."""
    building = _building(building_id)
    with store.operation(f"删除 {building.title}", by=by) as writer:
        rows.remove_building(writer, building_id)
    return writer.changes


def residents(store: Store, building: int | None = None) -> tuple[Resident, ...]:
    """The residents of one building by its number, or all, as one walks the stairs."""
    return rows.residents(building=building)


def households(store: Store) -> tuple[Household, ...]:
    """All households, as one walks the stairs."""
    return rows.households()


def add_resident(store: Store, resident: Resident, *, by: int | None) -> Changes:
    """The change of a new resident; the household is made when it is not there yet."""
    resident = checked(resident)
    with store.operation(f"添加住户 {resident.name}", by=by) as writer:
        home = _household(writer, resident.household.place)
        rows.add_resident(writer, replace(resident, household=home))
    return writer.changes


def save_resident(store: Store, resident: Resident, *, by: int | None) -> Changes:
    """The change of an edited resident, moved to another household if the place differs."""
    resident = checked(resident)
    with store.operation(f"修改住户 {resident.name}", by=by) as writer:
        home = _household(writer, resident.household.place)
        rows.save_resident(writer, replace(resident, household=home))
    return writer.changes


def remove_resident(store: Store, resident_id: int, *, by: int | None) -> Changes:
    """The change of a resident taken out; RuleError while feedback names them."""
    person = rows.residents_by_ids([resident_id]).get(resident_id)
    if person is None:
        raise RuleError("这位住户已经不在了", "请重新选择。")
    with store.operation(f"删除住户 {person.name}", by=by) as writer:
        rows.remove_resident(writer, resident_id)
    return writer.changes


def public_places(store: Store) -> tuple[PublicPlace, ...]:
    """All public places."""
    return rows.public_places()


def add_public_place(store: Store, place: PublicPlace, *, by: int | None) -> Changes:
    """The change of a new public place."""
    place = _checked_place(place)
    with store.operation(f"添加公共部位 {place.name}", by=by) as writer:
        rows.add_public_place(writer, place)
    return writer.changes


def save_public_place(store: Store, place: PublicPlace, *, by: int | None) -> Changes:
    """The change of an edited public place."""
    place = _checked_place(place)
    with store.operation(f"修改公共部位 {place.name}", by=by) as writer:
        rows.save_public_place(writer, place)
    return writer.changes


def remove_public_place(store: Store, ident: int, *, by: int | None) -> Changes:
    """The change of a public place taken out."""
    with store.operation("删除公共部位", by=by) as writer:
        rows.remove_public_place(writer, ident)
    return writer.changes


def _add_building(writer: Writer, number: int, unit_count: int, note: str = "") -> int:
    _check_units(unit_count)
    if not 1 <= number <= HIGHEST_BUILDING:
        raise RuleError(f"{number} 不是幢号", f"幢号请写 1 到 {HIGHEST_BUILDING}。")
    if any(building.number == number for building in rows.buildings()):
        raise RuleError(f"已经有 {number}幢", "请直接修改它。")
    ident = rows.add_building(writer, number, note)
    for unit in range(1, unit_count + 1):
        rows.add_unit(writer, ident, unit)
    return ident


def _check_units(unit_count: int) -> None:
    if not 0 <= unit_count <= MOST_UNITS:
        raise RuleError(f"一幢楼不会有 {unit_count} 个单元", f"请写 0 到 {MOST_UNITS}。")


def _building(building_id: int) -> Building:
    found = next((each for each in rows.buildings() if each.id == building_id), None)
    if found is None:
        raise RuleError("这幢楼已经不在了", "请重新选择。")
    return found


def _household(writer: Writer, place: Place) -> Household:
    if place.building is None or not place.room:
        raise RuleError("地址要写到室", "例如：3幢2单元501。")
    known = rows.household_at(place)
    if known is not None:
        return known
    building = next((each for each in rows.buildings() if each.number == place.building), None)
    if building is not None and building.units and place.unit is None:
        named = "、".join(str(unit) for unit in building.units)
        raise RuleError(f"{building.title}有 {named} 单元，要写明几单元", "例如：3幢2单元501。")
    building_id = building.id if building else _add_building(writer, place.building, 0)
    unit = place.unit or 0
    if unit and (building is None or unit not in building.units):
        rows.add_unit(writer, building_id, unit)
    ident = rows.add_household(writer, building_id, unit, place.room)
    return Household(ident, place.building, unit, place.room)


def _checked_note(note: str) -> str:
    from qingyu.domain.resident_cells import holds_id_number

    if holds_id_number(note):
        raise RuleError(*_ID_NUMBER)
    return note.strip()


def _checked_place(place: PublicPlace) -> PublicPlace:
    name = " ".join(place.name.split())
    if not name:
        raise RuleError("还没有写公共部位的名称", "例如：屋面、车棚、垃圾房。")
    return replace(place, name=name[:40])


def checked(resident: Resident) -> Resident:
    """The resident as it may be stored; RuleError says what is wrong."""
    name = " ".join(resident.name.split())
    digits = "".join(char for char in resident.phone if char not in " -　－—")
    if not name:
        raise RuleError("还没有写住户姓名", "请写姓名，不知道全名可以写「张先生」。")
    if digits and not (digits.isascii() and digits.isdigit() and 5 <= len(digits) <= 13):
        raise RuleError(f"电话「{resident.phone[:20]}」看不懂", "请只写数字，例如 13812345678。")
    from qingyu.domain.resident_cells import holds_id_number

    if any(map(holds_id_number, (name, digits, resident.note, *resident.tags))):
        raise RuleError(*_ID_NUMBER)
    return replace(resident, name=name[:40], phone=digits)
