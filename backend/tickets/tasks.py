"""What the worker does for tickets. Errors need no retry: the next round comes soon enough."""

from procrastinate.contrib.django import app

from jobs.queues import MAINTENANCE
from tickets import counters
from tickets.housekeeping import idempotency_keys_delete_old
from tickets.presence import presence_delete_gone


@app.periodic(cron="* * * * * */5")
@app.task(name="tickets.fold_counters", queue=MAINTENANCE, queueing_lock="tickets.fold_counters")
def fold_counters(timestamp: int) -> int:
    """Adds up the counters' fresh rows; returns how many."""
    return max(0, counters.fold())


@app.periodic(cron="37 * * * *")
@app.task(name="tickets.delete_old_keys", queue=MAINTENANCE, queueing_lock="tickets.delete_old_keys")
def delete_old_keys(timestamp: int) -> int:
    """Deletes the keys of requests that may be sent twice; returns how many."""
    return idempotency_keys_delete_old()


@app.periodic(cron="*/10 * * * *")
@app.task(name="tickets.delete_gone_tabs", queue=MAINTENANCE, queueing_lock="tickets.delete_gone_tabs")
def delete_gone_tabs(timestamp: int) -> int:
    """Deletes the tabs in which a ticket was open, and no longer is; returns how many."""
    return presence_delete_gone()
