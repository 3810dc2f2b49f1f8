"""What the worker does for tickets."""

from procrastinate.contrib.django import app

from jobs.queues import MAINTENANCE
from tickets import counters


@app.periodic(cron="* * * * * */5")
@app.task(name="tickets.fold_counters", queue=MAINTENANCE, queueing_lock="tickets.fold_counters")
def fold_counters(timestamp: int) -> int:
    """Adds up the counters' fresh rows; returns how many. An error needs no retry: the next round is 5 seconds away."""
    return max(0, counters.fold())
