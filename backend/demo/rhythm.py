"""When tickets arrive and when agents work. All hours are UTC."""

from datetime import datetime, timedelta
from random import Random

# Tickets by weekday, Monday first, and by hour: busy mornings, a dip at noon, quiet nights and weekends.
_WEEKDAYS = (1.25, 1.15, 1.1, 1.05, 0.9, 0.3, 0.25)
_HOURS = (1, 1, 1, 1, 1, 2, 4, 8, 14, 18, 18, 15, 11, 14, 17, 16, 13, 9, 6, 5, 4, 3, 2, 1)
# The desk grows: so much busier is the last day than the first.
_GROWTH = 0.4
# No day is like the other.
_NOISE = 0.2

_OPENS, _CLOSES = 8, 18
_SATURDAY = 5


def arrivals(rng: Random, number: int, *, until: datetime, days: int) -> list[datetime]:
    """`number` moments in the `days` days up to `until`, oldest first."""
    start = until - timedelta(days=days)
    hours = [start + timedelta(hours=hour) for hour in range(days * 24)]
    noise = [rng.uniform(1 - _NOISE, 1 + _NOISE) for _ in range(days + 1)]
    weights = [
        _WEEKDAYS[hour.weekday()] * _HOURS[hour.hour] * (1 + _GROWTH * index / len(hours)) * noise[(hour - start).days]
        for index, hour in enumerate(hours)
    ]
    return sorted(hour + timedelta(seconds=rng.uniform(0, 3600)) for hour in rng.choices(hours, weights, k=number))


def working_time(rng: Random, moment: datetime) -> datetime:
    """`moment`, or if the desk is closed then, some time within the first two hours after it opens again."""
    if moment.weekday() < _SATURDAY and _OPENS <= moment.hour < _CLOSES:
        return moment
    opening = moment.replace(hour=_OPENS, minute=0, second=0, microsecond=0)
    if moment.hour >= _OPENS:
        opening += timedelta(days=1)
    while opening.weekday() >= _SATURDAY:
        opening += timedelta(days=1)
    return opening + timedelta(seconds=rng.uniform(0, 2 * 3600))
