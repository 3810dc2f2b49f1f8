"""POST /api/tickets/classify/ on a desk without a model."""

import hashlib
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import ApiClient
from tests.problems import wrong_fields
from tickets.choices import Category, Priority
from triage.fallback_words import NOT_STORED
from triage.models import Suggestion

pytestmark = pytest.mark.django_db

CHARGED = "I was charged twice for my subscription this month."


def classify(client: ApiClient, description: str, **values: Any) -> dict[str, Any]:
    response = client.post("/api/tickets/classify/", {"description": description, **values})
    assert response.status_code == 200, response.content
    body: dict[str, Any] = response.json()
    return body


@pytest.mark.parametrize(
    ("description", "category", "priority"),
    [
        (CHARGED, "billing", "medium"),
        ("The app crashes every time I open the dashboard.", "technical", "high"),
        ("Production is down and users cannot log in. This is urgent!", "technical", "critical"),
    ],
)
def test_it_suggests_by_keywords_and_says_so(api: ApiClient, description: str, category: str, priority: str) -> None:
    body = classify(api, description)
    assert (body["suggested_category"], body["suggested_priority"]) == (category, priority)
    assert body["source"] == "keywords"
    assert body["provider"] is body["model"] is body["prompt_version"] is None
    assert "warning" not in body
    assert body["matched"]["category"]
    for word in [*body["matched"]["category"], *body["matched"]["priority"]]:
        assert word in description


def test_without_a_signal_it_says_so(api: ApiClient) -> None:
    body = classify(api, "…")
    assert (body["suggested_category"], body["suggested_priority"], body["source"]) == ("general", "medium", "none")
    assert body["matched"] == {"category": [], "priority": []}


def test_the_title_counts_too(api: ApiClient) -> None:
    assert classify(api, "See above.", title=CHARGED)["suggested_category"] == "billing"
    assert classify(api, CHARGED, title="")["suggested_category"] == "billing"


def test_the_suggestion_is_stored_without_the_text(api: ApiClient) -> None:
    body = classify(api, CHARGED)
    stored = Suggestion.objects.get(pk=UUID(body["suggestion_id"]))
    assert (stored.category, stored.priority, stored.source) == ("billing", "medium", "keywords")
    assert stored.matched == body["matched"]
    assert stored.description_hash == hashlib.sha256(CHARGED.encode()).hexdigest()
    assert 0 <= stored.latency_ms < 60_000
    assert CHARGED not in str(vars(stored))


def test_the_same_text_twice_is_two_suggestions_of_one_hash(api: ApiClient) -> None:
    assert classify(api, CHARGED)["suggestion_id"] != classify(api, CHARGED)["suggestion_id"]
    assert Suggestion.objects.values("description_hash").distinct().count() == 1


@pytest.mark.parametrize(
    "text", ["x" * 50_000, "🔥" * 50_000, "charged " * 6_000, "مرحبا", "\u202e!", "%s {} \\ ' \" <b>", "a\x01b\x7f"]
)
def test_any_text_gets_valid_values(api: ApiClient, text: str) -> None:
    body = classify(api, text)
    assert body["suggested_category"] in Category.values
    assert body["suggested_priority"] in Priority.values


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("description", {}),
        ("description", {"description": ""}),
        ("description", {"description": " \n"}),
        ("description", {"description": None}),
        ("description", {"description": ["charged"]}),
        ("description", {"description": "x" * 50_001}),
        ("description", {"description": "NUL \x00"}),
        ("description", {"description": "lone \ud800"}),
        ("title", {"description": CHARGED, "title": "x" * 201}),
        ("title", {"description": CHARGED, "title": None}),
        ("non_field_errors", [{"description": CHARGED}]),
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_stored(api: ApiClient, field: str, body: Any) -> None:
    assert list(wrong_fields(api.post("/api/tickets/classify/", body))) == [field]
    assert not Suggestion.objects.exists()


def test_without_a_database_it_suggests_by_keywords_and_keeps_nothing(api: ApiClient, database_down: None) -> None:
    body = classify(api, CHARGED)
    assert (body["suggested_category"], body["source"], body["suggestion_id"]) == ("billing", "keywords", None)
    assert body["warning"] == NOT_STORED


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer desk_" + "x" * 43}])
def test_nobody_is_asked_who_they_are_while_that_cannot_be_told(
    agent_api: ApiClient, database_down: None, headers: dict[str, str]
) -> None:
    response = agent_api.post("/api/tickets/classify/", {"description": CHARGED}, headers=headers)
    assert (response.status_code, response.json()["suggestion_id"]) == (200, None)
    wrong_fields(agent_api.post("/api/tickets/classify/", {}, headers=headers))
