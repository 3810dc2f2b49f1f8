"""What the worker does for accounts."""

from procrastinate.contrib.django import app

from accounts.housekeeping import tidy_up
from jobs.queues import MAINTENANCE


@app.periodic(cron="17 * * * *")
@app.task(name="accounts.tidy_up", queue=MAINTENANCE, queueing_lock="accounts.tidy_up")
def tidy_up_accounts(timestamp: int) -> dict[str, int]:
    """Deletes what accounts leave behind, and seals secrets by today's key. Comes again in an hour: no retry."""
    return tidy_up()
