"""The week on paper: minutes when a meeting was held, else the agenda; whole or for the board."""

from pathlib import Path

from qingyu.domain.minutes import Minutes
from qingyu.domain.week import Week
from qingyu.services import review
from qingyu.services.document import save_file
from qingyu.storage import minutes as rows
from qingyu.storage import setting
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store


def minutes(store: Store, week: Week) -> Minutes:
    """What the prints of this week say, with the names and rooms the public one must hide."""
    plain = Minutes(
        neighbourhood=setting.value("neighbourhood.name"),
        week=week,
        meeting=review.meeting(store, week),
        agenda=review.agenda(store, week),
    )
    said = "\n".join(plain.texts())
    return Minutes(
        neighbourhood=plain.neighbourhood,
        week=week,
        meeting=plain.meeting,
        agenda=plain.agenda,
        names=tuple(sorted({*rows.names_in(said), *plain.people()})),
        rooms=rows.rooms_in(said),
        parties=tuple(party.name for party in steward_rows.contacts()),
        phone=setting.value("duty.phone"),
        printed_on=store.now().date(),
    )


def minutes_pdf(store: Store, week: Week, *, public: bool = False) -> bytes:
    """The week's minutes or agenda as a PDF; public hides names, telephones and rooms."""
    from qingyu.printing import minutes as whole
    from qingyu.printing import minutes_public

    told = minutes(store, week)
    return minutes_public.render(told) if public else whole.render(told)


def printed_minutes(store: Store, week: Week, *, public: bool = False) -> Path:
    """Where the week's minutes or agenda were saved under prints/, ready for the printer."""
    what = "记录" if review.meeting(store, week) else "议程"
    name = f"周例会{what}{week.name}{'公示版' if public else ''}.pdf"
    path = store.folder.prints / name
    save_file(path, minutes_pdf(store, week, public=public))
    return path
