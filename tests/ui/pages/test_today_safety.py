"""今日 tells how old the last proved backup is, and asks for one after a week."""

from dataclasses import replace
from datetime import timedelta

from qingyu.services import Store, backup
from qingyu.services import today as service
from qingyu.ui.pages.today_cards import CardContent, cards


def safety(store: Store, *, days: int) -> CardContent:
    today = service.today(store)
    assert today.backed_up is not None
    then = replace(today, at=today.backed_up + timedelta(days=days))
    return next(card for card in cards(then) if card.key == "safety")


def test_without_a_backup_there_is_no_card(founded: Store) -> None:
    assert "safety" not in {card.key for card in cards(service.today(founded))}


def test_a_fresh_backup_is_good_and_an_old_one_asks(founded: Store) -> None:
    backup.make(founded)
    fresh, old = safety(founded, days=1), safety(founded, days=8)
    assert (fresh.figure, fresh.tone) == ("好", "good")
    assert old.tone == "warn" and old.lines[-1].pill == "现在备份"
