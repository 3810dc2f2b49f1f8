"""GET /readyz: how the models are doing, in one word."""

import time
from datetime import UTC, datetime

import pytest

from inference.models import DailySpend
from inference.stores import DatabaseBreakerStore
from llm.errors import Outcome
from llm.resilience.circuit import Circuit
from tests.conftest import ApiClient, UseModel
from tests.patience import within_one_day

pytestmark = pytest.mark.django_db

HALF_AN_HOUR, LONG_AGO = 1800.0, -1800.0  # seconds from now


def ai(api: ApiClient) -> str:
    response = api.get("/readyz")
    assert response.status_code == 200  # whatever the models do
    found: str = response.json()["checks"]["ai"]
    return found


def set_breaker(key: str, open_for: float) -> None:
    circuit = Circuit(openings=1, open_until=time.time() + open_for, reason=Outcome.AUTH)
    DatabaseBreakerStore().update(key, lambda _: circuit)


def test_off(api: ApiClient, use_model: UseModel) -> None:
    use_model(LLM_PROVIDER="off")
    assert ai(api) == "off"
    use_model(LLM_PROVIDER="gemini")  # without a key
    assert ai(api) == "off"


def test_ok_without_having_been_asked(api: ApiClient, use_model: UseModel) -> None:
    use_model(LLM_PROVIDER="fake")
    assert ai(api) == "ok"


@pytest.mark.parametrize("open_for", [HALF_AN_HOUR, LONG_AGO], ids=["open", "half open"])
def test_degraded_while_the_only_model_is_not_asked(api: ApiClient, use_model: UseModel, open_for: float) -> None:
    use_model(LLM_PROVIDER="fake")
    set_breaker("fake:fake", open_for)
    assert ai(api) == "degraded"


def test_degraded_by_a_key_that_is_refused_and_ok_again(api: ApiClient, use_model: UseModel) -> None:
    use_model(LLM_PROVIDER="fake")
    api.post("/api/tickets/classify/", {"description": "Hello [[fake:401]]"})
    assert ai(api) == "degraded"
    set_breaker("fake:fake", LONG_AGO)
    api.post("/api/tickets/classify/", {"description": "Hello"})
    assert ai(api) == "ok"


def test_ok_as_long_as_another_provider_is_asked(api: ApiClient, use_model: UseModel) -> None:
    use_model(LLM_PROVIDER="gemini", GEMINI_API_KEY="k", LLM_FALLBACK_PROVIDERS="fake")
    set_breaker("gemini:gemini-3.5-flash-lite", HALF_AN_HOUR)
    assert ai(api) == "ok"
    set_breaker("fake:fake", HALF_AN_HOUR)
    assert ai(api) == "degraded"


def test_degraded_once_the_budget_is_spent(api: ApiClient, use_model: UseModel) -> None:
    use_model(LLM_PROVIDER="fake", LLM_DAILY_BUDGET_USD="1")
    assert ai(api) == "ok"
    within_one_day()
    DailySpend.objects.create(day=datetime.now(UTC).date(), usd=1)
    assert ai(api) == "degraded"
