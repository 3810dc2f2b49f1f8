"""What processes knew of models together survives the move of its tables from triage to inference."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone


def migrate(*targets: tuple[str, str | None]) -> Any:
    """The models as they are then; None is before an app's first migration."""
    MigrationExecutor(connection).migrate(list(targets))
    return MigrationExecutor(connection).loader.project_state([target for target in targets if target[1]]).apps


@pytest.mark.django_db(transaction=True)
def test_rows_move_along_and_back() -> None:
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        before = migrate(("inference", None), ("triage", "0003_models_and_catching_up"))
        before.get_model("triage", "BreakerState").objects.create(key="gemini:small", circuit={"openings": 2})
        before.get_model("triage", "DailySpend").objects.create(day="2026-11-21", usd="1.5")
        before.get_model("triage", "CachedAnswer").objects.create(key="k", value="v", expires_at=timezone.now())
        after = migrate(("inference", "0001_model_state"), ("triage", "0004_model_state_leaves"))
        assert after.get_model("inference", "BreakerState").objects.get().circuit == {"openings": 2}
        assert after.get_model("inference", "DailySpend").objects.get().usd == 1.5
        assert after.get_model("inference", "CachedAnswer").objects.get().value == "v"
        again = migrate(("inference", None), ("triage", "0003_models_and_catching_up"))
        assert again.get_model("triage", "BreakerState").objects.get().key == "gemini:small"
    finally:
        migrate(*latest)
