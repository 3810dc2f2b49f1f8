"""The migrations to look at: our own, later than the baseline."""

import sys
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

from devtools.paths import BACKEND
from devtools.upgrades.safety import Fault, faults

BASELINE = Path(__file__).with_name("baseline.txt")


def baseline() -> set[str]:
    """Names such as `tickets.0001_initial`."""
    lines = BASELINE.read_text().splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def ours() -> dict[str, Migration]:
    """Every migration of the desk's own apps by its name."""
    apps_of_ours = {app.label for app in apps.get_app_configs() if Path(app.path).parent == BACKEND}
    migrations = MigrationLoader(None).disk_migrations
    return {f"{app}.{name}": migration for (app, name), migration in migrations.items() if app in apps_of_ours}


def faults_of(migration: Migration) -> list[Fault]:
    """What is not safe in it. Asks the database what the migration's SQL is, and must be in no transaction there."""
    loader = MigrationLoader(connection, replace_migrations=False)
    plan = [(loader.graph.nodes[migration.app_label, migration.name], False)]
    statements = loader.collect_sql(plan)  # type: ignore[attr-defined]  # not in django-stubs
    source = sys.modules[type(migration).__module__].__file__
    assert source is not None
    return faults("\n".join(statements), Path(source).read_text(encoding="utf-8"))
