"""What the keyword classifier answers."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from keywords import VERSION, classify

BACKEND = Path(__file__).resolve().parents[2]

AGREED = [
    ("Production is down and users cannot log in. This is urgent!", "technical", "critical"),
    (
        (
            "Our production API started throwing 500 errors about 30 minutes ago. This is blocking all user "
            "transactions and we're losing revenue. Need immediate help!"
        ),
        "technical",
        "critical",
    ),
    (
        (
            "I received my monthly invoice and have a question about one of the line items. Can someone explain what "
            "the platform fee covers?"
        ),
        "billing",
        "low",
    ),
    (
        "I've tried resetting my password three times but never receive the reset email. I've checked spam folder too.",
        "account",
        "medium",
    ),
    ("I was charged twice for my subscription this month.", "billing", "medium"),
    ("The app crashes every time I open the dashboard.", "technical", "high"),
]


@pytest.mark.parametrize(("text", "category", "priority"), AGREED)
def test_agreed_examples_come_out_as_written(text: str, category: str, priority: str) -> None:
    result = classify(text)
    assert (result.category, result.priority, result.source) == (category, priority, "keywords")


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Ich möchte eine Erstattung für die doppelte Abbuchung.", "billing"),
        ("Die Anwendung stürzt ständig ab.", "technical"),
        ("Ich habe mein Passwort vergessen.", "account"),
        ("Gibt es eine Anleitung für Einsteiger?", "general"),
        ("Quiero un reembolso de la última factura.", "billing"),
        ("La página no carga desde ayer.", "technical"),
        ("No puedo iniciar sesión.", "account"),
        ("¿Dónde encuentro el manual?", "general"),
        ("Pouvez-vous me rembourser cet abonnement ?", "billing"),
        ("L’application ne marche plus.", "technical"),
        ("J'ai oublié mon mot de passe.", "account"),
        ("Proposez-vous une formation ?", "general"),
        ("Quero o estorno desta cobrança.", "billing"),
        ("O sistema está muito lento.", "technical"),
        ("Esqueci minha senha.", "account"),
        ("Onde posso encontrar o manual?", "general"),
    ],
)
def test_the_commonest_terms_of_four_more_languages(text: str, category: str) -> None:
    assert classify(text).category == category


@pytest.mark.parametrize("text", ["", " ", "Hello.", "asdf qwer", "漢字だけの文章", "\x00\ud800", "12345"])
def test_without_a_signal_it_says_so(text: str) -> None:
    result = classify(text)
    assert (result.category, result.priority, result.source) == ("general", "medium", "none")
    assert result.matched == {"category": [], "priority": []}


def test_words_within_words_do_not_count() -> None:
    assert classify("My compass, the recharged billboard and a terror of pinball.").matched["category"] == []


def test_the_title_alone_can_decide() -> None:
    assert classify("Please see below.", title="Refund for order 1234").category == "billing"


def test_the_title_outweighs_the_description() -> None:
    description = "The invoice and the password."
    assert classify(description, title="Invoice").category == "billing"
    assert classify(description, title="Password").category == "account"


def test_a_login_that_fails_for_all_is_technical_and_for_one_is_account() -> None:
    assert classify("Nobody can log in.").category == "technical"
    assert classify("I cannot log in.").category == "account"


def test_what_keeps_somebody_from_an_invoice_beats_the_invoice() -> None:
    assert classify("I cannot log in to download my invoice.").category == "account"


def test_an_absent_error_is_no_error() -> None:
    assert classify("There is no error on the invoice.").category == "billing"


def test_matched_words_stand_as_they_stand_in_the_text() -> None:
    result = classify("I want the InVoice for the Payment  Plan, the name is WRONG and it's Urgent")
    assert result.matched == {"category": ["InVoice", "Payment Plan"], "priority": ["WRONG", "Urgent"]}


def test_matched_words_are_few_and_short() -> None:
    stuffed = " ".join(["invoice refund fee price payment subscription receipt voucher discount crash error bug"] * 50)
    matched = classify(f"cannot {'very' * 12} {'truly' * 12} log in {stuffed}").matched
    assert all(0 < len(words) <= 5 and all(len(word) <= 60 for word in words) for words in matched.values())


def test_matched_words_hold_no_control_characters() -> None:
    shown = classify("charged\x00 \x1b[31m \u202etwice, pass\u200bword").matched["category"]
    assert shown
    assert all(char.isprintable() for word in shown for char in word)


def test_anything_gets_valid_choices() -> None:
    chance = random.Random(7)
    alphabet = "aeinorst '’.,:;!?\n\t-<>{}[]\u200b\u0301éß漢\x00\ud800😀0"
    for _ in range(300):
        result = classify("".join(chance.choices(alphabet, k=200)), title="".join(chance.choices(alphabet, k=20)))
        assert result.category in {"billing", "technical", "account", "general"}
        assert result.priority in {"low", "medium", "high", "critical"}
        assert result.source == ("keywords" if any(result.matched.values()) else "none")


def test_the_version_is_stored_with_suggestions_so_it_is_short() -> None:
    assert 0 < len(VERSION) <= 50


def test_it_needs_no_django() -> None:
    check = "import sys; from keywords import classify; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], cwd=BACKEND, check=False).returncode == 0
