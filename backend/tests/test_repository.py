"""Rules of the repository, held by tests."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

BACKEND = Path(__file__).resolve().parents[1]
OURS = ("accounts", "analysis", "api", "inference", "jobs", "tickets", "triage")
MANAGED = [model for app in OURS for model in apps.get_app_config(app).get_models() if model._meta.managed]
CHOICE_FIELDS = [field for model in MANAGED for field in model._meta.local_fields if field.choices]


def _checks(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass",
            [table],
        )
        return [definition for (definition,) in cursor.fetchall()]


def test_the_meta_tests_look_at_something() -> None:
    assert len(CHOICE_FIELDS) >= 10


@pytest.mark.django_db
@pytest.mark.parametrize("field", CHOICE_FIELDS, ids=str)
def test_every_choices_field_has_a_check_with_exactly_its_values(field: models.Field) -> None:
    values = {value for value, _ in field.flatchoices}
    mine = [check for check in _checks(field.model._meta.db_table) if f"({field.column})::text = ANY" in check]
    allowed = [{part.split("'")[1] for part in check.split(",") if "'" in part} - {""} for check in mine]
    assert values in allowed


@pytest.mark.parametrize("model", MANAGED, ids=lambda model: model._meta.label)
def test_no_model_orders_by_default(model: type[models.Model]) -> None:
    assert not model._meta.ordering


@pytest.mark.parametrize("model", MANAGED, ids=lambda model: model._meta.label)
def test_every_index_carries_a_comment_that_names_its_query(model: type[models.Model]) -> None:
    source = Path(__import__(model.__module__, fromlist=["_"]).__file__).read_text().splitlines()
    for index in model._meta.indexes:
        line = next(number for number, text in enumerate(source) if f'"{index.name}"' in text)
        start = next(number for number in range(line, 0, -1) if "models.Index(" in source[number])
        comment = [text for text in source[start - 3 : start] if text.strip().startswith("#")]
        assert comment, f"{index.name} in {model.__module__} says nothing of its query"


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_views_and_commands_write_through_services() -> None:
    writes = {"save", "create", "bulk_create", "update", "delete", "get_or_create"}
    entry_points = [path for name in ("api/*.py", "tasks.py") for app in OURS for path in BACKEND.glob(f"{app}/{name}")]
    assert entry_points
    for path in entry_points:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in writes:
                owner = ast.unparse(node.func.value)
                assert "objects" not in owner, f"{path.relative_to(BACKEND)}:{node.lineno} writes by itself"
