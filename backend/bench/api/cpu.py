"""CPU time of the processes behind an address."""

from collections.abc import Mapping

import psutil  # type: ignore[import-untyped]
import psycopg

from bench.api.surroundings import Served


def cpu_seconds(where: Served, database_url: str) -> dict[str, float]:
    """Seconds so far, of the application's and Caddy's processes, and of the database's if they run here."""
    spent = {name: _of_all(process) for name, process in where.processes.items()}
    if (database := _of_database(database_url)) is not None:
        spent["database"] = database
    return spent


def per_request(before: Mapping[str, float], after: Mapping[str, float], requests: int) -> dict[str, float]:
    """Milliseconds for each request."""
    return {
        name: round((after[name] - seconds) * 1000 / requests, 3) for name, seconds in before.items() if name in after
    }


def _of_all(process: psutil.Process) -> float:
    return sum(_of_one(one) for one in (process, *process.children(recursive=True)))


def _of_one(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _of_database(url: str) -> float | None:
    """None where its processes are not to be seen, such as in a container."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()
    try:
        found = [psutil.Process(pid) for (pid,) in rows]
        return sum(_of_one(one) for one in found) if all("postgres" in one.name() for one in found) else None
    except psutil.Error:
        return None
