"""What the HTTP of all providers has in common: status codes, Retry-After, and the transport's own errors."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2

from llm.errors import ModelError, Outcome

NOT_ITS_API = "Something that is not the provider's API answered; check the base URL and any proxy."


def status_error(status: int, detail: str, *, retry_after: float | None = None) -> ModelError:
    """The outcome that a status code means with every provider."""
    match status:
        case 401 | 402 | 403:
            outcome = Outcome.AUTH
        case 404:
            outcome = Outcome.MODEL_GONE
        case 429:
            outcome = Outcome.RATE_LIMITED
        case 408:
            outcome = Outcome.SERVER_ERROR
        case _ if 400 <= status < 500:
            outcome = Outcome.REJECTED
        case _:
            outcome = Outcome.SERVER_ERROR
    return ModelError(outcome, f"HTTP {status}: {detail[:300]}", retry_after=retry_after)


def transport_error(error: Exception) -> ModelError | None:
    """For errors of the HTTP client that an SDK lets through; None for any other."""
    if isinstance(error, httpx2.TimeoutException):
        return ModelError(Outcome.TIMEOUT, "The HTTP client gave up waiting.")
    if isinstance(error, httpx2.DecodingError | json.JSONDecodeError):
        return ModelError(Outcome.SERVER_ERROR, NOT_ITS_API)
    if isinstance(error, httpx2.HTTPError | OSError):
        return ModelError(Outcome.CONNECTION, f"The connection failed: {type(error).__name__}.")
    return None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, from `retry-after-ms` or from `Retry-After` as a number or a date; None if there is none."""
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            return max(0.0, float(headers[name]) / unit)
        except (KeyError, ValueError):
            continue
    try:
        moment = parsedate_to_datetime(headers["retry-after"])
    except (KeyError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
