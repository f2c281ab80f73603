"""The papers of the tour fit together."""

from pathlib import Path

import pytest

from qingyu import tour_papers
from qingyu.domain.place import Place
from qingyu.services import Store, demo, notice, notice_kind
from tests.conftest import NOON


@pytest.fixture
def filled(store: Store) -> Store:
    demo.generate(store, seed=2, buildings=3, households=40, issues=4, feedback=4)
    return store


def test_the_slips_go_to_the_doors_the_notice_speaks_of(filled: Store) -> None:
    fields = notice.example(notice_kind.named("opinions"), NOON.date())
    doors = tour_papers._doors_for(filled, fields)
    assert doors and {door.place.building for door in doors} == {2}
    assert fields["buildings"] == "2幢"


def test_where_that_building_does_not_stand_the_notice_speaks_of_another(filled: Store) -> None:
    fields: dict[str, object] = {"buildings": "88幢", "matter": "加装扶手"}
    doors = tour_papers._doors_for(filled, fields)
    assert isinstance(doors[0].place, Place)
    assert fields["buildings"] == f"{doors[0].place.building}幢"


@pytest.mark.soak
def test_every_duty_paper_is_made(filled: Store, tmp_path: Path) -> None:
    tour_papers._duty(tmp_path, filled)
    made = {path.name for path in tmp_path.iterdir()}
    assert len(made) >= 11
    assert {"duty-chart-a4.pdf", "duty-chart-a3.pdf", "duty-handover.pdf", "duty.ics"} <= made
    assert all(path.stat().st_size > 500 for path in tmp_path.iterdir())


@pytest.mark.soak
def test_an_empty_book_has_no_roster_and_the_tour_goes_on(founded: Store, tmp_path: Path) -> None:
    tour_papers._duty(tmp_path, founded)
    assert (tmp_path / "duty-handover-empty.pdf").exists()
    assert not (tmp_path / "duty-slips.pdf").exists()
