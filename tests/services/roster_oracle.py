"""A roster judged from its JSON alone, and the best one found by trying everything."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise
from typing import Any

Place = tuple[str, str, str]  # date, shift, person
DAY = timedelta(days=1)


def score(data: Any, served: Iterable[Place]) -> tuple[float, ...]:
    """The six figures of issue and DOMAIN, worked out afresh."""
    served = set(served)
    people = {each["id"]: each for each in data["people"]}
    here = defaultdict(set)
    for day, shift, person in served:
        here[day, shift].add(person)
    slots = [(day.isoformat(), shift["id"]) for day in days(data) for shift in data["shifts"]]
    shifts = {each["id"]: each for each in data["shifts"]}
    load = {ident: person.get("carry", 0.0) for ident, person in people.items()}
    for day, shift, person in served:
        load[person] += weight(data, date.fromisoformat(day), shifts[shift])
    on = {(person, date.fromisoformat(day)) for day, _, person in served}
    around = on | {
        (each["person"], date.fromisoformat(each["date"])) for each in data.get("fixed", [])
    }
    month = set(days(data))
    return (
        sum(shifts[shift]["places"] - len(here[day, shift]) for day, shift in slots),
        sum(not any(people[p].get("lead") for p in here[slot]) for slot in slots),
        sum(each**2 for each in load.values()),
        sum(
            (person, day + DAY) in around and bool({day, day + DAY} & month)
            for person, day in around
        ),
        sum(
            day in people[p].get("unwanted", []) or f"{day}/{shift}" in people[p]["unwanted"]
            for day, shift, p in served
            if people[p].get("unwanted")
        ),
        sum((a in here[slot]) != (b in here[slot]) for a, b in data["together"] for slot in slots),
    )


def legal(data: Any, served: Iterable[Place]) -> bool:
    """Whether no hard rule of DOMAIN.md section 4 is broken."""
    served = set(served)
    shifts = {each["id"]: each for each in data["shifts"]}
    inside = {day.isoformat() for day in days(data)}
    around = served | {(f["date"], f["shift"], f["person"]) for f in data.get("fixed", [])}
    people = {each["id"]: each for each in data["people"]}
    for ident, person in people.items():
        own = sorted((date.fromisoformat(d), s) for d, s, p in around if p == ident)
        dates = [day for day, _ in own]
        if len(set(dates)) < len(dates):
            return False
        if any({day + n * DAY for n in range(4)} <= set(dates) for day in dates):
            return False
        for (day, first), (other, second) in pairwise(own):
            if hours(other, shifts[second]["start"]) - ends(day, shifts[first]) < 12:
                return False
        month = [(d, s) for d, s, p in served if p == ident]
        if person.get("max_shifts") is not None and len(month) > person["max_shifts"]:
            return False
        leave = person.get("unavailable", [])
        if any(d in leave or f"{d}/{s}" in leave for d, s in month):
            return False
        if person.get("no_evening") and any(shifts[s]["evening"] for _, s in month):
            return False
    here = defaultdict(set)
    for on, shift, person_id in served:
        assert on in inside
        here[on, shift].add(person_id)
    for (_, shift), who in here.items():
        frail = sum(bool(people[p].get("frail")) for p in who)
        places = shifts[shift]["places"]
        if len(who) > places or frail > 1 + (places - 1) * (len(who) - frail):
            return False
        if any(a in who and b in who for a, b in data["apart"]):
            return False
    return True


def best(data: Any, free: list[Place]) -> tuple[float, ...]:
    """The best score over every legal subset of these places."""
    return min(
        score(data, chosen)
        for size in range(len(free) + 1)
        for chosen in combinations(free, size)
        if legal(data, chosen)
    )


def days(data: Any) -> Iterator[date]:
    """The days of the month."""
    day = date.fromisoformat(data["month"] + "-01")
    month = day.month
    while day.month == month:
        yield day
        day += DAY


def weight(data: Any, day: date, shift: Any) -> float:
    """The load of one shift on one day."""
    kind = data.get("holidays", {}).get(day.isoformat())
    usual = 1.5 if day.weekday() >= 5 else 1.0
    base = {"holiday": 2.0, "workday": 1.0}.get(kind, usual)
    return base + (0.5 if shift["evening"] else 0.0)


def hours(day: date, clock: str) -> float:
    """Hours since a far day."""
    moment = datetime.fromisoformat(f"{day} {clock}")
    return (moment - datetime(2000, 1, 1)).total_seconds() / 3600


def ends(day: date, shift: Any) -> float:
    """When the shift ends, in hours since a far day."""
    end = hours(day, shift["end"])
    return end if shift["end"] > shift["start"] else end + 24
