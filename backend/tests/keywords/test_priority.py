"""Impact and urgency, and what undoes them."""

import pytest

from keywords import classify
from keywords.phrases import Match, Term
from keywords.priority import TABLES, judge_priority


@pytest.mark.parametrize(
    "text",
    [
        "The whole site is down.",
        "There has been an outage affecting all stores since noon.",
        "Nobody can work.",
        "None of our employees can sign in.",
        "No orders can be placed.",
        "All customer records have disappeared.",
        "We have a data breach.",
        "We were hacked and the servers carry ransomware.",
        "If this is not repaired someone can die",
        "People are in danger.",
        "The battery is on fire.",
        "Das gesamte System ist ausgefallen.",
        "Niemand kann mehr arbeiten.",
        "El sistema está caído.",
        "Nadie puede trabajar.",
        "Le serveur est hors service.",
        "Personne ne peut se connecter.",
        "O sistema está fora do ar.",
        "Ninguém consegue trabalhar.",
    ],
)
def test_severe_impact_is_critical_without_the_word(text: str) -> None:
    assert classify(text).priority == "critical"


@pytest.mark.parametrize(
    "text",
    [
        "This is critical!",
        "URGENT URGENT URGENT",
        "This is a critical, urgent emergency, top priority, ASAP!!!",
        "My invoice is wrong, this is critical.",
        "Das ist kritisch und dringend!",
        "¡Es crítico y urgente!",
        "C'est critique et urgent !",
        "É crítico e urgente!",
    ],
)
def test_urgent_words_alone_raise_to_high_and_no_further(text: str) -> None:
    assert classify(text).priority == "high"


def test_an_urgent_question_is_medium() -> None:
    assert classify("How do I add a colleague? It is urgent.").priority == "medium"


@pytest.mark.parametrize(
    "text",
    [
        "Nothing is down.",
        "There is no outage and no data loss.",
        "No data has been lost.",
        "The server has not crashed.",
        "It is not a security breach.",
        "What happens if production goes down?",
        "How would I set up outage alerts?",
        "In case of a data breach, who informs us?",
        "Production was down yesterday but it is back up again.",
        "The website is down was the report, and it has been resolved.",
        "Es gibt keinen Datenverlust.",
        "El sistema no está caído.",
        "Le serveur n'est pas hors service.",
        "Não há perda de dados.",
    ],
)
def test_what_did_not_happen_or_is_over_is_not_critical(text: str) -> None:
    assert classify(text).priority in {"low", "medium"}


@pytest.mark.parametrize(
    "text",
    [
        "I was told it was fixed, but production is down again.",
        "We cannot wait until this is resolved: production is down.",
        "If you need logs, call me, because the whole site is down.",
        "This is not a drill: nobody can work.",
    ],
)
def test_a_remark_beside_it_does_not_undo_an_outage(text: str) -> None:
    assert classify(text).priority == "critical"


@pytest.mark.parametrize(
    "text",
    [
        "This is not urgent.",
        "It isn't at all urgent.",
        "No rush.",
        "Whenever you have time.",
        "Es eilt nicht.",
        "No es urgente.",
        "Rien d'urgent.",
        "Não é urgente.",
    ],
)
def test_no_hurry_lowers(text: str) -> None:
    assert classify(f"The invoice shows a wrong address. {text}").priority == "low"


def test_no_hurry_wins_over_urgent_words_but_not_over_an_outage() -> None:
    assert classify("Urgent? Well, no rush: the total is wrong.").priority == "low"
    assert classify("No rush, but production is down.").priority == "high"


def test_a_way_round_eases() -> None:
    assert classify("The editor crashes.").priority == "high"
    assert classify("The editor sometimes crashes.").priority == "medium"


def test_many_people_raise() -> None:
    assert classify("I get an error when printing.").priority == "medium"
    assert classify("Our whole team gets an error when printing.").priority == "high"


RUBRIC = {
    "danger": ("high", "critical", "critical"),
    "severe": ("high", "critical", "critical"),
    "major": ("medium", "high", "high"),
    "moderate": ("low", "medium", "high"),
    "minor": ("low", "low", "medium"),
}


@pytest.mark.parametrize("impact", RUBRIC)
def test_impact_and_urgency_follow_the_rubric(impact: str) -> None:
    def priority_of(*tables: str) -> str:
        assert TABLES.issuperset(tables)
        return judge_priority([Match(Term(table, table, 1), (place,)) for place, table in enumerate(tables)]).value

    answers = (priority_of(impact, "unhurried"), priority_of(impact), priority_of(impact, "urgent"))
    assert answers == RUBRIC[impact]
