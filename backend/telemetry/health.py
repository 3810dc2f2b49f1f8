"""Health: is the process alive, can it serve, and what is each thing it depends on doing."""

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from telemetry.draining import draining


def _check_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _check_migrations() -> str:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "ok" if not pending else f"{len(pending)} not applied"


def _check_search_index() -> str:
    """Without pg_trgm search answers the same, by reading every row: slower, not broken."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('tickets_search_trgm') IS NOT NULL")
        return "ok" if cursor.fetchone()[0] else "unindexed: the pg_trgm extension is not available"


def _check_ai() -> str:
    check: Callable[[], str] = import_string(settings.AI_STATUS)
    return check()


def _check_queue() -> str:
    """Without a worker jobs wait; everything that people do works the same."""
    check: Callable[[], str] = import_string(settings.QUEUE_STATUS)
    return check()


def _check_replica() -> str:
    """Without the replica the primary answers what it would have answered."""
    check: Callable[[], str] = import_string(settings.REPLICA_STATUS)
    return check()


def _attempt(check: Callable[[], str]) -> str:
    try:
        return check()
    except DatabaseError:
        return "unavailable"


@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    """200 while the process answers at all; asks nothing of anything else."""
    return JsonResponse({"status": "ok"})


@require_safe
def servez(request: HttpRequest) -> JsonResponse:
    """200 while this server takes requests, 503 from the moment at which it is told to stop.

    For the proxy that chooses among several servers. It asks nothing that they share: a database that is away would
    take all of them out of service at once, with what they can answer without it.
    """
    leaving = draining()
    return JsonResponse({"status": "draining" if leaving else "ok"}, status=503 if leaving else 200)


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 if the database answers, else 503."""
    database = _attempt(_check_database)
    ok = database == "ok"
    return JsonResponse({"status": "ok" if ok else "unavailable", "database": database}, status=200 if ok else 503)


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Each dependency by name. 503 only for what the desk cannot work without: database and migrations.

    And from the moment at which this server is told to stop, so that new requests go elsewhere while it still answers.
    """
    if draining():
        return JsonResponse({"status": "draining", "checks": {}, "version": settings.BUILD_VERSION}, status=503)
    checks = {
        "database": _attempt(_check_database),
        "migrations": _attempt(_check_migrations),
        "search": _attempt(_check_search_index),
        "ai": _attempt(_check_ai),
        "queue": _attempt(_check_queue),
    }
    if "replica" in settings.DATABASES:
        checks["replica"] = _check_replica()
    ok = checks["database"] == "ok" and checks["migrations"] == "ok"
    body = {"status": "ok" if ok else "unavailable", "checks": checks, "version": settings.BUILD_VERSION}
    return JsonResponse(body, status=200 if ok else 503)
