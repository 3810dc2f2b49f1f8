"""The OpenAPI document."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.request import Request


@dataclass(frozen=True, slots=True)
class _Document:
    content: bytes
    headers: dict[str, str]


_made: dict[str, _Document] = {}  # by media type


class SchemaView(SpectacularAPIView):
    """Makes it once in each process and format: it is the same for everybody, and dearer than anything else."""

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """The document, as YAML or as JSON."""
        renderer = request.accepted_renderer
        document = _made.get(renderer.media_type)
        if document is None:
            document = _made[renderer.media_type] = self._make(request)
        return HttpResponse(document.content, headers=document.headers)

    def _make(self, request: Request) -> _Document:
        renderer = request.accepted_renderer
        response = super().get(request)  # type: ignore[no-untyped-call]
        charset = f"; charset={renderer.charset}" if renderer.charset else ""
        return _Document(
            renderer.render(response.data, renderer.media_type, {}),
            {**response.headers, "Content-Type": renderer.media_type + charset},
        )
