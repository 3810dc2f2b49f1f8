"""Health, with and without a database."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from tests.conftest import ApiClient


def has_search_index() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('tickets_search_trgm') IS NOT NULL")
        return bool(cursor.fetchone()[0])


def test_alive_asks_nothing_of_the_database(api: ApiClient) -> None:  # nor would it be let, without a mark
    assert (api.get("/livez").status_code, api.get("/livez").json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_healthy_with_a_database(api: ApiClient) -> None:
    response = api.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "database": "ok"})


@pytest.mark.django_db
def test_ready_names_each_dependency(api: ApiClient, settings: Any) -> None:
    settings.BUILD_VERSION = "1.2.3"
    response = api.get("/readyz")
    assert response.status_code == 200
    search = "ok" if has_search_index() else "unindexed: the pg_trgm extension is not available"
    assert response.json() == {
        "status": "ok",
        "checks": {
            "database": "ok",
            "migrations": "ok",
            "search": search,
            "ai": "off",
            "queue": "no worker: jobs wait until one runs",
        },
        "version": "1.2.3",
    }


@pytest.mark.django_db
def test_not_ready_until_migrated(api: ApiClient) -> None:
    MigrationRecorder(connection).record_unapplied(*MigrationLoader(connection).graph.leaf_nodes("triage")[0])
    response = api.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["migrations"] == "1 not applied"


@pytest.mark.django_db
def test_ready_without_the_search_index(api: ApiClient) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX IF EXISTS tickets_search_trgm")
    response = api.get("/readyz")
    assert response.status_code == 200
    assert response.json()["checks"]["search"].startswith("unindexed")


def test_neither_healthy_nor_ready_without_a_database(api: ApiClient, database_down: None) -> None:
    response = api.get("/healthz")
    assert (response.status_code, response.json()) == (503, {"status": "unavailable", "database": "unavailable"})
    response = api.get("/readyz")
    assert response.status_code == 503
    assert set(response.json()["checks"].values()) == {"unavailable", "off"}
    assert api.get("/livez").status_code == 200
    assert api.get("/servez").json() == {"status": "ok"}  # or Caddy would send nothing here, suggestions included


@pytest.mark.parametrize("path", ["/livez", "/healthz", "/readyz", "/servez"])
def test_probes_are_read_only(api: ApiClient, path: str) -> None:
    assert api.post(path).status_code == 405
