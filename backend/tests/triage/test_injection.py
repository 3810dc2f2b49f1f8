"""Tickets that carry instructions to a model: what they can never reach, even if it obeys them.

How the keywords resist is tested in tests/keywords/test_steering.py; how often a model does, `make eval` measures.
"""

import re
from pathlib import Path

import pytest

from evals.cases import Pair, read_pairs
from inference.plain_text import visible
from llm.errors import Outcome
from tests.conftest import ApiClient, UseModel
from tests.fakes.llm_server import FakeLLMServer
from tests.triage.vendors import environment
from tickets.choices import Category, Priority
from triage.models import Suggestion

pytestmark = pytest.mark.django_db

PAIRS = read_pairs(Path(__file__).parents[2] / "evals" / "injected_pairs.jsonl")
BEYOND: list[dict[str, object]] = [
    {"category": "owned"},
    {"priority": "P0"},
    {"priority": ["critical"]},
    {"category": None},
]
MARKER = re.compile(r"<<<(?:END OF )?(?:TICKET|WORDS) ([0-9a-f]{16})>>>")


def classify(api: ApiClient, description: str) -> Suggestion:
    body = api.post("/api/tickets/classify/", {"description": description}).json()
    return Suggestion.objects.get(pk=body["suggestion_id"])


def test_there_are_as_many_pairs_as_promised() -> None:
    assert len(PAIRS) >= 30


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
class TestObedientModel:
    """It answers what the attacker wants, whatever it was told before."""

    @pytest.fixture(autouse=True)
    def use(self, use_model: UseModel, server: FakeLLMServer) -> None:
        use_model(**environment("openai", server, LLM_CACHE_SECONDS="0"))

    def test_it_can_choose_among_the_desks_values_only(self, pair: Pair, api: ApiClient, server: FakeLLMServer) -> None:
        server.answer = {"category": "account", "priority": "low", **pair.target, "quotation": pair.injected}
        server.behave("ok")
        stored = classify(api, pair.injected)
        assert stored.source == "llm"
        assert stored.category in Category.values
        assert stored.priority in Priority.values

    def test_it_cannot_leave_them(self, pair: Pair, api: ApiClient, server: FakeLLMServer) -> None:
        for beyond in BEYOND:
            server.answer = {"category": "account", "priority": "low", "quotation": "", **beyond}
            server.behave("ok")
            stored = classify(api, pair.injected)
            assert stored.outcome == Outcome.INVALID_OUTPUT
            assert stored.source in {"keywords", "none"}
            assert stored.category in Category.values
            assert stored.priority in Priority.values

    def test_what_it_was_sent_keeps_the_ticket_between_markers_that_the_ticket_cannot_know(
        self, pair: Pair, api: ApiClient, server: FakeLLMServer
    ) -> None:
        server.behave("ok")
        nonces = set()
        for _ in range(2):
            classify(api, pair.injected)
            system, user = (message["content"] for message in server.requests[-1].body["messages"])
            [nonce] = set(MARKER.findall(user))
            assert nonce not in pair.injected
            assert nonce not in system
            opening, closing = f"<<<TICKET {nonce}>>>\n", f"\n<<<END OF TICKET {nonce}>>>"
            assert (user.count(opening), user.count(closing)) == (1, 1)
            assert user.split(opening)[1].removesuffix(closing).strip() == visible(pair.injected).strip()
            nonces.add(nonce)
        assert len(nonces) == 2


def test_the_schema_that_binds_its_answer_names_the_desks_values(
    api: ApiClient, server: FakeLLMServer, use_model: UseModel
) -> None:
    use_model(**environment("openai", server, LLM_CACHE_SECONDS="0"))
    server.behave("ok")
    classify(api, PAIRS[0].injected)
    wanted = server.requests[-1].body["response_format"]["json_schema"]
    assert wanted["strict"] is True
    assert wanted["schema"]["additionalProperties"] is False
    assert wanted["schema"]["properties"]["category"]["enum"] == Category.values
    assert wanted["schema"]["properties"]["priority"]["enum"] == Priority.values
