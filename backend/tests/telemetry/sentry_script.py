"""A desk in a process of its own, for the SDK changes the process it is started in: asks it for each path given."""

import sys
from typing import Any

import django
from django.conf import settings

django.setup()
settings.ROOT_URLCONF = "tests.telemetry.failing_views"

import sentry_sdk  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.test import RequestFactory  # noqa: E402

from tests.telemetry.secret import SECRET  # noqa: E402
from tests.telemetry.web_error import WEB_ERROR  # noqa: E402


def answered(status: str, _headers: list[Any]) -> None:
    sys.stdout.write(f"{status}\n")


application = WSGIHandler()
for number, path in enumerate(sys.argv[1:]):
    request = RequestFactory().post(
        f"{path}?search={SECRET}",
        {"description": SECRET, **WEB_ERROR},
        content_type="application/json",
        headers={"X-Request-ID": f"request-{number}", "Cookie": f"sessionid={SECRET}", "Authorization": SECRET},
    )
    response = application(request.environ, answered)
    b"".join(response)
    response.close()
sentry_sdk.flush(60)
