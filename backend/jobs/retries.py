"""How often a job is tried."""

from procrastinate import RetryStrategy
from procrastinate.exceptions import JobAborted
from procrastinate.jobs import Job
from procrastinate.retry import RetryDecision

# How often a job is started at most, whether it fails or its worker dies with it.
MAX_ATTEMPTS = 5


class DeskRetry(RetryStrategy):
    """After an error later and later; at once, and as often as need be, after a worker had to stop."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, JobAborted):
            return RetryDecision()
        return super().get_retry_decision(exception=exception, job=job)


# After any error: again after 3, 9, 27 and 81 seconds, which outlasts a restart of PostgreSQL or of a model's server.
RETRY = DeskRetry(max_attempts=MAX_ATTEMPTS - 1, exponential_wait=3)
