"""What browsers say they have stopped because of the content security policy. Anybody may send anything.

Counted by directive, and logged once a minute for each directive and origin: an attempt to run a foreign script shows,
and so does a page of ours that breaks its own policy, and neither fills the log.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import structlog
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ParseError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.errors import BodyTooLarge
from api.parsers import StrictJSONParser
from api.refusals import Refusals
from telemetry.metrics.http import CSP_DIRECTIVES, CSP_REPORTS

log = structlog.get_logger("desk.web")

BODY_MAX = 64 * 1024  # bytes: browsers send a few thousand
# Of one body: browsers send together what happened within a minute.
REPORTS_MAX = 10
_SECONDS_BETWEEN_LINES = 60
_logged = Refusals()

# An extension broke the rule in somebody's browser: nothing that we could mend.
_EXTENSIONS = ("chrome-extension", "moz-extension", "safari-extension", "safari-web-extension", "ms-browser-extension")
# What stands for the blocked address where there is none (CSP 3, 5.2).
_KEYWORDS = frozenset({"inline", "eval", "wasm-eval", "self", "trusted-types-policy", "trusted-types-sink"})
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,30}")
_ORIGIN = re.compile(r"(https?|wss?)://[a-z0-9.:\[\]-]{1,200}")
_UNKNOWN = "unknown"


class CspReportParser(StrictJSONParser):
    """As `report-uri` sends them."""

    media_type = "application/csp-report"


class ReportsParser(StrictJSONParser):
    """As `report-to` sends them (Reporting API)."""

    media_type = "application/reports+json"


class CspReportView(APIView):
    """Takes reports of violations of the content security policy from browsers."""

    authentication_classes = []  # a browser reports whoever is signed in
    permission_classes = [AllowAny]
    parser_classes = [CspReportParser, ReportsParser]
    throttle_scopes = {"POST": "csp"}

    @extend_schema(
        operation_id="csp_report",
        request={
            "application/csp-report": {"type": "object"},
            "application/reports+json": {"type": "array", "items": {"type": "object"}},
        },
        responses={204: None},
    )
    def post(self, request: Request) -> Response:
        """One report, or with application/reports+json several."""
        if _length(request) > BODY_MAX:
            raise BodyTooLarge
        if not isinstance(request.data, dict | list):
            raise ParseError("Send a report, or an array of reports.")
        for directive, blocked, page in list(_violations(request.data))[:REPORTS_MAX]:
            _take(directive, blocked, page)
        return Response(status=204)


def _length(request: Request) -> int:
    given = request.META.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isdecimal() else 0


def _violations(body: dict[str, Any] | list[Any]) -> Iterator[tuple[str, str, str]]:
    """Directive, what was blocked, and the path of the page; nothing of extensions, and nothing of other reports."""
    for report in body if isinstance(body, list) else [body]:
        match report:
            case {"csp-report": dict(old)}:
                names = "effective-directive", "violated-directive", "blocked-uri", "source-file", "document-uri"
                told = old
            case {"type": "csp-violation", "body": dict(new)}:
                names = "effectiveDirective", "", "blockedURL", "sourceFile", "documentURL"
                told = new
            case _:
                continue
        effective, violated, blocked, source, page = (_text(told.get(name)) for name in names)
        if not (blocked.startswith(_EXTENSIONS) or source.startswith(_EXTENSIONS)):
            yield _directive(effective or violated), _origin(blocked), _path(page)


def _take(directive: str, blocked: str, page: str) -> None:
    CSP_REPORTS.labels(directive).inc()
    key = f"{directive} {blocked}"
    if not _logged.left(key):
        _logged.note(key, _SECONDS_BETWEEN_LINES)
        log.warning("csp_violation", directive=directive, blocked=blocked, page=page)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _directive(text: str) -> str:
    """One of CSP_DIRECTIVES: the older `violated-directive` has the sources behind its name."""
    name = text.partition(" ")[0]
    return name if name in CSP_DIRECTIVES else "other"


def _origin(address: str) -> str:
    """Scheme, host and port of what was blocked; never its path or query, which may hold what somebody wrote."""
    if address in _KEYWORDS:
        return address
    try:
        parts = urlsplit(address.lower())
    except ValueError:
        return _UNKNOWN
    origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    if _ORIGIN.fullmatch(origin):
        return origin
    # Chromium names no more than the scheme of data: and blob:, and Firefox `data` without the colon.
    scheme = parts.scheme or address.lower()
    return scheme if _SCHEME.fullmatch(scheme) else _UNKNOWN


def _path(address: str) -> str:
    try:
        return urlsplit(address).path[:100]
    except ValueError:
        return ""
