"""The worker's own way to the database: it outlasts a database that is away for a while."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, LiteralString, TypeVar

import psycopg
import structlog
from procrastinate.connector import Notify
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.psycopg_connector import PsycopgConnector

logger = structlog.get_logger("desk.jobs")

T = TypeVar("T")

# Connections: one statement at a time for the fetching, the heartbeats and the periods, a few for jobs that end.
_POOL_MAX = 4
# Seconds between two attempts, and for one attempt to get a connection.
_PAUSE = 1.0
_TIMEOUT = 5.0
# Of two jobs with one lock only one may be `doing`. Two workers that fetch them at once each see both waiting, and the
# later one is refused: by its next look the other's job is seen to run.
_ONE_AT_A_TIME = "procrastinate_jobs_lock_idx_v1"
_OUTRUN_PAUSE = 0.05


class DeskConnector(PsycopgConnector):
    """Repeats what a lost connection has cut off, for as long as it takes, and a fetch that another worker outran.

    Procrastinate's own ends the worker at the first lost connection, and a job whose end could not be written down
    stays `doing`. Every statement of the worker bears repetition: at worst the job's end is refused, as it is known.
    """

    def __init__(self) -> None:
        super().__init__(
            kwargs=connector_params(), min_size=1, max_size=_POOL_MAX, timeout=_TIMEOUT, reconnect_timeout=_TIMEOUT
        )

    async def execute_query_async(self, query: LiteralString, **arguments: Any) -> None:
        await _insist(lambda: super(DeskConnector, self).execute_query_async(query, **arguments))

    async def execute_query_one_async(self, query: LiteralString, **arguments: Any) -> dict[str, Any]:
        return await _insist(lambda: super(DeskConnector, self).execute_query_one_async(query, **arguments))

    async def execute_query_all_async(self, query: LiteralString, **arguments: Any) -> list[dict[str, Any]]:
        return await _insist(lambda: super(DeskConnector, self).execute_query_all_async(query, **arguments))

    async def listen_notify(self, on_notification: Notify, channels: Iterable[str]) -> None:
        """Listens anew after a lost connection; what was not heard meanwhile, the worker finds by polling."""
        await _insist(lambda: super(DeskConnector, self).listen_notify(on_notification, channels))


async def _insist(attempt: Callable[[], Awaitable[T]]) -> T:
    """What `attempt` answers, as soon as the database does. Raises ConnectorException for whatever else it refuses."""
    lost = False
    while True:
        try:
            result = await attempt()
        except ConnectorException as error:
            if isinstance(error, UniqueViolation) and error.constraint_name == _ONE_AT_A_TIME:
                await asyncio.sleep(_OUTRUN_PAUSE)
                continue
            if not isinstance(error.__cause__, psycopg.OperationalError):
                raise
            if not lost:
                logger.warning("queue_unreachable", error=type(error.__cause__).__name__)
            lost = True
            await asyncio.sleep(_PAUSE)
        else:
            if lost:
                logger.info("queue_reachable")
            return result
