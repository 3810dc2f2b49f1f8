"""GET /api/triage/accuracy/: what people made of suggestions, counted and never flattered."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.utils import timezone

from tests.conftest import ApiClient
from tests.problems import problem, wrong_fields
from tickets.models import Ticket
from triage.intervals import ENOUGH_CASES, wilson
from triage.models import Decision, Suggestion

pytestmark = pytest.mark.django_db

LLM: dict[str, Any] = {
    "source": "llm",
    "outcome": "ok",
    "provider": "gemini",
    "model": "m1",
    "prompt_version": "triage-1",
}
FALLBACK: dict[str, Any] = {**LLM, "source": "keywords", "outcome": "timeout"}
KEYWORDS: dict[str, Any] = {"source": "keywords"}
ticket_ids = count(1)


def decide(
    suggested: str, chosen: str, choice: str, n: int = 1, engine: dict[str, Any] = KEYWORDS, **priority: str
) -> None:
    """`n` tickets whose category became this; the priority was filled in unless given."""
    for _ in range(n):
        suggestion = Suggestion.objects.create(category=suggested, priority="medium", latency_ms=1, **engine)
        Decision.objects.create(
            ticket_id=next(ticket_ids),
            suggestion=suggestion,
            category=chosen,
            category_choice=choice,
            **{"priority": "medium", "priority_choice": "filled", **priority},
        )


def report(api: ApiClient, **query: Any) -> dict[str, Any]:
    response = api.get("/api/triage/accuracy/", query)
    assert response.status_code == 200, response.content
    body: dict[str, Any] = response.json()
    return body


def test_nothing_yet(api: ApiClient) -> None:
    nothing = dict.fromkeys(["accepted", "untouched", "overridden", "filled", "independent", "cases", "kept"], 0)
    nothing |= {"share": None, "low": None, "high": None}
    assert report(api) == {
        "days": 90,
        "enough_cases": 200,
        "fields": {"category": nothing, "priority": nothing},
        "engines": [],
        "confusion": {"category": [], "priority": []},
    }


def test_every_choice_is_counted_as_itself(api: ApiClient) -> None:
    decide("billing", "billing", "accepted", 3)
    decide("billing", "billing", "untouched", 5)
    decide("billing", "account", "overridden", 2)
    decide("billing", "billing", "filled", 7)
    decide("general", "account", "independent", 4, {"source": "none"})
    fields = report(api)["fields"]
    low, high = wilson(8, 10)
    assert fields["category"] == {
        "accepted": 3,
        "untouched": 5,
        "overridden": 2,
        "filled": 7,
        "independent": 4,
        "cases": 10,  # what was shown to somebody
        "kept": 8,
        "share": None,  # of so few
        "low": round(low, 3),
        "high": round(high, 3),
    }
    assert (fields["priority"]["filled"], fields["priority"]["cases"]) == (21, 0)


def test_a_share_is_given_from_200_cases_on(api: ApiClient) -> None:
    decide("billing", "billing", "accepted", 149)
    decide("billing", "account", "overridden", ENOUGH_CASES - 150)
    few = report(api)["fields"]["category"]
    assert (few["cases"], few["share"]) == (ENOUGH_CASES - 1, None)
    assert few["low"] < 149 / 199 < few["high"]
    decide("billing", "billing", "untouched")
    enough = report(api)["fields"]["category"]
    assert (enough["cases"], enough["kept"], enough["share"]) == (200, 150, 0.75)
    assert enough["low"] < 0.75 < enough["high"]


def test_engines_are_told_apart_by_source_model_and_prompt(api: ApiClient) -> None:
    decide("billing", "billing", "accepted", 4, LLM)
    decide("billing", "billing", "untouched", 3, {**LLM, "source": "cache"})
    decide("billing", "account", "overridden", 2, {**LLM, "prompt_version": "triage-2"})
    decide("billing", "billing", "accepted", 1, {**LLM, "model": "m2"})
    engines = report(api)["engines"]
    named = [(e["source"], e["provider"], e["model"], e["prompt_version"], e["category"]["cases"]) for e in engines]
    assert named == [
        ("llm", "gemini", "m1", "triage-1", 4),
        ("cache", "gemini", "m1", "triage-1", 3),
        ("llm", "gemini", "m1", "triage-2", 2),
        ("llm", "gemini", "m2", "triage-1", 1),
    ]
    assert [engine["category"]["kept"] for engine in engines] == [4, 3, 0, 1]


def test_what_the_keywords_answered_for_a_model_counts_for_the_keywords(api: ApiClient) -> None:
    decide("billing", "billing", "accepted", 2, FALLBACK)
    decide("billing", "account", "overridden", 3, KEYWORDS)
    [engine] = report(api)["engines"]
    assert (engine["source"], engine["provider"], engine["model"], engine["prompt_version"]) == (
        "keywords", None, None, None,
    )  # fmt: skip
    assert (engine["category"]["accepted"], engine["category"]["overridden"]) == (2, 3)


def test_the_confusion_is_of_what_people_were_shown(api: ApiClient) -> None:
    decide("billing", "billing", "accepted", 3)
    decide("billing", "billing", "untouched", 1)
    decide("billing", "account", "overridden", 2, priority="high", priority_choice="overridden")
    decide("general", "general", "filled", 9)
    decide("general", "billing", "independent", 9)
    confusion = report(api)["confusion"]
    assert confusion["category"] == [
        {"suggested": "billing", "chosen": "account", "n": 2},
        {"suggested": "billing", "chosen": "billing", "n": 4},
    ]
    assert confusion["priority"] == [{"suggested": "medium", "chosen": "high", "n": 2}]


def test_it_looks_back_as_far_as_it_is_asked(api: ApiClient) -> None:
    decide("billing", "billing", "accepted", 2)
    Decision.objects.filter(pk=Decision.objects.earliest("pk").pk).update(created_at=timezone.now() - timedelta(days=8))
    assert [report(api, days=days)["fields"]["category"]["cases"] for days in (7, 9)] == [1, 2]


@pytest.mark.parametrize("days", ["0", "-1", "3661", "many"])
def test_another_number_of_days_is_refused(api: ApiClient, days: str) -> None:
    assert list(wrong_fields(api.get("/api/triage/accuracy/", {"days": days}))) == ["days"]


@pytest.mark.usefixtures("closed_desk")
def test_it_is_for_agents(api: ApiClient, agent_api: ApiClient) -> None:
    problem(api.get("/api/triage/accuracy/"), 401, "not_authenticated")
    assert agent_api.get("/api/triage/accuracy/").status_code == 200


@pytest.mark.parametrize(
    ("kept", "cases", "low", "high"),
    # The worked examples of Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval(kept: int, cases: int, low: float, high: float) -> None:
    assert wilson(kept, cases) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_the_interval_of_nothing_is_everything() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


class TestThroughTheApi:
    """Submitted with `touched`, the fields that somebody chose by hand."""

    CHARGED = "I was charged twice for my subscription this month."  # billing, medium

    def submit(self, api: ApiClient, **values: Any) -> Decision:
        shown = api.post("/api/tickets/classify/", {"description": self.CHARGED}).json()["suggestion_id"]
        body = {"title": "Help", "description": self.CHARGED, "suggestion_id": shown, **values}
        response = api.post("/api/tickets/", body)
        assert response.status_code == 201, response.content
        return Decision.objects.get(pk=response.json()["id"])

    @pytest.mark.parametrize(
        ("touched", "category", "priority"),
        [
            ([], "untouched", "untouched"),
            (["category"], "accepted", "untouched"),
            (["priority"], "untouched", "accepted"),
            (["category", "priority"], "accepted", "accepted"),
            (None, "accepted", "accepted"),  # a client that does not tell
        ],
    )
    def test_kept(self, api: ApiClient, touched: list[str] | None, category: str, priority: str) -> None:
        values = {} if touched is None else {"touched": touched}
        decision = self.submit(api, category="billing", priority="medium", **values)
        assert (decision.category_choice, decision.priority_choice) == (category, priority)

    def test_overridden_whatever_was_touched(self, api: ApiClient) -> None:
        for touched in ([], ["category"]):
            decision = self.submit(api, category="account", priority="medium", touched=touched)
            assert decision.category_choice == "overridden"

    def test_it_is_what_the_report_counts(self, api: ApiClient) -> None:
        self.submit(api, category="billing", priority="high", touched=["priority"])
        self.submit(api, category="billing", priority="medium", touched=["category"])
        fields = report(api)["fields"]
        assert (fields["category"]["untouched"], fields["category"]["accepted"]) == (1, 1)
        assert (fields["priority"]["untouched"], fields["priority"]["overridden"]) == (1, 1)
        assert Ticket.objects.count() == 2

    def test_an_unknown_field_is_refused(self, api: ApiClient) -> None:
        body = {"title": "Help", "description": self.CHARGED, "touched": ["title"]}
        assert list(wrong_fields(api.post("/api/tickets/", body))) == ["touched.0"]
