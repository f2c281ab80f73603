"""Places to post (张贴点): the boards and stairwells of this neighbourhood, editable."""

from dataclasses import replace

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.posting import PlaceKind, PostingPlace, check_place, stairs_name
from qingyu.storage import neighbourhood, posting
from qingyu.storage.store import Store


def places(store: Store, *, everything: bool = False) -> tuple[PostingPlace, ...]:
    """The places in use, boards first, then stairwells as one walks; retired ones if asked."""
    return posting.places(everything=everything)


def proposed(store: Store) -> tuple[PostingPlace, ...]:
    """The stairwells of the book that are no place to post yet, one a unit."""
    known = {
        (place.building, place.unit)
        for place in posting.places()
        if place.kind is PlaceKind.STAIRS
    }
    return tuple(
        PostingPlace(0, stairs_name(each.number, unit), PlaceKind.STAIRS, each.number, unit)
        for each in neighbourhood.buildings()
        for unit in (each.units or (None,))
        if (each.number, unit) not in known
    )


def add(store: Store, place: PostingPlace, *, by: int | None) -> Changes:
    """The change of a new place; RuleError when one has that name."""
    place = check_place(place)
    with store.operation(f"添加张贴点 {place.name}", by=by) as writer:
        _refuse_double(place)
        posting.add_place(writer, place)
    return writer.changes


def add_proposed(store: Store, *, by: int | None) -> Changes:
    """The change of every proposed stairwell taken over."""
    with store.operation("添加各单元楼道", by=by) as writer:
        fresh = proposed(store)
        if not fresh:
            raise RuleError("各单元的楼道都已经是张贴点了", "新添楼栋以后再来。")
        writer.verb = f"添加 {len(fresh)} 个楼道张贴点"
        for place in fresh:
            posting.add_place(writer, place)
    return writer.changes


def save(store: Store, place: PostingPlace, *, by: int | None) -> Changes:
    """The change of an edited place; RuleError when another has that name."""
    place = check_place(place)
    with store.operation(f"修改张贴点 {place.name}", by=by) as writer:
        _refuse_double(place)
        posting.save_place(writer, place)
    return writer.changes


def retire(store: Store, place_id: int, *, by: int | None) -> Changes:
    """The change of a place used no longer; what hung there stays in the ledger."""
    with store.operation("停用张贴点", by=by) as writer:
        place = next((each for each in posting.places() if each.id == place_id), None)
        if place is None:
            raise RuleError("这个张贴点已经不在了", "请重新选择。")
        if any(each.place.id == place_id for each in posting.hanging()):
            raise RuleError(f"「{place.name}」还贴着通知", "请先把那里的通知撤下。")
        writer.verb = f"停用张贴点 {place.name}"
        posting.save_place(writer, replace(place, active=False))
    return writer.changes


def _refuse_double(place: PostingPlace) -> None:
    for other in posting.places():
        if other.name == place.name and other.id != place.id:
            raise RuleError(f"已经有叫「{place.name}」的张贴点", "请换一个名称，或修改原来那个。")
