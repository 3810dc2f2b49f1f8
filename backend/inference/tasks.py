"""What the worker does for what is known of models."""

from procrastinate.contrib.django import app

from inference.housekeeping import answers_delete_expired
from jobs.queues import MAINTENANCE


@app.periodic(cron="27 * * * *")
@app.task(name="inference.delete_expired_answers", queue=MAINTENANCE, queueing_lock="inference.delete_expired_answers")
def delete_expired_answers(timestamp: int) -> int:
    """Comes again in an hour: no retry. Returns how many."""
    return answers_delete_expired()
