"""Classifying a text: what comes of each way in which asking a model can end."""

from decimal import Decimal
from typing import Any

import pytest

from llm.errors import Outcome
from llm.types import Deadline, Source
from tests.triage.doubles import Scripted, failure
from triage import prompts
from triage.classifier import Classification, classify
from triage.fallback_words import WARNINGS, warning_for

CHARGED = "I was charged twice for my subscription this month."  # billing, medium, says the keyword classifier
NOT_ASKED = {Outcome.BREAKER_OPEN, Outcome.BULKHEAD_FULL, Outcome.BUDGET_SPENT}
FAILURES = [outcome for outcome in Outcome if outcome is not Outcome.OK]


def asked(model: Scripted | None, description: str = CHARGED, title: str = "") -> Classification:
    return classify(description=description, title=title, model=model, deadline=Deadline.after(60))


def test_without_a_model_the_keywords_answer_and_nothing_is_told_of_one() -> None:
    found = asked(None)
    assert (found.category, found.priority, found.source) == ("billing", "medium", "keywords")
    assert (found.outcome, found.provider, found.model, found.prompt_version, found.attempts) == ("", "", "", "", 0)
    assert (found.sent, found.quotation, found.cost_usd) == ("", "", None)
    assert warning_for(found.outcome, found.source) is None


def test_a_model_that_answers() -> None:
    found = asked(Scripted(quotation="charged TWICE"))
    assert (found.category, found.priority, found.source, found.outcome) == ("account", "critical", "llm", "ok")
    assert (found.provider, found.model, found.prompt_version) == ("gemini", "small", prompts.VERSION)
    assert (found.attempts, found.input_tokens, found.output_tokens) == (1, 100, 10)
    assert (found.cost_usd, found.quotation, found.sent) == (Decimal("0.001"), "charged twice", CHARGED)
    assert found.matched["category"]  # what the keywords saw is shown beside it
    assert warning_for(found.outcome, found.source) is None


def test_an_answer_given_before() -> None:
    found = asked(Scripted(source=Source.CACHE, quotation="twice"))
    assert (found.category, found.source, found.outcome, found.quotation) == ("account", "cache", "ok", "twice")
    assert (found.attempts, found.input_tokens, found.cost_usd, found.sent) == (0, 0, 0, "")


@pytest.mark.parametrize("outcome", FAILURES)
def test_a_model_that_fails_never_fails_the_classification(outcome: Outcome) -> None:
    attempts = 0 if outcome in NOT_ASKED else 2
    found = asked(Scripted(error=failure(outcome, attempts=attempts)))
    by_keywords = asked(None)
    for name in ("category", "priority", "source", "matched"):
        assert getattr(found, name) == getattr(by_keywords, name)
    assert (found.outcome, found.provider, found.model) == (outcome, "gemini", "small")
    assert (found.prompt_version, found.attempts, found.quotation) == (prompts.VERSION, attempts, "")
    if attempts:
        assert (found.input_tokens, found.output_tokens, found.cost_usd) == (7, 3, Decimal("0.002"))
        assert found.sent == CHARGED
    else:
        assert (found.input_tokens, found.cost_usd, found.sent) == (0, None, "")


def test_every_failure_has_its_warning() -> None:
    assert set(WARNINGS) == {outcome.value for outcome in FAILURES}
    for outcome in FAILURES:
        assert "so this suggestion comes from keywords." in str(warning_for(outcome, "keywords"))
        assert "and no keywords were found either." in str(warning_for(outcome, "none"))


@pytest.mark.parametrize("invented", ["charged three times", "The customer paid twice.", "account, critical"])
def test_a_quotation_that_is_none_is_dropped(invented: str) -> None:
    found = asked(Scripted(quotation=invented))
    assert (found.category, found.quotation) == ("account", "")


def test_a_quotation_from_the_title_is_one() -> None:
    assert asked(Scripted(quotation="login page"), title="The login page").quotation == "login page"


class TestWhatIsSent:
    """Only what a person would see of a ticket, masked where the deployer wants it, and nothing beside that."""

    SECRETS = "ada@example.org", "4111 1111 1111 1111", "+49 30 1234567"
    MASKED = "[EMAIL_1]", "[CARD_1]", "[PHONE_1]"
    TEXT = "I, {}, was charged by {} twice, call {}."

    def prompt(self, description: str, title: str = "") -> tuple[str, Classification]:
        found = asked(model := Scripted(), description, title)
        [request] = model.requests
        assert request.system == prompts.SYSTEM
        return request.user, found

    def test_both_texts_and_the_words_that_the_keywords_found(self) -> None:
        user, found = self.prompt(CHARGED, "Help")
        assert f"Title: Help\n\n{CHARGED}" in user
        assert f"category: {', '.join(found.matched['category'])}\n" in user
        assert found.sent == f"Help\n\n{CHARGED}"

    def test_nothing_invisible(self) -> None:
        user, found = self.prompt("I was char\u200bged\u202e tw\U000e0041ice\ufe0f.", "He\u2066lp")
        assert "I was charged twice." in user
        assert found.sent == "Help\n\nI was charged twice."
        assert user.isascii()

    def test_the_head_and_the_tail_of_a_long_text(self) -> None:
        user, found = self.prompt("a" * 25_000 + "b" * 25_000)
        assert "a" * 4_000 + "\n[... 44000 characters left out ...]\n" + "b" * 2_000 in user
        assert len(found.sent) < 6_100

    def test_as_it_was_written_unless_masking_is_wanted(self, settings: Any) -> None:
        settings.LLM_REDACT = False
        user, found = self.prompt(text := self.TEXT.format(*self.SECRETS))
        assert text in user
        assert found.sent == text

    def test_masked_everywhere_if_wanted(self, settings: Any) -> None:
        settings.LLM_REDACT = True
        user, found = self.prompt(self.TEXT.format(*self.SECRETS), title="From ada@example.org to grace@example.org")
        assert found.sent == f"From [EMAIL_1] to [EMAIL_2]\n\n{self.TEXT.format(*self.MASKED)}"
        assert all(secret not in user and secret not in found.sent for secret in self.SECRETS)
        assert "example.org" not in user

    def test_a_hint_that_holds_a_secret_is_left_out(self, settings: Any) -> None:
        """Phrases of the keyword tables may span some words of the text, and are cut at a length."""
        settings.LLM_REDACT = True
        user, found = self.prompt("I was charged ada@lovelace.example twice")
        assert found.matched["category"] == ["charged ada@lovelace.example twice"]
        assert "lovelace" not in user

    def test_what_is_kept_for_the_cache_tells_masked_texts_apart_as_the_model_would(self, settings: Any) -> None:
        settings.LLM_REDACT = True
        keys = []
        for description in ("a@x.example was charged twice", "b@x.example was charged twice", "charged twice"):
            asked(model := Scripted(), description)
            keys.append(model.requests[0].cache_key)
        assert keys[0] == keys[1] != keys[2]

    def test_the_marker_of_each_call_is_another(self) -> None:
        asked(model := Scripted())
        asked(model)
        assert model.requests[0].user != model.requests[1].user
        assert model.requests[0].cache_key == model.requests[1].cache_key
