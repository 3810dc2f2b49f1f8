"""A server that answers what the keywords would not."""

from collections.abc import Iterator

import pytest

from tests.fakes.llm_server import FakeLLMServer

ANSWER = {"category": "account", "priority": "critical", "quotation": "twice"}


@pytest.fixture(scope="module")
def server() -> Iterator[FakeLLMServer]:
    with FakeLLMServer(answer=dict(ANSWER)) as running:
        yield running
