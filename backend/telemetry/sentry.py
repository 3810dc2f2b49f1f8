"""Errors to Sentry, if SENTRY_DSN names one: where and why, never what people wrote.

An event is built anew from what is known to be harmless, instead of taking out what is known not to be: bodies,
queries, headers, cookies, variables, breadcrumbs and the data in messages stay here. The request id leads to the log.
"""

import logging
import re
from typing import Any

import sentry_sdk
import structlog
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.logging import LoggingIntegration, ignore_logger
from sentry_sdk.types import Event, Hint
from sentry_sdk.utils import BadDsn, Dsn

# Of requests that are timed in full, unless SENTRY_TRACES_SAMPLE_RATE says otherwise; errors are all sent.
TRACES = {"production": 0.05}
TRACES_ELSEWHERE = 1.0
_NEVER_TRACED = frozenset({"/livez", "/healthz", "/readyz", "/servez", "/metrics"})

_KEPT = (
    *("event_id", "type", "timestamp", "start_timestamp", "level", "platform", "logger", "transaction"),
    *("transaction_info", "release", "environment", "server_name", "sdk", "modules"),
)
_TAGS = ("request_id", "job_id")
OF_BROWSER = "of_browser"  # the hint of an event that is not about the request under way, but was brought by it
_MESSAGE_LIMIT = 200
_QUOTED = re.compile(
    r"""(["'`])(?:.*\1|.*)"""
)  # from the first to the last of its kind: what is quoted may have quotes
_ASSIGNED = re.compile(r"=\(.*\)")  # PostgreSQL: Key (title)=(...)


def start() -> None:
    """Does nothing without a DSN. Raises ImproperlyConfigured for one that is none."""
    if not settings.SENTRY_DSN:
        return
    try:
        Dsn(settings.SENTRY_DSN)
    except BadDsn as error:
        message = (
            f"SENTRY_DSN is not a DSN ({error}): copy it from the project's settings in Sentry, or leave it empty."
        )
        raise ImproperlyConfigured(message) from None
    ignore_logger("desk.api")  # DjangoIntegration reports the same exceptions
    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        release=f"triage-desk@{settings.BUILD_VERSION}+{settings.BUILD_COMMIT}",
        environment=settings.SENTRY_ENVIRONMENT,
        traces_sampler=share_traced,
        before_send=before_send,
        before_send_transaction=before_send_transaction,
        integrations=[
            DjangoIntegration(signals_spans=False),
            LoggingIntegration(level=None, event_level=logging.ERROR, sentry_logs_level=None),
        ],
        auto_enabling_integrations=False,  # those of the models' SDKs would record prompts
        auto_session_tracking=False,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        trace_propagation_targets=[],  # no header of ours to the models' providers
    )


def report(error: BaseException) -> None:
    """Sends an error that nobody raises further; does nothing without a DSN."""
    sentry_sdk.capture_exception(error)


def before_send(event: Event, hint: Hint) -> Event:
    """What leaves this process of an error."""
    kept = _clean(event)
    if OF_BROWSER in hint:
        kept.pop("request", None)
    kept["tags"]["part"] = "web" if OF_BROWSER in hint else "backend"
    if exceptions := event.get("exception"):
        kept["exception"] = {"values": [_exception(one) for one in exceptions.get("values", [])]}
    if logged := event.get("logentry"):
        message = getattr(hint.get("log_record"), "msg", logged.get("message"))
        kept["logentry"] = {"message": str(message["event"] if isinstance(message, dict) else message)[:_MESSAGE_LIMIT]}
    return kept


def before_send_transaction(event: Event, hint: Hint) -> Event:
    """What leaves this process of a request that was timed: statements without their values, and times."""
    kept = _clean(event)
    kept["spans"] = [_span(span) for span in event.get("spans", [])]  # type: ignore[union-attr]
    return kept


def _clean(event: Event) -> Event:
    kept: Any = {name: event[name] for name in _KEPT if name in event}  # type: ignore[literal-required]
    contexts = event.get("contexts", {})
    kept["contexts"] = {
        "runtime": contexts.get("runtime", {}),
        "trace": {name: value for name, value in contexts.get("trace", {}).items() if name != "data"},
    }
    if request := event.get("request"):
        kept["request"] = {"method": request.get("method"), "url": str(request.get("url", "")).partition("?")[0]}
    bound = structlog.contextvars.get_contextvars()
    kept["tags"] = {name: str(bound[name]) for name in _TAGS if name in bound}
    return kept  # type: ignore[no-any-return]


def _exception(exception: dict[str, Any]) -> dict[str, Any]:
    kept = {name: exception[name] for name in ("type", "module", "thread_id") if name in exception}
    mechanism = exception.get("mechanism") or {}
    kept["mechanism"] = {name: mechanism[name] for name in ("type", "handled") if name in mechanism}
    kept["value"] = scrubbed(str(exception.get("value") or ""))
    if trace := exception.get("stacktrace"):
        frames = [{name: value for name, value in frame.items() if name != "vars"} for frame in trace["frames"]]
        kept["stacktrace"] = {"frames": frames}
    return kept


def scrubbed(message: str) -> str:
    """The first line of an exception's message without what is quoted in it: there libraries put the data.

    What follows may be more of it: PostgreSQL's DETAIL shows the row, pydantic the input.
    """
    first = message.partition("\n")[0]
    return _ASSIGNED.sub("=(…)", _QUOTED.sub(r"\1…\1", first))[:_MESSAGE_LIMIT]


def _span(span: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in span.items() if name not in {"data", "tags", "description"}}
    if str(span.get("op", "")).startswith("db"):
        kept["description"] = span.get("description")
    return kept


def share_traced(context: dict[str, Any]) -> float:
    """How many of such requests are timed, from 0 to 1."""
    if context.get("wsgi_environ", {}).get("PATH_INFO") in _NEVER_TRACED:
        return 0.0
    if settings.SENTRY_TRACES_SAMPLE_RATE is not None:
        return float(settings.SENTRY_TRACES_SAMPLE_RATE)
    return TRACES.get(settings.SENTRY_ENVIRONMENT, TRACES_ELSEWHERE)
