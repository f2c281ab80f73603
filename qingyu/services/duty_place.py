"""Everything there is to say about one place of the wall chart, read at one go."""

from collections.abc import Mapping
from datetime import date

from qingyu.domain.duty_change import StandIn
from qingyu.domain.frozen import frozen
from qingyu.domain.month import month_of
from qingyu.services import duty_problem
from qingyu.services.duty_reason import cost_of_put_in, kept_away_in, why_gap_in, why_in
from qingyu.services.duty_swap import stand_ins_in
from qingyu.storage.store import Store


@frozen
class PlaceTold:
    """Why this person, why somebody lacks, who could come, what the first of them would cost.

    steps: by steward id, what it does to the unfairness of all.
    """

    why: tuple[str, ...]
    gap: str
    stand_ins: tuple[StandIn, ...]
    steps: Mapping[int, float]


def told(
    store: Store, on: date, shift_id: int, sitting: int | None, *, lacking: bool, priced: int
) -> PlaceTold:
    """What is known of the place where `sitting` serves (None: nobody); `priced` get a price."""
    book = duty_problem.read(store, month_of(on))
    kept_away = kept_away_in(book, on, shift_id, sitting)
    found = stand_ins_in(book, on, shift_id, sitting, kept_away)
    steps = {}
    for each in [one for one in found if one.legal][:priced]:
        cost = cost_of_put_in(book, on, shift_id, each.steward_id, sitting)
        steps[each.steward_id] = cost.after - cost.before
    return PlaceTold(
        why_in(book, on, shift_id, sitting, kept_away) if sitting is not None else (),
        why_gap_in(book, on, shift_id) if lacking else "",
        found,
        steps,
    )
