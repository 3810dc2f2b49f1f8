"""Requests and a database that is away for a moment: done again, answered without it, or refused honestly."""

import time
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

# Seconds before each repetition. A server that stops ends its sessions one after the other, for some milliseconds: the
# next connection may be one of those that it has not come to yet.
PAUSES = (0.0, 0.1, 0.4)


class OutageMiddleware:
    """Repeats what a broken connection cut off, where that is safe (postgresql.stored).

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
            for pause in PAUSES if whole else ():
                error: BaseException | None = getattr(response, OUTAGE, None)
                if not error or not is_lost(error) or not may_be_repeated(request):
                    break
                log.warning("request_repeated", method=request.method, error=type(error.__cause__ or error).__name__)
                connection.close()
                time.sleep(pause)
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
