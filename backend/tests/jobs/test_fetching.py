"""Two workers that fetch at the same time, each by a connection of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
from django.db import connection
from procrastinate.jobs import Job
from procrastinate.manager import JobManager
from procrastinate.sql import queries

from jobs.connector import DeskConnector
from tests.jobs.workers import status
from tests.patience import LIMIT, eventually

EnqueueDrill = Callable[..., int]


def register() -> int:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        return int(cursor.fetchone()[0])


async def fetch(worker_id: int) -> Job | None:
    connector = DeskConnector()
    await connector.open_async()
    try:
        return await JobManager(connector).fetch_job(queues=None, worker_id=worker_id)
    finally:
        await connector.close_async()


def waits_for(process: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE %s = ANY(pg_blocking_pids(pid))", [process])
        return bool(cursor.fetchone()[0])


def test_of_two_jobs_with_one_lock_the_one_that_came_in_between_waits(enqueue_drill: EnqueueDrill) -> None:
    first = enqueue_drill("wait", lock="one at a time")
    workers = register(), register()
    with ThreadPoolExecutor(1) as pool:
        with psycopg.connect(**connection.get_connection_params()) as other:
            taken = other.execute(queries["fetch_job"], {"queues": None, "worker_id": workers[0]}).fetchone()
            assert taken is not None
            assert taken[0] == first
            urgent = enqueue_drill("wait", lock="one at a time")
            with connection.cursor() as cursor:
                cursor.execute("UPDATE procrastinate_jobs SET priority = 1 WHERE id = %s", [urgent])
            fetched = pool.submit(asyncio.run, fetch(workers[1]))
            assert eventually(lambda: waits_for(other.info.backend_pid))
        assert fetched.result(LIMIT) is None
    assert (status(first), status(urgent)) == ("doing", "todo")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [first])
    job = asyncio.run(fetch(workers[1]))
    assert job is not None
    assert job.id == urgent
