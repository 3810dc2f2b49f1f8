"""Who asks too often is told to wait, and for how long; all workers count together."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from accounts.housekeeping import tidy_up
from accounts.models import User
from api.counting import count
from api.models import ThrottleCount
from api.rates import Rate, parse_rate
from api.refusals import BY_CLIENT, BY_REQUEST, Refusals
from api.roles import Role
from tests.conftest import ApiClient, account
from tests.problems import problem
from tests.threads import run_together
from tickets.models import Ticket
from triage.models import Suggestion

TICKET = {"title": "Printer", "description": "It hums.", "category": "general", "priority": "low"}
TEXT = {"description": "I was charged twice."}


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    _forget()
    yield
    _forget()


def _forget() -> None:
    """As in another worker, that has refused nobody yet."""
    BY_CLIENT.clear()
    BY_REQUEST.clear()


@pytest.fixture
def half_over() -> int:
    """The seconds of a window, of about an hour, that is about half over now."""
    now = time.time()
    return next(seconds for seconds in range(3_600, 7_200) if 0.4 < now / seconds % 1 < 0.6)


@pytest.fixture
def rates(settings: Any, half_over: int) -> Callable[..., None]:
    """Sets rates per window: none of them begins or ends in a test."""

    def limit(**limits: int) -> None:
        rates = {scope: Rate(n, half_over) for scope, n in limits.items()}
        settings.THROTTLE_RATES = {**settings.THROTTLE_RATES, **rates}

    return limit


def from_address(address: str) -> ApiClient:
    return ApiClient(REMOTE_ADDR=address)


@pytest.mark.django_db
def test_the_rate_is_kept_and_the_answer_says_how_long_to_wait(rates: Callable[..., None], half_over: int) -> None:
    rates(submit=2)
    client = from_address("192.0.2.1")
    assert [client.post("/api/tickets/", TICKET).status_code for _ in range(2)] == [201, 201]
    refused = client.post("/api/tickets/", TICKET)
    problem(refused, 429, "throttled")
    assert 1 <= int(refused["Retry-After"]) <= 2 * half_over
    assert Ticket.objects.count() == 2
    assert from_address("192.0.2.2").post("/api/tickets/", TICKET).status_code == 201


@pytest.mark.django_db
def test_scopes_are_counted_apart_and_reading_not_at_all(rates: Callable[..., None]) -> None:
    rates(submit=1, classify=1)
    client = from_address("192.0.2.1")
    assert client.post("/api/tickets/", TICKET).status_code == 201
    assert client.post("/api/tickets/classify/", TEXT).status_code == 200
    assert client.post("/api/tickets/classify/", TEXT).status_code == 429
    assert [client.get("/api/tickets/").status_code for _ in range(3)] == [200] * 3
    assert Suggestion.objects.count() == 1


@pytest.mark.django_db
def test_sign_in_is_counted_by_address_whatever_the_name(rates: Callable[..., None]) -> None:
    rates(login=3)
    client = from_address("192.0.2.1")
    answers = [client.post("/api/session/", {"username": f"u{n}", "password": "wrong"}) for n in range(4)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]


@pytest.mark.django_db
def test_an_accounts_changes_are_counted_by_account_wherever_it_is(
    rates: Callable[..., None], agent: User, make_ticket: Callable[..., Ticket]
) -> None:
    rates(write=2, submit=1, classify=1)
    path = f"/api/tickets/{make_ticket().pk}/"
    answers = []
    for address in ("192.0.2.1", "192.0.2.2", "192.0.2.3"):
        client = from_address(address)
        client.force_login(agent)
        answers.append(client.patch(path, {"title": address}).status_code)
        assert client.get(path).status_code == 200
    assert answers == [200, 200, 429]
    other = from_address("192.0.2.1")
    other.force_login(account("alan", Role.AGENT))
    assert [other.post("/api/tickets/classify/", TEXT).status_code for _ in range(2)] == [200, 200]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),  # one subscriber's network
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
    ],
)
def test_addresses_of_one_subscriber_count_as_one(
    rates: Callable[..., None], one: str, other: str, together: bool
) -> None:
    rates(submit=1)
    assert from_address(one).post("/api/tickets/", TICKET).status_code == 201
    assert from_address(other).post("/api/tickets/", TICKET).status_code == (429 if together else 201)


@pytest.mark.django_db
def test_a_flood_asks_the_database_once_and_is_not_parsed(
    rates: Callable[..., None], django_assert_num_queries: Any
) -> None:
    rates(classify=1)
    client = from_address("192.0.2.1")
    client.post("/api/tickets/classify/", TEXT)
    with django_assert_num_queries(2):  # no row counted; how long to wait
        client.post("/api/tickets/classify/", TEXT)
    with django_assert_num_queries(0):
        for _ in range(20):
            problem(client.post("/api/tickets/classify/", b"not even JSON"), 429, "throttled")


@pytest.mark.django_db
def test_what_a_flood_is_refused_is_allowed_to_others_and_elsewhere(rates: Callable[..., None], agent: User) -> None:
    rates(classify=1)
    client = from_address("192.0.2.1")
    for _ in range(3):
        client.post("/api/tickets/classify", TEXT)
    assert client.post("/api/tickets/", TICKET).status_code == 201
    assert from_address("192.0.2.2").post("/api/tickets/classify/", TEXT).status_code == 200
    client.force_login(agent)
    assert client.post("/api/tickets/classify/", TEXT).status_code == 200


def test_refusals_are_not_remembered_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.refusals._REMEMBERED", 2)
    refusals = Refusals()
    for key in ("a", "b", "c"):
        refusals.note(key, 60)
    assert [bool(refusals.left(key)) for key in ("a", "b", "c")] == [False, False, True]


@pytest.mark.django_db
def test_a_counted_request_costs_one_statement(rates: Callable[..., None], django_assert_num_queries: Any) -> None:
    rates(submit=100)
    with django_assert_num_queries(1):
        assert count("submit", "ip:192.0.2.1") is None


@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_not_exceed_the_rate(rates: Callable[..., None]) -> None:
    rates(submit=5)
    waits = run_together(*[lambda: count("submit", "ip:192.0.2.1")] * 12)
    assert waits.count(None) == 5
    assert ThrottleCount.objects.get().hits == 5


def _age(windows: int) -> None:
    """As if so many windows had passed since the counts were made; this process has forgotten its refusals."""
    with connection.cursor() as cursor:
        cursor.execute('UPDATE api_throttlecount SET "window" = "window" - %s', [windows])
    _forget()


@pytest.mark.django_db
def test_what_happened_in_the_window_before_still_counts_in_part(rates: Callable[..., None], half_over: int) -> None:
    rates(submit=1_000)
    for _ in range(1_000):
        assert count("submit", "ip:192.0.2.1") is None
    assert count("submit", "ip:192.0.2.1") is not None
    _age(1)
    allowed = 0
    while count("submit", "ip:192.0.2.1") is None:
        allowed += 1
    row = ThrottleCount.objects.get()
    assert (row.hits, row.previous) == (allowed, 1_000)
    with connection.cursor() as cursor:
        cursor.execute("SELECT mod(extract(epoch FROM clock_timestamp()) / %s, 1)", [half_over])
        elapsed = float(cursor.fetchone()[0])
    assert allowed == pytest.approx(1_000 * elapsed, abs=20)
    _age(2)
    assert count("submit", "ip:192.0.2.1") is None
    assert ThrottleCount.objects.get().previous == 0


@pytest.mark.django_db
def test_what_is_refused_is_not_counted(rates: Callable[..., None]) -> None:
    rates(submit=2)
    for _ in range(5):
        count("submit", "ip:192.0.2.1")
        _forget()
    assert ThrottleCount.objects.get().hits == 2


@pytest.mark.django_db
def test_the_counts_are_unlogged_and_deleted_when_they_mean_nothing(rates: Callable[..., None]) -> None:
    rates(submit=2)
    count("submit", "ip:192.0.2.1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'api_throttlecount'")
        assert cursor.fetchone() == ("u",)
    assert tidy_up()["throttle_counts"] == 0
    ThrottleCount.objects.update(expires_at="2026-01-01T00:00Z")
    assert tidy_up()["throttle_counts"] == 1


@pytest.mark.parametrize(
    ("hits", "previous", "elapsed", "wait"),
    [
        (0, 10, 0.0, 6.0),  # 10 * (1 - 0.1) + 1 = 10
        (0, 10, 0.5, 0.0),
        (10, 0, 0.5, 36.0),  # the rest of this window, and a tenth of the next
        (9, 0, 0.5, 0.0),
    ],
)
def test_the_wait_is_until_the_estimate_leaves_room_for_one_more(
    hits: int, previous: int, elapsed: float, wait: float
) -> None:
    assert Rate(10, 60).wait(hits=hits, previous=previous, elapsed=elapsed) == pytest.approx(wait)


def test_rates_as_settings_write_them() -> None:
    assert parse_rate("20/min") == Rate(20, 60)
    assert parse_rate("5/s") == Rate(5, 1)
    assert parse_rate("off") is None
    for nonsense in ("", "20", "0/min", "20/minute", "-1/s", "1e3/h"):
        with pytest.raises(ValueError, match="is no rate"):
            parse_rate(nonsense)
