"""The same question, the same answer, for nothing."""

from decimal import Decimal

import pytest
from pydantic import BaseModel

from llm.errors import ModelError, Outcome
from llm.resilience.cache import Cached, MemoryCacheStore, text_key
from llm.types import Deadline, Feature, Request, Source
from tests.llm.conftest import make_request
from tests.llm.doubles import ANSWER, Clock, Script

KEY = text_key("v1", "It does not start.")


def cached(script: Script, store: object, model: str = "small") -> Cached:
    return Cached(script, store, 60.0, (f"gemini:{model}",))


def ask(model: Cached, key: str = KEY, user: str = "x") -> object:
    return model.complete(make_request(user, cache_key=key), Deadline.after(60))


def test_a_second_question_costs_nothing_whatever_its_random_marker() -> None:
    script, store = Script(), MemoryCacheStore()
    ask(cached(script, store), user="<<8f3a>> It does not start.")
    again = ask(cached(script, store), user="<<c01d>> It does not start.")
    assert script.calls == 1
    assert (again.data, again.source, again.provider, again.model) == (ANSWER, Source.CACHE, "gemini", "small")
    assert (again.attempts, again.input_tokens, again.output_tokens, again.cost_usd) == (0, 0, 0, Decimal(0))


def test_another_model_prompt_text_or_schema_is_another_question() -> None:
    class Other(BaseModel):
        category: str = ""

    script, store = Script(), MemoryCacheStore()
    model = cached(script, store)
    ask(model)
    ask(cached(script, store, model="large"))
    ask(model, text_key("v2", "It does not start."))
    ask(model, text_key("v1", "It starts."))
    other = Request(system="", user="", schema=Other, feature=Feature.TRIAGE, cache_key=KEY)
    model.complete(other, Deadline.after(60))
    assert script.calls == 5


def test_white_space_and_composition_make_no_difference_but_case_does() -> None:
    assert text_key("v1", "Café  down\n") == text_key("v1", " Cafe\u0301 down")
    assert text_key("v1", "URGENT") != text_key("v1", "urgent")
    assert text_key("v1", "a", "b") != text_key("v1", "a b")


def test_without_a_key_nothing_is_kept() -> None:
    script, model = (script := Script()), cached(script, MemoryCacheStore())
    ask(model, "")
    ask(model, "")
    assert script.calls == 2


def test_a_failure_is_not_kept() -> None:
    script = Script([Outcome.SERVER_ERROR, Outcome.OK])
    model = cached(script, MemoryCacheStore())
    with pytest.raises(ModelError):
        ask(model)
    assert ask(model).source is Source.LLM


def test_answers_expire_and_the_oldest_make_room() -> None:
    clock = Clock()
    store = MemoryCacheStore(size=2, clock=clock)
    for key in ("a", "b"):
        store.set(key, key, 60)
    assert store.get("a") == "a"
    store.set("c", "c", 30)
    assert [store.get(key) for key in ("a", "b", "c")] == ["a", None, "c"]
    clock.sleep(31)
    assert [store.get(key) for key in ("a", "c")] == ["a", None]


@pytest.mark.parametrize("kept", ["not json", "{}", '{"data": {"category": "weather"}, "provider": "p", "model": "m"}'])
def test_what_cannot_be_read_is_asked_again(kept: str) -> None:
    class Spoilt(MemoryCacheStore):
        def get(self, key: str) -> str:
            return kept

    script = Script()
    assert ask(cached(script, Spoilt())).source is Source.LLM
    assert script.calls == 1


def test_a_broken_store_has_nothing_and_hinders_nobody() -> None:
    class Broken:
        def get(self, key: str) -> str:
            raise ConnectionError

        def set(self, key: str, value: str, timeout: float) -> None:
            raise ConnectionError

    assert ask(cached(Script(), Broken())).data == ANSWER
