"""What a process does about its metrics before it begins to work."""

from django.conf import settings
from procrastinate.contrib.django import app

from analysis.choices import RunTicketStatus
from inference.measuring import touch as touch_models
from llm.errors import Outcome
from telemetry.metrics import analysis, build, exporter, http, jobs, pool, replica, tickets, triage
from tickets.choices import Source
from triage.models import Choice
from triage.models.suggestion import BY_MODEL


def begin_serving() -> None:
    """In each process that answers requests, after the fork."""
    if not settings.METRICS:
        return
    _touch()
    http.touch()
    replica.touch()
    http.watch()
    pool.watch()


def begin_working() -> None:
    """In the process that runs jobs (BEFORE_WORK): it has an endpoint of its own."""
    if not settings.METRICS:
        return
    _touch()
    app.perform_import_paths()  # type: ignore[no-untyped-call]
    jobs.touch(name for name in app.tasks if not name.startswith("builtin"))
    exporter.serve()


def _touch() -> None:
    """Makes the series that can be named beforehand, at zero, so that a rate sees the first failure."""
    build.touch(settings.BUILD_VERSION, settings.BUILD_COMMIT)
    touch_models(settings.LLM)
    tickets.touch(Source.values)
    analysis.touch(sources=Source.values, done=RunTicketStatus.DONE.value, failed=RunTicketStatus.FAILED.value)
    triage.touch(
        models=[source.value for source in BY_MODEL],
        keywords=[source for source in Source.values if source not in BY_MODEL],
        failures=[outcome.value for outcome in Outcome if outcome is not Outcome.OK],
        choices=Choice.values,
    )
