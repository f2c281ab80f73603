"""Months to be filled, like a neighbourhood's: leave, wishes, frail people, couples."""

import random
from typing import Any

MORNING: dict[str, Any] = {
    "id": "am", "name": "早", "start": "08:00", "end": "12:00", "places": 2, "evening": False
}
EVENING: dict[str, Any] = {
    "id": "ev", "name": "晚", "start": "18:00", "end": "21:00", "places": 2, "evening": True
}
DAYS = [f"2026-12-{day:02d}" for day in range(1, 32)]


def month(seed: int, people: int = 24, places: int = 2) -> dict[str, Any]:
    """A month like a neighbourhood's: leave, wishes, frail people, couples, a fixed duty."""
    luck = random.Random(seed)

    def slots(most: int) -> list[str]:
        return [
            luck.choice(DAYS) + luck.choice(["", "/am", "/ev"])
            for _ in range(luck.randint(0, most))
        ]

    persons = [
        {
            "id": f"p{n:02d}", "name": f"管家{n}", "lead": n % 3 == 0,
            "frail": luck.random() < 0.25, "no_evening": luck.random() < 0.2,
            "max_shifts": luck.choice([6, 8, 10]), "carry": luck.choice([-1, 0, 0.5, 1, 1.5, 2]),
            "unavailable": slots(5), "unwanted": slots(4),
        }
        for n in range(people)
    ]  # fmt: skip
    pairs = luck.sample([each["id"] for each in persons], 8)
    return {
        "month": "2026-12",
        "shifts": [{**MORNING, "places": places}, {**EVENING, "places": places}],
        "people": persons,
        "apart": [pairs[0:2], pairs[2:4]],
        "together": [pairs[4:6], pairs[6:8]],
        "fixed": [],
    }
