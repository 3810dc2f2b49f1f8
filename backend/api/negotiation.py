"""Which of its renderers an endpoint answers with."""

from collections.abc import Iterable
from typing import Any

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

# As the web app and most programs say it.
_SATISFIED = frozenset({"*/*", "application/json", "application/json, */*", "application/json, text/plain, */*"})


class QuickNegotiation(DefaultContentNegotiation):
    """DRF's own, which compares the words of every header anew, but where there is nothing to choose."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """The renderer, and the media type to answer with. Raises NotAcceptable."""
        offered = list(renderers)
        only = offered[0]
        accepted: Any = request.META.get("HTTP_ACCEPT", "*/*")
        if len(offered) == 1 and only.media_type == "application/json" and accepted in _SATISFIED:
            return only, only.media_type
        chosen: tuple[BaseRenderer, str] = super().select_renderer(request, offered, format_suffix)
        return chosen
