"""The WSGI entry point. Production settings unless told otherwise: forgetting to choose is safe."""

import os
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

from llm.types import Feature

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
os.environ.setdefault("DB_POOL", "true")


class Utf8Request(WSGIRequest):
    """Reads the address as UTF-8, whatever charset the body claims to have.

    Django takes the body's charset for both, and fails on one such as "hex" before any middleware could answer.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))


application = get_wsgi_application()
application.request_class = Utf8Request

# These need the models that the application has just loaded.
from config import measuring  # noqa: E402
from inference.runtime import get_model  # noqa: E402
from replica import watching  # noqa: E402

import_module(settings.ROOT_URLCONF)  # imports every view, which the first request would otherwise wait for
get_model(Feature.TRIAGE)  # starts importing the SDKs, which takes seconds, before somebody waits for a suggestion
measuring.begin_serving()
watching.begin()
