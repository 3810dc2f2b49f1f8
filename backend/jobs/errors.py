"""Telling of a job's error without telling of its data, and keeping it beside the job."""

import traceback

from django.db import Error as DjangoError
from procrastinate import App
from psycopg import Error as PostgresError
from psycopg import OperationalError

from jobs.models import ERROR_LIMIT

_KEEP = """
INSERT INTO jobs_error (job_id, attempt, error)
    SELECT id, %(attempt)s, %(error)s FROM procrastinate_jobs WHERE id = %(id)s
ON CONFLICT (job_id) DO UPDATE SET attempt = EXCLUDED.attempt, error = EXCLUDED.error, created_at = now()
"""


async def keep_error(app: App, *, job_id: int, attempt: int, error: str) -> None:
    """Keeps `error` as the job's last one; does nothing if the job is gone."""
    await app.connector.execute_query_async(_KEEP, id=job_id, attempt=attempt, error=error[:ERROR_LIMIT])


def describe(error: BaseException) -> str:
    """Type and message. Of PostgreSQL only the first line: its details quote rows, and so the text of tickets."""
    cause = error.__cause__ if isinstance(error, DjangoError) else error
    message = str(error)
    if isinstance(cause, PostgresError):
        lost = message.partition("\n")[0] if isinstance(cause, OperationalError) else ""
        message = cause.diag.message_primary or lost
    return f"{type(error).__name__}: {message}".replace("\x00", "").strip(": ")[:ERROR_LIMIT]


def where(error: BaseException) -> str:
    """The traceback without the message at its end."""
    return "".join(traceback.format_tb(error.__traceback__))
