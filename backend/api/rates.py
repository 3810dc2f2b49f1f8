"""How often somebody may ask: rates as settings write them."""

import re
from dataclasses import dataclass

_SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400}
_RATE = re.compile(r"([1-9]\d{0,6})/(s|min|h|d)")


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `limit` requests in any `seconds`."""

    limit: int
    seconds: int

    def wait(self, *, hits: int, previous: int, elapsed: float) -> float:
        """After how many seconds one more request is within the rate.

        `hits` in this window and `previous` in the last one, of which the share 1 - `elapsed` still counts.
        """
        if hits < self.limit:
            until = 1 - (self.limit - hits - 1) / previous if previous else 0.0
        else:  # in the next window, of which this one is then the previous
            until = 2 - (self.limit - 1) / hits
        return max(0.0, until - elapsed) * self.seconds


def parse_rate(text: str) -> Rate | None:
    """ "20/min" (s, min, h, d), or None for "off". Raises ValueError for anything else."""
    if text == "off":
        return None
    match = _RATE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no rate: write for example 20/min (s, min, h or d), or off.")
    return Rate(int(match[1]), _SECONDS[match[2]])
