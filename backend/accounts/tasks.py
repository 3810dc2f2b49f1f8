"""What the worker does for accounts."""

from procrastinate.contrib.django import app

from accounts.housekeeping import tidy_up
from jobs.queues import MAINTENANCE


@app.periodic(cron="17 * * * *")
@app.task(name="accounts.tidy_up", queue=MAINTENANCE, queueing_lock="accounts.tidy_up")
def tidy_up_accounts(timestamp: int) -> dict[str, int]:
    """Deletes ended sessions, old records of sign-ins and counts of requests. Comes again in an hour: no retry."""
    return tidy_up()
