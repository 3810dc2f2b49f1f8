"""How answers become JSON."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.http import HttpResponse
from rest_framework.renderers import BaseRenderer
from rest_framework.utils.encoders import JSONEncoder

_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS
_other_values = JSONEncoder().default


def written(data: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """`data` as JSON. DRF's Response is a template to be rendered later, which takes as long as a page's rows.

    Raises TypeError for what JSON cannot say.
    """
    return HttpResponse(_bytes(data), content_type="application/json", status=status, headers=headers)


def _bytes(data: Any) -> bytes:
    return orjson.dumps(data, default=_other_values, option=_OPTIONS)


class QuickJSONRenderer(BaseRenderer):
    """Writes what DRF's own renderer would, much faster: a list is mostly moments and long texts."""

    media_type = "application/json"
    format = "json"
    charset = None  # JSON is UTF-8

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        """Raises TypeError for what JSON cannot say."""
        return b"" if data is None else _bytes(data)
