"""Requests and a database that is away for a moment: done once more, answered without it, or refused honestly."""

from collections.abc import Callable

import structlog
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils.module_loading import import_string

from postgresql.lost import is_lost
from postgresql.stored import may_be_repeated, watching
from postgresql.waiting import at_most

log = structlog.get_logger("desk.database")

# Attribute of a response that stands for an outage (postgresql.lost.is_outage): the error. Set by `api.errors`.
OUTAGE = "outage"


class OutageMiddleware:
    """Repeats once what a broken connection cut off, where that is safe (postgresql.stored).

    settings.SHORT_PATIENCE names paths for which a connection is waited for less long than for others, and
    settings.WITHOUT_DATABASE the views that answer in an outage instead. It stands before everything that asks the
    database, so that no other middleware's question fails unseen.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._patience: float = settings.DATABASES["default"]["PATIENCE"]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        whole = _keep_body(request)
        with at_most(settings.SHORT_PATIENCE.get(request.path_info, self._patience)):
            response = self._attempt(request)
            error: BaseException | None = getattr(response, OUTAGE, None)
            if error and whole and is_lost(error) and may_be_repeated(request):
                log.warning("request_repeated", method=request.method, error=type(error.__cause__ or error).__name__)
                connection.close()
                response = self._attempt(request)
        if getattr(response, OUTAGE, None) and (instead := settings.WITHOUT_DATABASE.get(request.path_info)):
            view: Callable[[HttpRequest], HttpResponse] = import_string(instead)
            answer = view(request)
            return answer.render() if isinstance(answer, SimpleTemplateResponse) else answer
        return response

    def _attempt(self, request: HttpRequest) -> HttpResponse:
        with watching():
            return self.get_response(request)


def _keep_body(request: HttpRequest) -> bool:
    """Reads it, so that it can be read again. False for one that is too large: whoever needs it says so."""
    try:
        request.body  # noqa: B018
    except RequestDataTooBig:
        return False
    return True
