"""Logging through structlog: our own lines and those of libraries in one format."""

import logging
import logging.config
import sys
from typing import Any

import structlog

_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.ExtraAdder(),
    structlog.processors.UnicodeDecoder(),
]


def _renderer(log_format: str) -> list[Any]:
    if log_format == "console":
        return [
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
        ]
    # JSON escapes line breaks, so text from a ticket cannot forge a line.
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]


def configure(settings: dict[str, str]) -> None:
    """Django's LOGGING_CONFIG: `settings` is LOGGING, `{"level": "INFO", "format": "json" | "console"}`."""
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": _SHARED,
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
            *_SHARED,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
