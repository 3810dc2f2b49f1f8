"""What the worker does for triage. Errors need no retry: the next round comes soon enough."""

from procrastinate.contrib.django import app

from inference.runtime import get_model
from jobs.queues import MAINTENANCE
from llm.types import Feature
from triage import catch_up as catching_up
from triage.housekeeping import suggestions_delete_old

# Tickets that one round asks about, one after the other: with answers as slow as they may be, some minutes.
ROUND = 20


@app.periodic(cron="* * * * *")
@app.task(name="triage.catch_up", queue=MAINTENANCE, queueing_lock="triage.catch_up", lock="triage.catch_up")
def catch_up(timestamp: int) -> int:
    """After an outage asks the model about tickets that came meanwhile; returns how many it changed."""
    model = get_model(Feature.TRIAGE)
    return catching_up.catch_up(model=model, limit=ROUND).changed if model else 0


@app.periodic(cron="47 3 * * *")
@app.task(name="triage.delete_old_suggestions", queue=MAINTENANCE, queueing_lock="triage.delete_old_suggestions")
def delete_old_suggestions(timestamp: int) -> int:
    """Every night deletes old suggestions that no ticket came from; returns how many."""
    return suggestions_delete_old()
