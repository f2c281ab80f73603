"""Duty (值班): who stands where today."""

from datetime import date, datetime, time

from qingyu.domain.frozen import frozen


@frozen
class Shift:
    """A shift of the day: 早 08:00–12:00."""

    id: int
    name: str
    start: time
    end: time
    places: int = 2

    @property
    def title(self) -> str:
        """The shift as the home page writes it: 早班 8–12."""
        return f"{self.name}班 {_hour(self.start)}–{_hour(self.end)}"

    def covers(self, moment: datetime) -> bool:
        """Whether this shift is on at that moment."""
        return self.start <= moment.time() < self.end


@frozen
class Assignment:
    """One person in one shift of one day; the first of a shift who leads is the 值班长."""

    id: int
    on: date
    shift_id: int
    steward_id: int
    lead: bool = False


def _hour(moment: time) -> str:
    return f"{moment.hour}" if moment.minute == 0 else f"{moment.hour}:{moment.minute:02d}"
