"""Logging through structlog: our own lines and those of libraries in one format."""

import io
import json
import logging
import logging.config
import re
import sys
from collections.abc import Callable
from typing import Any, TextIO

import orjson
import structlog

# Each line of each request goes through these: no more of them than that takes.
_OURS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
_OTHERS: list[Any] = [*_OURS, structlog.stdlib.ExtraAdder(), structlog.processors.UnicodeDecoder()]


# Nothing that somebody else chose, such as a path, may forge a line, or command the terminal it is read in: control
# characters, line separators, and what turns the direction of text.
_LINE_BREAKS_AND_CONTROLS = (
    *range(0x20),
    *range(0x7F, 0xA0),
    0x2028,
    0x2029,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
)
_ESCAPED = {code: f"\\u{code:04x}" for code in _LINE_BREAKS_AND_CONTROLS}
_ESCAPED_BUT_LINES = {code: escape for code, escape in _ESCAPED.items() if chr(code) != "\n"}
_ESCAPED_BY_US = {code: escape for code, escape in _ESCAPED.items() if code >= 0x20}  # JSON does the others
_TO_ESCAPE = re.compile(f"[{''.join(map(chr, _ESCAPED_BY_US))}]")


def _json(event: Any, *, default: Callable[[Any], Any]) -> str:
    try:
        line = orjson.dumps(event, default=default, option=orjson.OPT_NON_STR_KEYS).decode()
    except orjson.JSONEncodeError:  # numbers of more than 64 bits, halves of surrogate pairs
        line = json.dumps(event, default=default)
    return line.translate(_ESCAPED_BY_US) if _TO_ESCAPE.search(line) else line


def _escape(logger: Any, name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return {key: value.translate(_ESCAPED) if isinstance(value, str) else value for key, value in event.items()}


def _traceback(out: TextIO, exc_info: structlog.typing.ExcInfo) -> None:
    plain = io.StringIO()
    structlog.dev.plain_traceback(plain, exc_info)
    out.write(plain.getvalue().translate(_ESCAPED_BUT_LINES))


def _renderer(log_format: str) -> list[Any]:
    if log_format == "console":
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=_traceback)
        return [_escape, renderer]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(serializer=_json)]


def configure(settings: dict[str, str]) -> None:
    """Django's LOGGING_CONFIG: `settings` is LOGGING, `{"level": "INFO", "format": "json" | "console"}`."""
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": _OTHERS,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_renderer(settings["format"])],
    }
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"desk": formatter},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "desk"}},
            "root": {"handlers": ["stderr"], "level": settings["level"]},
            "loggers": {
                # AccessLogMiddleware and the exception handlers say it once and better.
                "django.request": {"level": "CRITICAL"},
                "django.server": {"level": "WARNING"},
                # With a traceback for each request by another name than ours; the request's own line has the 400.
                "django.security.DisallowedHost": {"level": "CRITICAL"},
                # Logs each reconnection attempt; the 503s say the same.
                "psycopg.pool": {"level": "ERROR"},
                # A line for each call of a model, with its address; llm's own outcome is stored with the suggestion.
                "httpx": {"level": "WARNING"},
                "httpx2": {"level": "WARNING"},
                # Tells of every step; what somebody must know comes as a warning.
                "axes": {"level": "WARNING"},
                # Several lines for each job; jobs.middleware logs one. The worker's own troubles keep their name.
                "procrastinate": {"level": "WARNING"},
                "procrastinate.worker": {"level": "CRITICAL"},
                "procrastinate.worker.worker": {"level": "WARNING"},
            },
        }
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_OURS,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
