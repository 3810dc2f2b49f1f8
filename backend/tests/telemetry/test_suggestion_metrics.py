"""What the metrics tell of suggestions and of the tickets that come from them."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.conftest import ApiClient, UseModel
from tests.telemetry.changes import changes

pytestmark = pytest.mark.django_db

CHARGED = "I was charged twice for my subscription this month."  # billing, medium, by keywords


@pytest.fixture
def committing(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[..., Any]:
    """Within it, what is to be done after a commit is done at its end."""
    return partial(django_capture_on_commit_callbacks, execute=True)


def suggest(api: ApiClient, text: str = CHARGED) -> str:
    return str(api.post("/api/tickets/classify/", {"description": text}).json()["suggestion_id"])


def create(api: ApiClient, **values: Any) -> None:
    assert api.post("/api/tickets/", {"title": "Help", "description": CHARGED, **values}).status_code == 201


@pytest.mark.parametrize(("text", "source"), [(CHARGED, "keywords"), ("Hello there.", "none")])
def test_a_suggestion_without_a_model(api: ApiClient, use_model: UseModel, text: str, source: str) -> None:
    use_model(LLM_PROVIDER="off")
    with changes("desk_suggestion") as counted:
        suggest(api, text)
    assert counted == {
        "desk_suggestions_total": {("none", source): 1},
        "desk_suggestion_duration_seconds_count": {(source,): 1},
    }


def test_a_suggestion_by_the_model(api: ApiClient, use_model: UseModel) -> None:
    use_model(LLM_PROVIDER="fake")
    with changes("desk_suggestion") as counted:
        suggest(api)
    assert counted == {
        "desk_suggestions_total": {("ok", "llm"): 1},
        "desk_suggestion_duration_seconds_count": {("llm",): 1},
    }


def test_a_model_that_fails_is_a_fallback_with_its_reason(api: ApiClient, use_model: UseModel) -> None:
    use_model(LLM_PROVIDER="fake")
    with changes("desk_suggestion") as counted:
        suggest(api, f"{CHARGED} [[fake:401]]")
    assert counted == {
        "desk_suggestions_total": {("auth", "keywords"): 1},
        "desk_suggestion_duration_seconds_count": {("keywords",): 1},
        "desk_suggestion_fallbacks_total": {("auth",): 1},
    }


def test_what_people_made_of_a_suggestion(api: ApiClient, use_model: UseModel, committing: Callable[..., Any]) -> None:
    use_model(LLM_PROVIDER="off")
    shown = suggest(api)
    with (
        changes("desk_tickets", "desk_suggestion_decisions") as counted,
        committing(),
    ):
        create(api, suggestion_id=shown, category="billing", priority="high")
    assert counted == {
        "desk_tickets_created_total": {("keywords",): 1},
        "desk_suggestion_decisions_total": {
            ("accepted", "category", "keywords"): 1,
            ("overridden", "priority", "keywords"): 1,
        },
    }


def test_many_at_once_are_counted_one_by_one(api: ApiClient, committing: Callable[..., Any]) -> None:
    chosen = {"title": "Help", "description": CHARGED, "category": "general", "priority": "low"}
    filled = {"title": "Help", "description": CHARGED}
    with (
        changes("desk_tickets", "desk_suggestion_decisions") as counted,
        committing(),
    ):
        assert api.post("/api/tickets/", [chosen, filled, filled]).status_code == 201
    assert counted == {
        "desk_tickets_created_total": {("chosen",): 1, ("keywords",): 2},
        "desk_suggestion_decisions_total": {
            ("filled", "category", "keywords"): 2,
            ("filled", "priority", "keywords"): 2,
        },
    }


def test_a_ticket_that_was_not_stored_is_not_counted(api: ApiClient, committing: Callable[..., Any]) -> None:
    with changes("desk_tickets") as counted, committing():
        assert api.post("/api/tickets/", [{"title": "Help", "description": ""}]).status_code == 400
    assert counted == {}
