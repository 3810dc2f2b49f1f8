"""POST /api/tickets/classify/ through each provider's SDK, chosen by settings alone: what the caller gets and what is
stored, whatever the provider's server does."""

import time
from dataclasses import dataclass
from typing import Any

import pytest

from llm.errors import Outcome
from llm.pricing import LIST_PRICES
from llm.usage import Usage
from tests.conftest import ApiClient, UseModel
from tests.fakes.llm_server import FakeLLMServer
from tests.fakes.wire import INPUT_TOKENS, OUTPUT_TOKENS
from tests.patience import LONG, SHORT, SLACK
from tests.triage.conftest import ANSWER
from tests.triage.vendors import MODELS, VENDORS, environment
from triage import prompts
from triage.fallback_words import WARNINGS
from triage.models import Suggestion

pytestmark = pytest.mark.django_db

CHARGED = "I was charged twice for my subscription this month."  # billing, medium, says the keyword classifier


@dataclass(frozen=True)
class Case:
    behaviours: str  # of the server, request by request
    outcome: Outcome
    attempts: int
    billed: bool = False  # the provider says how many tokens it took
    deadline: float = LONG


FAILURES = [
    Case("hang", Outcome.TIMEOUT, 1, deadline=SHORT),
    Case("trickle", Outcome.TIMEOUT, 1, deadline=SHORT),
    Case("reset", Outcome.CONNECTION, 3),
    Case("400", Outcome.REJECTED, 1),
    Case("401", Outcome.AUTH, 1),
    Case("404", Outcome.MODEL_GONE, 1),
    Case("429", Outcome.RATE_LIMITED, 3),
    Case("429-long", Outcome.RATE_LIMITED, 1),
    Case("500", Outcome.SERVER_ERROR, 3),
    Case("529", Outcome.SERVER_ERROR, 3),
    Case("html", Outcome.SERVER_ERROR, 3),
    Case("html-as-json", Outcome.SERVER_ERROR, 3),
    Case("outside", Outcome.INVALID_OUTPUT, 2, billed=True),
    Case("empty", Outcome.INVALID_OUTPUT, 2, billed=True),
    Case("truncated", Outcome.TRUNCATED, 1, billed=True),
    Case("blocked", Outcome.BLOCKED, 1, billed=True),
    Case("refused", Outcome.REFUSED, 1, billed=True),
]


def ask(api: ApiClient, description: str = CHARGED, title: str = "") -> tuple[dict[str, Any], Suggestion, float]:
    """The body, what was stored, and the seconds it took."""
    started = time.monotonic()
    response = api.post("/api/tickets/classify/", {"description": description, "title": title})
    seconds = time.monotonic() - started
    assert response.status_code == 200, response.content
    body = response.json()
    return body, Suggestion.objects.get(pk=body["suggestion_id"]), seconds


@pytest.mark.parametrize(
    "behaviours", ["ok", "slow", "prose", "fenced", "500 ok", "reset ok", "outside ok", "429-short ok"]
)
@pytest.mark.parametrize("vendor", VENDORS)
def test_the_model_answers(
    vendor: str, behaviours: str, api: ApiClient, server: FakeLLMServer, use_model: UseModel
) -> None:
    server.behave(*behaviours.split())
    use_model(**environment(vendor, server))
    body, stored, _ = ask(api)
    assert body == {
        "suggested_category": ANSWER["category"],
        "suggested_priority": ANSWER["priority"],
        "source": "llm",
        "provider": vendor,
        "model": MODELS[vendor],
        "prompt_version": prompts.VERSION,
        "quotation": "twice",
        "suggestion_id": str(stored.pk),
        "matched": stored.matched,
    }
    attempts = len(behaviours.split())
    billed = 2 if behaviours == "outside ok" else 1
    assert (stored.outcome, stored.attempts, len(server.requests)) == ("ok", attempts, attempts)
    assert (stored.input_tokens, stored.output_tokens) == (billed * INPUT_TOKENS, billed * OUTPUT_TOKENS)
    assert stored.sent == CHARGED
    price = LIST_PRICES.get(MODELS[vendor])
    if price is None:
        assert stored.cost_usd is None
    else:
        assert stored.cost_usd == round(billed * price.cost(Usage(INPUT_TOKENS, OUTPUT_TOKENS)), 6) > 0


@pytest.mark.parametrize("case", FAILURES, ids=lambda case: case.behaviours)
@pytest.mark.parametrize("vendor", VENDORS)
def test_the_model_fails_and_the_keywords_answer(
    vendor: str, case: Case, api: ApiClient, server: FakeLLMServer, use_model: UseModel
) -> None:
    server.behave(*case.behaviours.split())
    use_model(**environment(vendor, server, LLM_DEADLINE_SECONDS=str(case.deadline)))
    body, stored, seconds = ask(api)
    assert body == {
        "suggested_category": "billing",
        "suggested_priority": "medium",
        "source": "keywords",
        "provider": None,
        "model": None,
        "prompt_version": None,
        "quotation": None,
        "suggestion_id": str(stored.pk),
        "matched": stored.matched,
        "warning": WARNINGS[case.outcome],
    }
    assert seconds <= (SHORT + SLACK if case.outcome is Outcome.TIMEOUT else SLACK)
    assert (stored.outcome, stored.attempts, len(server.requests)) == (case.outcome, case.attempts, case.attempts)
    assert (stored.provider, stored.model, stored.prompt_version) == (vendor, MODELS[vendor], prompts.VERSION)
    assert (stored.category, stored.priority, stored.source, stored.quotation) == ("billing", "medium", "keywords", "")
    billed = case.billed and not (vendor == "anthropic" and case.outcome is Outcome.BLOCKED)  # there it is a 400
    assert (stored.input_tokens > 0) == billed
    if LIST_PRICES.get(MODELS[vendor]) is None:
        assert stored.cost_usd is None
    else:  # a request that was given up may be billed all the same
        assert (stored.cost_usd > 0) == (billed or case.outcome is Outcome.TIMEOUT)
    assert stored.sent == CHARGED
    assert seconds * 1000 >= stored.latency_ms > 0


def test_a_text_without_a_signal_still_gets_values_and_the_warning_says_that_too(
    api: ApiClient, server: FakeLLMServer, use_model: UseModel
) -> None:
    server.behave("500")
    use_model(**environment("gemini", server))
    body, stored, _ = ask(api, "…")
    assert (body["suggested_category"], body["suggested_priority"], body["source"]) == ("general", "medium", "none")
    assert body["warning"] == "The AI cannot be reached at the moment, and no keywords were found either."
    assert stored.outcome == "server_error"


def test_the_same_text_again_is_answered_from_the_cache(
    api: ApiClient, server: FakeLLMServer, use_model: UseModel
) -> None:
    server.behave("ok")
    use_model(**environment("gemini", server))
    first, _, _ = ask(api)
    again, stored, _ = ask(api, f"  {CHARGED}\n")
    changing = {"source": "cache", "suggestion_id": str(stored.pk)}
    assert again == first | changing
    assert len(server.requests) == 1
    assert (stored.attempts, stored.input_tokens, stored.output_tokens, stored.cost_usd) == (0, 0, 0, 0)
    assert stored.sent == ""  # nothing was


def test_a_further_provider_answers_for_one_that_fails(
    api: ApiClient, server: FakeLLMServer, use_model: UseModel
) -> None:
    server.behave("401", "ok")
    more = {"LLM_FALLBACK_PROVIDERS": "groq", "GROQ_API_KEY": "k", "GROQ_BASE_URL": f"{server.url}/openai/v1"}
    use_model(**environment("anthropic", server, **more))
    body, stored, _ = ask(api)
    assert (body["source"], body["provider"], body["model"]) == ("llm", "groq", "openai/gpt-oss-20b")
    assert "warning" not in body
    assert (stored.outcome, stored.attempts) == ("ok", 2)


def test_without_a_key_nobody_is_asked_and_nobody_is_warned(api: ApiClient, use_model: UseModel) -> None:
    use_model(LLM_PROVIDER="gemini")
    body, stored, _ = ask(api)
    assert body["source"] == "keywords"
    assert "warning" not in body
    assert (stored.outcome, stored.attempts, stored.provider) == ("", 0, "")
