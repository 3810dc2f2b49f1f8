"""The commonest terms, by hand-made texts of several languages."""

import pytest

from analysis.reduce.stop_words import STOP_WORDS
from analysis.reduce.terms import MOST_THEMES, Term, commonest
from keywords.tokens import fold


def terms(*texts: str) -> list[Term]:
    return commonest(enumerate(texts, start=1))


def test_a_term_counts_texts_and_not_mentions() -> None:
    found = terms("printer printer printer printer", "The invoice is wrong", "My invoice is missing")
    assert found == [Term("invoice", 2, (2, 3))]


def test_a_pair_stands_for_both_of_its_words() -> None:
    found = terms("The password reset fails", "Password reset never arrives", "No password reset for me", "Other")
    assert [(term.words, term.ids) for term in found] == [("password reset", (1, 2, 3))]


def test_a_word_with_many_companions_stands_alone() -> None:
    found = terms("Invoice wrong", "Invoice missing", "Invoice lost", "Invoice wrong")
    assert [(term.words, term.holders) for term in found] == [("invoice", 4)]


def test_a_pair_does_not_reach_over_a_comma_or_a_stop_word() -> None:
    found = terms("I like invoice, export", "Invoice and export", "The invoice. Export!")
    assert {term.words for term in found} <= {"invoice", "export"}


def test_each_text_is_given_away_once() -> None:
    found = terms("alpha beta", "alpha gamma", "alpha delta beta", "beta gamma", "gamma beta", "delta epsilon")
    given = [pk for term in found for pk in term.ids]
    assert len(given) == len(set(given))
    assert all(len(term.ids) <= term.holders for term in found)


def test_accents_and_capitals_make_no_difference_and_the_first_writing_is_shown() -> None:
    [term] = terms("La Réinitialisation échoue", "reinitialisation impossible")
    assert (term.words, term.ids) == ("réinitialisation", (1, 2))


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("Hallo, meine Rechnung ist falsch.", "Bitte die Rechnung noch einmal schicken, danke!"), "rechnung"),
        (("Hola, no puedo ver mi factura", "Mi factura está mal, gracias"), "factura"),
        (("Bonjour, ma facture n'est pas bonne", "Où est la facture du mois ?"), "facture"),
        (("Olá, a minha fatura está errada", "Onde está a fatura deste mês? Obrigado"), "fatura"),
    ],
)
def test_words_of_five_languages_that_say_nothing_are_left_out(texts: tuple[str, str], words: str) -> None:
    assert [term.words for term in terms(*texts)] == [words]


def test_what_stands_in_nearly_every_text_tells_nothing_apart() -> None:
    texts = [f"desk {'invoice' if number % 3 else 'login'} n{number}" for number in range(30)]
    assert [term.words for term in terms(*texts)] == ["login"]


def test_numbers_short_words_and_lonely_words_are_no_terms() -> None:
    assert terms("2026 pc alpha", "2026 pc beta") == []
    assert terms() == terms("") == []


def test_there_are_at_most_eight_and_the_largest_comes_first() -> None:
    names = [f"subject{letter}" for letter in "abcdefghijkl"]
    found = terms(*(name for n, name in enumerate(names) for _ in range(n + 2)))
    assert [term.holders for term in found] == sorted((n + 2 for n in range(12)), reverse=True)[:MOST_THEMES]


def test_the_order_of_texts_does_not_matter() -> None:
    texts = [(n, f"{'invoice export' if n % 2 else 'login page'} slow{n % 3}") for n in range(40)]
    assert commonest(texts) == commonest(reversed(texts))


def test_stop_words_are_folded_as_texts_are() -> None:
    assert {word for word in STOP_WORDS if fold(word) != word or not word.isalpha()} == set()
