"""Counting in PostgreSQL how often each client asks, for all workers together."""

import math

from django.conf import settings
from django.db import connection
from django.utils import timezone

from api.models import ThrottleCount
from api.refusals import BY_CLIENT
from postgresql.prepared import prepared
from postgresql.stored import negligible

# The estimate of a sliding window: this window's requests, and of the last one's those that it still covers. What is
# refused is not counted, so that somebody who keeps asking still gets the rate. One statement, no transaction.
_COUNT = """
WITH moment AS (SELECT extract(epoch FROM clock_timestamp()) / %(seconds)s AS at)
INSERT INTO api_throttlecount AS t (key, "window", hits, previous, expires_at)
SELECT %(key)s, floor(at), 1, 0, clock_timestamp() + %(seconds)s * interval '2 s' FROM moment
ON CONFLICT (key) DO UPDATE SET
    hits = 1 + CASE WHEN t."window" = excluded."window" THEN t.hits ELSE 0 END,
    previous = CASE excluded."window" - t."window" WHEN 0 THEN t.previous WHEN 1 THEN t.hits ELSE 0 END,
    "window" = excluded."window",
    expires_at = excluded.expires_at
WHERE 1 + CASE excluded."window" - t."window"
    WHEN 0 THEN t.hits + t.previous * (1 - (SELECT at - floor(at) FROM moment))
    WHEN 1 THEN t.hits * (1 - (SELECT at - floor(at) FROM moment))
    ELSE 0 END <= %(limit)s
RETURNING 1
"""
_LOOK = """
SELECT CASE w - "window" WHEN 0 THEN hits ELSE 0 END,
       CASE w - "window" WHEN 0 THEN previous WHEN 1 THEN hits ELSE 0 END,
       at - w
FROM api_throttlecount, LATERAL (SELECT extract(epoch FROM clock_timestamp()) / %(seconds)s AS at),
     LATERAL (SELECT floor(at) AS w)
WHERE key = %(key)s
"""


def count(scope: str, client: str) -> int | None:
    """Counts a request of `client` in `scope`: None if it is within settings.THROTTLE_RATES, or the seconds to wait."""
    rate = settings.THROTTLE_RATES[scope]
    if rate is None:
        return None
    key = f"{scope}:{client}"
    if left := BY_CLIENT.left(key):
        return left
    values: dict[str, str | int] = {"key": key, "limit": rate.limit, "seconds": rate.seconds}
    with negligible(), prepared(connection) as cursor:
        cursor.execute(_COUNT, values)
        if cursor.fetchone():
            return None
        cursor.execute(_LOOK, values)
        hits, previous, elapsed = cursor.fetchone() or (rate.limit, 0, 1)
    wait = max(1, math.ceil(rate.wait(hits=hits, previous=previous, elapsed=float(elapsed))))
    BY_CLIENT.note(key, wait)
    return wait


def delete_expired() -> int:
    """Deletes the counts that no longer mean anything; returns how many."""
    return ThrottleCount.objects.filter(expires_at__lt=timezone.now()).delete()[0]
