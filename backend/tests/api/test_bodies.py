"""Request bodies that are not the JSON we agreed on."""

import json
from typing import Any

import pytest

from tests.conftest import ApiClient
from tests.problems import problem
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

TICKET = json.dumps({"title": "Printer", "description": "Grün"}, ensure_ascii=False)


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "{'title': 'Printer'}",
        '{"title": "Printer",}',
        '{"title": NaN}',
        '{"title": -Infinity}',
        "[" * 100_000,
        '{"a":' * 100_000,
        "9" * 5_000,
        b"\xff\xfe\x00",
        TICKET.encode("utf-16"),
        "\ufeff" + TICKET,
    ],
    ids=lambda body: ascii(body[:12]),
)
def test_what_is_not_json_is_malformed(api: ApiClient, body: str | bytes) -> None:
    problem(api.post("/api/tickets/", body), 400, "malformed")


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "nonsense"]
)
def test_another_content_type_is_refused(api: ApiClient, content_type: str) -> None:
    problem(api.generic("POST", "/api/tickets/", TICKET, content_type), 415, "unsupported_media_type")


@pytest.mark.parametrize("charset", ["klingon", "utf-16", "latin-1", "utf-7"])
def test_another_charset_is_refused(api: ApiClient, charset: str) -> None:
    response = api.generic("POST", "/api/tickets/", TICKET, f"application/json; charset={charset}")
    assert "UTF-8" in problem(response, 415, "unsupported_media_type")["message"]
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("charset", ["utf-8", '"UTF-8"', "utf8"])
def test_the_right_charset_may_be_named(api: ApiClient, charset: str) -> None:
    response = api.generic("POST", "/api/tickets/", TICKET, f"application/json; charset={charset}")
    assert response.json()["description"] == "Grün"


def test_a_body_is_limited_before_it_is_read(api: ApiClient, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    assert api.post("/api/tickets/", TICKET).status_code == 201
    problem(api.post("/api/tickets/", TICKET + " " * 1_000), 413, "too_large")


def test_an_empty_body_lacks_every_field(api: ApiClient) -> None:
    assert set(problem(api.post("/api/tickets/", ""), 400, "invalid")["fields"]) == {"title", "description"}


@pytest.mark.django_db
def test_a_body_of_unknown_length_is_refused(api: ApiClient) -> None:
    response = api.post("/api/tickets/", {}, headers={"Transfer-Encoding": "chunked"}, CONTENT_LENGTH="")
    assert response.status_code == 411
    assert response.json()["error"]["code"] == "length_required"
