"""One log line for each request."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import ApiClient

LogLines = Callable[[str], list[dict[str, Any]]]


@pytest.mark.django_db
def test_it_tells_method_path_status_and_duration(api: ApiClient, log_lines: LogLines) -> None:
    api.post("/api/tickets", {"title": "", "description": "a secret"})
    [line] = log_lines("request")
    assert (line["method"], line["path"], line["status"]) == ("POST", "/api/tickets/", 400)
    assert 0 < line["duration_ms"] < 60_000
    assert set(line) == {
        *("method", "path", "status", "duration_ms"),
        *("event", "level", "logger", "timestamp", "request_id"),
    }


@pytest.mark.django_db
def test_it_never_tells_what_people_wrote(api: ApiClient, log_lines: LogLines) -> None:
    api.post("/api/tickets/", {"title": "Confidential", "description": "Confidential"})
    api.get("/api/tickets/?search=Confidential")
    assert len(log_lines("request")) == 2
    assert "Confidential" not in str(log_lines("request"))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/livez", "/healthz", "/readyz"])
def test_healthy_probes_leave_no_line(api: ApiClient, log_lines: LogLines, path: str) -> None:
    assert api.get(path).status_code == 200
    assert log_lines("request") == []


def test_a_failing_probe_leaves_one(api: ApiClient, database_down: None, log_lines: LogLines) -> None:
    api.get("/healthz")
    assert [line["status"] for line in log_lines("request")] == [503]


def test_a_path_with_line_breaks_cannot_forge_a_line(api: ApiClient, log_lines: LogLines) -> None:
    api.get('/%0A{"event": "request", "status": 200}%0D%0Aforged')
    [line] = log_lines("request")
    assert line["path"] == '/\n{"event": "request", "status": 200}\r\nforged'
    assert line["status"] == 404
