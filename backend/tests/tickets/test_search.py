"""GET /api/tickets/?search=: which tickets contain what somebody typed."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from tests.conftest import ApiClient
from tests.problems import problem, wrong_fields
from tests.tickets.store import FIRST_DAY, store
from tests.tickets.walks import get
from tickets import search
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def found(api: ApiClient, text: str, **query: Any) -> list[str]:
    """The titles of what a search finds, newest first."""
    page = get(api, {"search": text, **query})
    assert page["count"] == len(page["results"])
    assert page["search_complete"] is True
    assert "count_capped" not in page
    return [row["title"] for row in page["results"]]


def said(*texts: str) -> list[Ticket]:
    """Tickets titled with their number, with these descriptions."""
    return store(*({"title": f"#{n}", "description": text, "created_at": FIRST_DAY} for n, text in enumerate(texts)))


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Order 48-1182-X is missing", "1182"),
        ("Order 48-1182-X is missing", "48-1182-x"),
        ("mail to ada.lovelace@example.org", "lace@exam"),
        ("ERROR: E_CONN_0x80", "e_conn"),
        ("The Printer hums", "PRINTER"),
        ("the printer hums", "Hums"),
        ("Die Tür ist kaputt", "TÜR"),
        ("DIE TÜR IST KAPUTT", "tür"),
        ("Hauptstraße 5", "straße"),
        ("Hauptstraße 5", "HAUPTSTRAß"),
        ("Принтер не работает", "ПРИНТЕР"),
        ("ПРИНТЕР НЕ РАБОТАЕТ", "работает"),
        ("Ο εκτυπωτής ΧΑΛΑΣΕ", "χαλασε"),
        ("プリンターが動かない", "動かない"),
        ("It is on 🔥 again", "🔥"),
        ("first line\nsecond line", "second"),
        ("x" * 49_990 + "the end", "the end"),
    ],
)
def test_any_part_of_the_text_in_any_case(api: ApiClient, written: str, typed: str) -> None:
    said("It hisses.", written, "Nothing of that")
    assert found(api, typed) == ["#1"]


@pytest.mark.parametrize("typed", ["%", "_", "\\", "100%", "a_b", "\\n", "'", ";--", "%s", "{}", "%%", "__"])
def test_every_character_stands_for_itself(api: ApiClient, typed: str) -> None:
    said("abc 100 axb ab", f"before {typed} after")
    assert found(api, typed) == ["#1"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("paper printer", ["#2", "#1"]),
        ("  paper \t printer  ", ["#2", "#1"]),
        ("printer paper jam", ["#2"]),
        ("paper paper PAPER", ["#2", "#1", "#0"]),
        ('"printer paper"', ["#2"]),
        ('"paper printer"', ["#1"]),
        ('jam "printer paper"', ["#2"]),
        ('"printer paper', ["#2", "#1"]),  # never closed
        ('pap"er', []),  # a quote inside a word stands for itself
        ("paper scanner", []),
    ],
)
def test_every_word_must_occur_and_quotes_keep_words_together(api: ApiClient, typed: str, expected: list[str]) -> None:
    said("paper", "paper printer", "printer paper jam")
    assert found(api, typed) == expected


@pytest.mark.parametrize("typed", ['"', '""', '" "', "   ", ""])
def test_a_search_for_nothing_is_the_plain_list(api: ApiClient, typed: str) -> None:
    said("paper")
    page = get(api, {"search": typed})
    assert page["count"] == 1
    assert "search_complete" not in page


def test_title_and_description_are_searched_and_each_word_may_be_in_either(api: ApiClient) -> None:
    store(
        {"title": "Printer hums", "description": "Since Monday.", "created_at": FIRST_DAY},
        {"title": "Monday", "description": "The printer is silent.", "created_at": FIRST_DAY},
    )
    assert found(api, "printer monday") == ["Monday", "Printer hums"]
    assert found(api, "since") == ["Printer hums"]
    assert found(api, "silent") == ["Monday"]
    assert found(api, "humssince") == []


def test_an_edited_text_is_found_by_its_new_words_only(api: ApiClient, make_ticket: Callable[..., Ticket]) -> None:
    path = f"/api/tickets/{make_ticket(title='Printer', description='It hums.').pk}/"
    api.patch(path, {"title": "Scanner"})
    assert (found(api, "printer"), found(api, "scanner hums")) == ([], ["Scanner"])
    api.patch(path, {"description": "It whistles."})
    assert (found(api, "hums"), found(api, "scanner whistles")) == ([], ["Scanner"])
    api.patch(path, {"status": "closed"})
    assert found(api, "whistles") == ["Scanner"]
    api.delete(path)
    assert found(api, "whistles") == []


def test_a_text_that_plain_sql_changes_is_found_too(api: ApiClient) -> None:
    said("paper", "paper")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tickets_ticket SET title = title || '!', created_at = created_at - id * interval '1 s'")
    assert found(api, "! paper") == ["#0!", "#1!"]


def test_filters_and_bounds_narrow_a_search(api: ApiClient) -> None:
    tickets = store(
        *(
            {"title": f"{status} {category}", "status": status, "category": category, "created_at": FIRST_DAY}
            for status in ("open", "closed")
            for category in ("billing", "account")
        ),
        {"title": "open late", "created_at": FIRST_DAY.replace(day=9)},
    )
    assert found(api, "hums", status="open") == ["open late", "open account", "open billing"]
    assert found(api, "hums", status="closed", category="account,billing") == ["closed account", "closed billing"]
    assert found(api, "hums", created_after="2026-03-02") == ["open late"]
    assert found(api, "hums", created_before="2026-03-02", status="open") == ["open account", "open billing"]
    assert found(api, "hums", priority="critical") == []
    assert len(found(api, "hums", ordering="created_at")) == len(tickets)
    assert found(api, "hums", ordering="created_at")[-1] == "open late"


def test_a_row_is_the_same_as_in_the_plain_list(api: ApiClient) -> None:
    said("paper")
    assert get(api, {"search": "paper"})["results"] == get(api, {})["results"]


@pytest.mark.parametrize("typed", ["x" * 201, "NUL\x00", " ".join(f"word{n}" for n in range(11))])
def test_what_cannot_be_searched_for_is_refused(api: ApiClient, typed: str) -> None:
    assert list(wrong_fields(api.get("/api/tickets/", {"search": typed}))) == ["search"]


def test_ten_words_and_200_characters_are_taken(api: ApiClient) -> None:
    said(" ".join(f"word{n}" for n in range(10)), "y" * 200)
    assert found(api, " ".join(f"word{n}" for n in range(10))) == ["#0"]
    assert found(api, "y" * 200) == ["#1"]


@pytest.mark.parametrize(("size", "page"), [(20, 51), (200, 6)])
def test_page_numbers_of_a_search_reach_a_thousand_rows(api: ApiClient, size: int, page: int) -> None:
    query = {"search": "paper", "page_size": size, "page": page}
    [message] = wrong_fields(api.get("/api/tickets/", query))["page"]
    assert message.startswith("Page numbers reach 1,000 rows down")
    assert get(api, {**query, "page": page - 1})["results"] == []


class TestTimeout:
    """A search that takes too long is stopped, and says so."""

    @pytest.fixture(autouse=True)
    def _slow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(search, "TIMEOUT_MS", 50)
        monkeypatch.setattr(search._Search, "_newest", lambda self, *_: self.cursor.execute("SELECT pg_sleep(60)"))

    def test_it_is_a_503(self, api: ApiClient) -> None:
        started = time.monotonic()
        response = api.get("/api/tickets/?search=paper")
        assert time.monotonic() - started < 30
        problem(response, 503, "search_timeout")
        assert response["Retry-After"]

    def test_it_ends_with_the_search(self, api: ApiClient) -> None:
        api.get("/api/tickets/?search=paper")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.1), current_setting('statement_timeout')")
            assert cursor.fetchone()[1] == "0"
        assert get(api, {})["count"] == 0
