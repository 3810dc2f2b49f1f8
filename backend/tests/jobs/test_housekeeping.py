"""What is deleted when it is old, and what stays whatever its age."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app

from inference.models import CachedAnswer
from inference.tasks import delete_expired_answers
from jobs.batches import delete_in_batches
from tests.conftest import ApiClient
from tickets.models import IdempotencyKey, Ticket
from tickets.tasks import delete_old_keys, fold_counters
from triage import housekeeping
from triage.models import Decision, Suggestion
from triage.tasks import delete_old_suggestions

pytestmark = pytest.mark.django_db

NOW = 1_700_000_000
OLD, YOUNG = timedelta(days=31), timedelta(days=29)


def suggestion(age: timedelta) -> Suggestion:
    values = {"category": "billing", "priority": "medium", "source": "keywords", "latency_ms": 1}
    return Suggestion.objects.create(created_at=timezone.now() - age, **values)


def decide(suggestion: Suggestion, **values: Any) -> Decision:
    chosen = {"category": "billing", "category_choice": "accepted", "priority": "low", "priority_choice": "filled"}
    ticket = Ticket.objects.create(title="Printer", description="It hums.")
    return Decision.objects.create(ticket=ticket, suggestion=suggestion, **chosen, **values)


def test_old_suggestions_go_unless_a_ticket_came_from_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "BATCH", 2)  # several windows, some with nothing to delete
    kept = [suggestion(OLD) for _ in range(4)]
    decide(kept[0])
    decide(kept[1], caught_up=kept[2])
    decide(kept[3])
    same_moment = Suggestion.objects.get(pk=kept[0].pk).created_at
    values = {"category": "billing", "priority": "medium", "source": "keywords", "latency_ms": 1}
    for _ in range(3):
        Suggestion.objects.create(created_at=same_moment, **values)
    gone = [suggestion(OLD) for _ in range(2)]
    young = suggestion(YOUNG)
    assert delete_old_suggestions(timestamp=NOW) == len(gone) + 3
    assert set(Suggestion.objects.all()) == {*kept, young}
    assert delete_old_suggestions(timestamp=NOW) == 0


def test_expired_answers_go() -> None:
    now = timezone.now()
    for key, seconds in {"expired": -1, "fresh": 60}.items():
        CachedAnswer.objects.create(key=key, value="{}", expires_at=now + timedelta(seconds=seconds))
    assert delete_expired_answers(timestamp=NOW) == 1
    assert CachedAnswer.objects.get().key == "fresh"


def test_old_keys_of_requests_go(settings: Any) -> None:
    settings.IDEMPOTENCY_KEY_RETENTION_DAYS = 7
    for key, days in {"old": 8, "young": 6}.items():
        IdempotencyKey.objects.create(key=key, fingerprint="0", created_at=timezone.now() - timedelta(days=days))
    assert delete_old_keys(timestamp=NOW) == 1
    assert IdempotencyKey.objects.get().key == "young"


def test_deleting_goes_on_until_the_last_batch() -> None:
    for _ in range(5):
        IdempotencyKey.objects.create(key=str(uuid.uuid4()), fingerprint="0")
    assert delete_in_batches(IdempotencyKey.objects.order_by("pk"), size=2) == 5


def test_folding_tells_how_much_there_was(api: ApiClient) -> None:
    decide(suggestion(YOUNG))
    assert fold_counters(timestamp=NOW) > 0
    assert fold_counters(timestamp=NOW) == 0


def test_every_periodic_task_has_a_queueing_lock_and_a_queue_that_somebody_looks_at() -> None:
    periodic = [periodic.task for periodic in app.periodic_registry.periodic_tasks.values()]
    assert len(periodic) >= 5
    for task in periodic:
        assert task.queueing_lock == task.name
        assert task.queue == "maintenance"
