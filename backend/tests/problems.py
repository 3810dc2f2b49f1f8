"""The one shape that every error has."""

from typing import Any


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """The response's `error`, after checking that the whole body is as promised."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json"
    body = response.json()
    error: dict[str, Any] = body["error"]
    assert error["code"] == code
    assert error["message"]
    assert body["detail"] == error["message"]
    assert error["request_id"] == response["X-Request-ID"]
    assert set(error) <= {"code", "message", "request_id", "fields"}
    return error


def wrong_fields(response: Any) -> dict[str, list[str]]:
    """`fields` of a 400 for values that are not valid."""
    fields: dict[str, list[str]] = problem(response, 400, "invalid")["fields"]
    assert all(messages for messages in fields.values())
    return fields
