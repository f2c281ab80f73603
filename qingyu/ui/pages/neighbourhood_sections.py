"""The five lists of 楼栋住户: what each reads, and how its records are stored and taken out."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSettings

from qingyu.domain.changes import Changes, Noun
from qingyu.domain.frozen import frozen
from qingyu.domain.neighbourhood import BuildingCount, PublicPlace, Resident
from qingyu.domain.steward import Contact, Steward
from qingyu.services import Store, neighbourhood
from qingyu.services import steward as stewards
from qingyu.ui.models import building, public_place, resident, steward
from qingyu.ui.models.cells import CellRow
from qingyu.ui.pages.neighbourhood_forms import BuildingForm, PublicPlaceForm
from qingyu.ui.pages.neighbourhood_helpers import ContactForm, StewardForm
from qingyu.ui.pages.neighbourhood_part import Emptiness, RecordPart
from qingyu.ui.pages.neighbourhood_residents import ResidentsPart


@frozen
class Section:
    """One list: its key and title, what makes it stale, and the services behind it.

    `save` and `remove` take (store, record, by) and answer with Changes.
    """

    key: str
    title: str
    noun: Noun
    cares: frozenset[Noun]
    make: Callable[[QSettings], RecordPart]
    rows: Callable[[Store], Sequence[CellRow]]
    save: Callable[[Store, Any, int | None], Changes]
    remove: Callable[[Store, Any, int | None], Changes]


def _buildings_part(settings: QSettings) -> RecordPart:
    return RecordPart(
        "buildings", building.COLUMNS, building.HEADS, BuildingForm(), settings,
        name="楼栋", measure="幢", example="3幢",
        empty=Emptiness("building-2", "还没有楼栋",
                        "写上几幢、几个单元，登记来件时就能认出来。", "添加楼栋"),
    )


def _places_part(settings: QSettings) -> RecordPart:
    return RecordPart(
        "places", public_place.COLUMNS, public_place.HEADS, PublicPlaceForm(), settings,
        name="公共部位", measure="处", example="车棚、3幢、lc",
        empty=Emptiness("trees", "还没有公共部位", "屋面、车棚、垃圾房……登记来件时可以直接选。",
                        "添加公共部位"),
    )


def _stewards_part(settings: QSettings) -> RecordPart:
    return RecordPart(
        "stewards", steward.COLUMNS, steward.HEADS, StewardForm(), settings,
        name="管家", measure="位", example="姓名、zwb、党员骨干",
        empty=Emptiness("users", "还没有管家", "谁在这里服务，就把谁写上。", "添加管家"),
    )


def _contacts_part(settings: QSettings) -> RecordPart:
    return RecordPart(
        "contacts", steward.CONTACT_COLUMNS, steward.CONTACT_HEADS, ContactForm(), settings,
        name="通讯录", measure="家", example="名称、疏通、电话",
        empty=Emptiness("contact", "通讯录还是空的",
                        "水电热线、疏通师傅、社区电话，派单和转办时用得上。", "添加一家"),
    )


def _save_resident(store: Store, person: Resident, by: int | None) -> Changes:
    save = neighbourhood.save_resident if person.id else neighbourhood.add_resident
    return save(store, person, by=by)


def _save_building(store: Store, count: BuildingCount, by: int | None) -> Changes:
    building, units = count.building, len(count.building.units)
    if count.id:
        return neighbourhood.edit_building(store, count.id, units, building.note, by=by)
    return neighbourhood.add_building(store, building.number, units, building.note, by=by)


def _save_place(store: Store, place: PublicPlace, by: int | None) -> Changes:
    save = neighbourhood.save_public_place if place.id else neighbourhood.add_public_place
    return save(store, place, by=by)


def _save_steward(store: Store, person: Steward, by: int | None) -> Changes:
    save = stewards.save if person.id else stewards.add
    return save(store, person, by=by)


def _save_contact(store: Store, party: Contact, by: int | None) -> Changes:
    save = stewards.save_contact if party.id else stewards.add_contact
    return save(store, party, by=by)


def _everybody(store: Store) -> list[CellRow]:
    people = stewards.stewards(store, everybody=True)
    return [steward.row_of(each) for each in sorted(people, key=lambda each: not each.active)]


SECTIONS = (
    Section(
        "residents", "住户", Noun.RESIDENT,
        frozenset({Noun.RESIDENT, Noun.HOUSEHOLD, Noun.BUILDING}), ResidentsPart,
        lambda store: [resident.row_of(each) for each in neighbourhood.residents(store)],
        _save_resident,
        lambda store, each, by: neighbourhood.remove_resident(store, each.id, by=by),
    ),
    Section(
        "buildings", "楼栋单元", Noun.BUILDING,
        frozenset({Noun.RESIDENT, Noun.HOUSEHOLD, Noun.BUILDING}), _buildings_part,
        lambda store: [building.row_of(each) for each in neighbourhood.building_counts(store)],
        _save_building,
        lambda store, each, by: neighbourhood.remove_building(store, each.id, by=by),
    ),
    Section(
        "places", "公共部位", Noun.PUBLIC_PLACE, frozenset({Noun.PUBLIC_PLACE}), _places_part,
        lambda store: [public_place.row_of(each) for each in neighbourhood.public_places(store)],
        _save_place,
        lambda store, each, by: neighbourhood.remove_public_place(store, each.id, by=by),
    ),
    Section(
        "stewards", "管家", Noun.STEWARD, frozenset({Noun.STEWARD}), _stewards_part, _everybody,
        _save_steward,
        lambda store, each, by: stewards.retire(store, each.id, by=by),
    ),
    Section(
        "contacts", "通讯录", Noun.CONTACT, frozenset({Noun.CONTACT}), _contacts_part,
        lambda store: [steward.contact_row_of(each) for each in stewards.contacts(store)],
        _save_contact,
        lambda store, each, by: stewards.remove_contact(store, each.id, by=by),
    ),
)
