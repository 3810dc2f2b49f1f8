"""One body for every error: `{"error": {"code", "message", "request_id", "fields"?}, "detail"}`."""

import sys
from typing import Any

import structlog
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, RequestDataTooBig
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse, UnreadablePostError
from psycopg.errors import CheckViolation
from rest_framework import exceptions
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from api.renderers import QuickJSONRenderer
from postgresql.lost import is_outage
from postgresql.middleware import OUTAGE
from postgresql.stored import may_have_stored
from telemetry.request_id import request_id_of

log = structlog.get_logger("desk.api")

# Seconds after which a client may try again once the database was out of reach.
RETRY_AFTER_UNAVAILABLE = 5

_CODES = {"parse_error": "malformed"}
_BROKE_OFF = "The body broke off before its end."


class Conflict(exceptions.APIException):
    """409: somebody else changed it first, or the request contradicts an earlier one.

    `extra` is put beside `error` at the top of the body, such as the current state of what was to be changed.
    """

    status_code = 409
    default_code = "conflict"
    default_detail = "It was changed in the meantime."

    def __init__(self, message: str, *, code: str = "conflict", extra: dict[str, Any] | None = None) -> None:
        super().__init__(message, code)
        self.extra = extra or {}


class Refused(exceptions.ValidationError):
    """400 that names fields, with a code of its own: the request is well formed and cannot be fulfilled."""

    def __init__(self, fields: dict[str, list[str]], *, code: str) -> None:
        super().__init__(fields, code)
        self.code = code


class Unavailable(exceptions.APIException):
    """503 with Retry-After: nothing is wrong with the request, and it may be sent again."""

    status_code = 503
    default_code = "unavailable"
    default_detail = "The desk cannot reach its database. Nothing was changed: try again in a few seconds."
    wait = RETRY_AFTER_UNAVAILABLE


class OutcomeUnknown(Unavailable):
    """503 where the connection broke while a change was being stored: it may be there, or not."""

    default_code = "outcome_unknown"
    default_detail = (
        "The desk lost its database while storing this, and cannot tell whether it is stored: look before you send it "
        "again, or send it with an Idempotency-Key."
    )


class BodyTooLarge(exceptions.APIException):
    """413: the body is longer than DATA_UPLOAD_MAX_MEMORY_SIZE bytes."""

    status_code = 413
    default_code = "too_large"
    default_detail = "The request body is too large: split it into several requests."


def error_body(
    *, code: str, message: str, request_id: str, fields: dict[str, list[str]] | None = None
) -> dict[str, Any]:
    """The error body as a dict. `detail` repeats the message where clients of DRF look for it."""
    error: dict[str, Any] = {"code": code, "message": message, "request_id": request_id}
    if fields:
        error["fields"] = fields
    return {"error": error, "detail": message}


def flatten_fields(detail: Any, path: str = "") -> dict[str, list[str]]:
    """DRF's nested validation errors as one level: `{"title": [...]}`, for the third of many `{"2.title": [...]}`."""
    if isinstance(detail, dict):
        children = ((str(key), value) for key, value in detail.items())
    elif isinstance(detail, list) and any(isinstance(item, dict) for item in detail):
        children = ((str(index), value) for index, value in enumerate(detail))
    else:
        messages = detail if isinstance(detail, list) else [detail]
        return {path or "non_field_errors": [str(message) for message in messages]}
    flat: dict[str, list[str]] = {}
    for key, value in children:
        flat.update(flatten_fields(value, f"{path}.{key}" if path else key) if value else {})
    return flat


def _summary(fields: dict[str, list[str]]) -> str:
    name, messages = next(iter(fields.items()))
    first = messages[0] if name == "non_field_errors" else f"{name}: {messages[0]}"
    return first if len(fields) == 1 else f"{first} (and {len(fields) - 1} more: see `fields`)"


def _as_api_exception(error: Exception) -> exceptions.APIException | None:
    match error:
        case exceptions.APIException():
            return error
        case Http404() | ObjectDoesNotExist():
            return exceptions.NotFound()
        case PermissionDenied():
            return exceptions.PermissionDenied()
        case RequestDataTooBig():
            return BodyTooLarge()
        case UnreadablePostError():
            return exceptions.ParseError(_BROKE_OFF)
        case IntegrityError() if isinstance(error.__cause__, CheckViolation):
            # What the database's rules refuse and the serializers did not: rare, and still the caller's mistake.
            return exceptions.ValidationError(f"The database refuses this: {error.__cause__.diag.constraint_name}.")
    return None


def _outage(request: HttpRequest | Request, error: BaseException) -> Unavailable:
    log.warning("database_unavailable", error=str(error).strip())
    changes = request.method not in SAFE_METHODS
    return OutcomeUnknown() if changes and may_have_stored() else Unavailable()


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's EXCEPTION_HANDLER. What it does not know goes on to `server_error`."""
    request = context["request"]
    api_error = _outage(request, error) if is_outage(error) else _as_api_exception(error)
    if api_error is None:
        return None
    request_id = request_id_of(request)
    if isinstance(api_error, exceptions.ValidationError):
        fields = flatten_fields(api_error.detail)
        named = api_error.code if isinstance(api_error, Refused) else "invalid"
        body = error_body(code=named, message=_summary(fields), fields=fields, request_id=request_id)
    else:
        code = str(api_error.get_codes())
        body = error_body(code=_CODES.get(code, code), message=str(api_error.detail), request_id=request_id)
    body.update(getattr(api_error, "extra", {}))
    # Also where the view itself answers with a page or a document.
    request.accepted_renderer, request.accepted_media_type = QuickJSONRenderer(), QuickJSONRenderer.media_type
    response = Response(body, status=api_error.status_code)
    if wait := getattr(api_error, "wait", None):
        response["Retry-After"] = str(int(wait))
    if auth_header := getattr(api_error, "auth_header", None):
        response["WWW-Authenticate"] = auth_header
    _mark(response, error)
    return response


def _mark(response: HttpResponseBase, error: BaseException) -> None:
    """Tells OutageMiddleware what the response stands for."""
    if is_outage(error):
        setattr(response, OUTAGE, error)


def plain_error(request: HttpRequest, status: int, code: str, message: str) -> JsonResponse:
    """An error outside DRF's views."""
    return JsonResponse(error_body(code=code, message=message, request_id=request_id_of(request)), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> JsonResponse:
    """Django's handler400."""
    return plain_error(request, 400, "malformed", "The request is malformed.")


def forbidden(request: HttpRequest, exception: Exception) -> JsonResponse:
    """Django's handler403."""
    return plain_error(request, 403, "permission_denied", "This is not allowed.")


def csrf_failure(request: HttpRequest, reason: str = "") -> JsonResponse:
    """Django's CSRF_FAILURE_VIEW."""
    return plain_error(request, 403, "permission_denied", "The CSRF token is missing or wrong: reload the page.")


def not_found(request: HttpRequest, exception: Exception) -> JsonResponse:
    """Django's handler404."""
    return plain_error(request, 404, "not_found", "There is nothing at this address.")


def server_error(request: HttpRequest) -> JsonResponse:
    """Django's handler500: logs the traceback under the request id, and answers without it.

    503 where the database was out of reach outside DRF's views, such as in a middleware that reads the session; 400
    where the client left before its body had come.
    """
    error = sys.exc_info()[1]
    if error is not None and is_outage(error):
        outage = _outage(request, error)
        response = plain_error(request, outage.status_code, outage.default_code, outage.default_detail)
        response["Retry-After"] = str(outage.wait)
        _mark(response, error)
        return response
    if isinstance(error, UnreadablePostError):
        return plain_error(request, 400, "malformed", _BROKE_OFF)
    log.exception("unhandled_exception", method=request.method, path=request.path_info)
    return plain_error(
        request, 500, "internal", "Something went wrong on our side. Quote the request id when you report it."
    )
