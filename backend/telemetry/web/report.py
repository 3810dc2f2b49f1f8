"""What a browser says of an error, made into an event for Sentry. Anybody may send anything: it is read as such.

Of a stack only lines are kept that name a function and a place in a script of ours; of a message what scrubbed keeps.
"""

import re
from contextlib import nullcontext
from typing import Any

import sentry_sdk
import structlog
from sentry_sdk.types import Event

from telemetry.metrics.http import WEB_ERRORS
from telemetry.sentry import OF_BROWSER, scrubbed

log = structlog.get_logger("desk.web")

FRAMES = 30
_PLACE = r"https?://[^/\s]{1,200}(?P<path>/[\w./-]{1,200}\.[jt]sx?)(?:\?[\w=&.-]{0,100})?:(?P<line>\d{1,7}):(?P<column>\d{1,7})"
_FUNCTION = r"(?P<function>[\w$.<>\[\]/* ]{0,100})"
_FRAMES = (
    re.compile(rf"\s{{0,10}}at (?:async )?{_FUNCTION} \({_PLACE}\)"),  # Chromium
    re.compile(rf"\s{{0,10}}at (?:async )?(?P<function>){_PLACE}"),
    re.compile(rf"{_FUNCTION}@{_PLACE}"),  # Firefox, Safari
)


def take(*, kind: str, message: str, stack: str, route: str, request_id: str) -> None:
    """Counts, logs and reports one error. `request_id` is that of a request the error is about, or ""."""
    WEB_ERRORS.inc()
    frames = frames_of(stack)
    about = structlog.contextvars.bound_contextvars(request_id=request_id) if request_id else nullcontext()
    with about:
        place = f"{frames[-1]['filename']}:{frames[-1]['lineno']}:{frames[-1]['colno']}" if frames else ""
        log.warning("web_error", type=kind, message=scrubbed(message), route=route, place=place)
        sentry_sdk.capture_event(_event(kind, message, frames, route), hint={OF_BROWSER: True})


def frames_of(stack: str) -> list[dict[str, Any]]:
    """The innermost last, as Sentry has it."""
    lines = stack.splitlines()[: FRAMES + 1]  # Chromium begins with the message
    found = [match for line in lines if (match := next(filter(None, (one.fullmatch(line) for one in _FRAMES)), None))]
    return [
        {
            "function": match["function"] or "?",
            "filename": match["path"],
            "lineno": int(match["line"]),
            "colno": int(match["column"]),
            "in_app": True,
        }
        for match in reversed(found)
    ]


def _event(kind: str, message: str, frames: list[dict[str, Any]], route: str) -> Event:
    exception = {"type": kind, "value": message, "mechanism": {"type": "web", "handled": False}}
    if frames:
        exception["stacktrace"] = {"frames": frames}
    return {
        "level": "error",
        "platform": "javascript",  # type: ignore[typeddict-item]  # as Sentry's protocol has it
        "logger": "desk.web",
        "transaction": route,
        "exception": {"values": [exception]},
    }
