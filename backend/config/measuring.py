"""What a process does about its metrics before it begins to work."""

from django.conf import settings

from inference.measuring import touch as touch_models
from llm.errors import Outcome
from telemetry.metrics import build, http, pool, tickets, triage
from tickets.choices import Source
from triage.models import Choice
from triage.models.suggestion import BY_MODEL


def begin() -> None:
    """Makes all series that can be named beforehand, at zero, and watches the connections. Call it after a fork."""
    if not settings.METRICS:
        return
    build.touch(settings.BUILD_VERSION, settings.BUILD_COMMIT)
    http.touch()
    touch_models(settings.LLM)
    tickets.touch(Source.values)
    triage.touch(
        models=[source.value for source in BY_MODEL],
        keywords=[source for source in Source.values if source not in BY_MODEL],
        failures=[outcome.value for outcome in Outcome if outcome is not Outcome.OK],
        choices=Choice.values,
    )
    pool.watch()
