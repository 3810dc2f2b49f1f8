"""Views that fail in every way in which a ticket's text could get into an error, with the product's middleware."""

import json
import logging

import structlog
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from telemetry import health
from telemetry.web.views import WebErrorView
from tests.telemetry.secret import SECRET
from triage.schemas import TriageAnswer


def in_a_variable(request: HttpRequest) -> HttpResponse:
    text = json.loads(request.body)["description"]
    raise RuntimeError(f"cannot take '{text}' apart")


def in_the_row(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO tickets_ticket (title, description) VALUES ('', %s)", [SECRET])
    return HttpResponse()


def in_the_answer(request: HttpRequest) -> HttpResponse:
    TriageAnswer.model_validate({"category": SECRET})
    return HttpResponse()


def in_the_log(request: HttpRequest) -> HttpResponse:
    structlog.get_logger("desk").error("something_is_wrong", text=SECRET)
    logging.getLogger("library").error("cannot read %s", SECRET, extra={"text": SECRET})
    return HttpResponse()


urlpatterns = [
    path("livez", health.livez),
    path("in-a-variable/", csrf_exempt(in_a_variable)),
    path("in-the-row/", csrf_exempt(in_the_row)),
    path("in-the-answer/", csrf_exempt(in_the_answer)),
    path("in-the-log/", csrf_exempt(in_the_log)),
    path("api/errors/", WebErrorView.as_view()),
]
handler500 = "api.errors.server_error"
