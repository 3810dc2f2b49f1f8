"""Cursors: opaque, and refused when somebody has changed them."""

import base64
import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest

from api.cursors import Position, decode
from tests.conftest import ApiClient
from tests.problems import wrong_fields

MOMENT = "2026-03-31T09:30:00.123456+00:00"


def encoded(parts: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "position",
    [
        Position(datetime(2026, 3, 31, 9, 30, 0, 123456, tzinfo=UTC), 1),
        Position(datetime(1970, 1, 1, tzinfo=UTC), 2**63 - 1, backwards=True),
        Position(datetime(2999, 12, 31, tzinfo=UTC), 0, facts=(214, True, False)),
    ],
)
def test_a_cursor_survives_the_journey(position: Position) -> None:
    assert decode(position.encode()) == position


BROKEN = {
    "not base64": "%%%",
    "another alphabet": "ÄÖÜ",
    "cut off": Position(datetime(2026, 3, 31, tzinfo=UTC), 1).encode()[:-6],
    "not JSON": base64.urlsafe_b64encode(b"hello").decode(),
    "not UTF-8": base64.urlsafe_b64encode(b"\xff\xfe\xfd").decode(),
    "nested": base64.urlsafe_b64encode(b"[" * 300).decode(),
    "an object": encoded({"id": 1}),
    "too short": encoded([MOMENT, 1]),
    "no moment": encoded([5, 1, 0]),
    "no such day": encoded(["2026-02-30T00:00:00+00:00", 1, 0]),
    "no offset": encoded(["2026-03-31T09:30:00", 1, 0]),
    "before all time": encoded(["0001-01-01T00:00:00+23:00", 1, 0]),
    "a text for an id": encoded([MOMENT, "1", 0]),
    "a truth for an id": encoded([MOMENT, True, 0]),
    "half an id": encoded([MOMENT, 1.5, 0]),
    "a negative id": encoded([MOMENT, -1, 0]),
    "an id beyond the database's": encoded([MOMENT, 2**63, 0]),
    "too long": "A" * 501,
}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/tickets/", "/api/tickets/?search=printer", "/api/tickets/1/history/"])
@pytest.mark.parametrize("cursor", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_one_is_refused(api: ApiClient, path: str, cursor: str) -> None:
    query = urlencode({"cursor": cursor})
    assert list(wrong_fields(api.get(f"{path}{'&' if '?' in path else '?'}{query}"))) == ["cursor"]


@pytest.mark.django_db
@pytest.mark.parametrize("facts", [[-1], ["many", {}, None], [1, 2, 3, 4]])
@pytest.mark.parametrize("moment", [MOMENT, "2026-03-31T00:00:00+23:00", "0001-01-01T00:00:00+00:00"])
def test_one_that_somebody_made_up_fails_nothing(api: ApiClient, moment: str, facts: list[Any]) -> None:
    for search in ("", "printer"):
        response = api.get("/api/tickets/", {"cursor": encoded([moment, 1, 0, *facts]), "search": search})
        assert response.status_code == 200
