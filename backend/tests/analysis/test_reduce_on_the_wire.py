"""The reduce phase against a server that speaks a provider's wire format, through the real SDK; the server counts."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from analysis.models import Run, Theme
from analysis.reduce.pipeline import run_reduce
from llm.providers.fake_overviews import overview
from tests.analysis.runs import analysed, tickets
from tests.conftest import UseModel
from tests.fakes.llm_server import FakeLLMServer, Seen
from tests.fakes.wire import INPUT_TOKENS, OUTPUT_TOKENS
from tests.triage.vendors import environment

pytestmark = pytest.mark.django_db(transaction=True)

VENDOR = "openai-compatible"


def answer(seen: Seen) -> dict[str, Any]:
    """By the schema and the lines of the prompt."""
    schema = seen.body["response_format"]["json_schema"]["schema"]
    told = overview(schema, seen.body["messages"][-1]["content"])
    assert told is not None
    return told


@pytest.fixture(scope="module")
def server() -> Iterator[FakeLLMServer]:
    with FakeLLMServer(answers=answer) as running:
        yield running


@pytest.fixture
def desk(use_model: UseModel, server: FakeLLMServer) -> FakeLLMServer:
    """A desk that asks the server."""
    use_model(**environment(VENDOR, server))
    server.behave("ok")
    return server


def reduced(run: Run) -> Run:
    run_reduce(run.pk, wait=lambda _: None)
    return Run.objects.get(pk=run.pk)


def test_a_run_is_summarised_through_the_sdk(desk: FakeLLMServer) -> None:
    run = reduced(analysed(tickets(300, priority="critical")))
    assert (run.status, run.summary_source) == ("completed", "llm")
    assert len(desk.requests) == 3
    assert (run.reduce_input_tokens, run.reduce_output_tokens) == (3 * INPUT_TOKENS, 3 * OUTPUT_TOKENS)
    assert run.summary["dropped_claims"] == run.removed_citations == 0
    assert {theme.source for theme in Theme.objects.all()} == {"llm"}
    assert "openai-compatible qwen3:4b" in run.summary["how"]


def test_a_worker_killed_between_two_calls_asks_for_the_rest_only(
    desk: FakeLLMServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = analysed(tickets(500))
    with monkeypatch.context() as patch:
        patch.setattr("analysis.reduce.steps.new_nonce", killed_after(2))
        with pytest.raises(KeyboardInterrupt):
            run_reduce(run.pk)
    assert len(desk.requests) == 2
    assert Run.objects.get(pk=run.pk).status == "processing"
    run = reduced(run)
    assert run.status == "completed"
    prompts = [seen.body["messages"][-1]["content"].partition("\n")[2] for seen in desk.requests]
    assert len(prompts) == len(set(prompts)) == 6  # four batches, what unites them, the summary
    assert run.reduce_input_tokens == 6 * INPUT_TOKENS


def killed_after(calls: int) -> Callable[[], str]:
    left = iter(range(calls))

    def nonce() -> str:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return "0123456789abcdef"

    return nonce


@pytest.mark.parametrize("behaviour", ["401", "500", "reset", "empty", "truncated"])
def test_whatever_the_server_does_the_run_completes(desk: FakeLLMServer, behaviour: str) -> None:
    desk.behave(behaviour)
    run = reduced(analysed(tickets(10)))
    assert (run.status, run.summary_source) == ("completed", "keywords")
    assert run.summary["how"].startswith("The model could not be used for themes and summary (")
    assert desk.requests


def test_a_server_that_recovers_is_asked_again(desk: FakeLLMServer) -> None:
    desk.behave(*["500"] * 4, "ok")
    assert reduced(analysed(tickets(10))).summary_source == "llm"
