"""Is somebody at work?"""

from django.conf import settings
from django.db import connection

_ALIVE = "SELECT EXISTS (SELECT FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s))"


def queue_status() -> str:
    """ "ok", or "no worker" if none has given a sign of life for WORKER_STALLED_SECONDS: jobs wait, nothing is lost.

    Raises DatabaseError if the queue's tables are out of reach.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ALIVE, [settings.WORKER_STALLED_SECONDS])
        return "ok" if cursor.fetchone()[0] else "no worker: jobs wait until one runs"
