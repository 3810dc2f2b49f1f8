"""How often a job is tried."""

from procrastinate import RetryStrategy

# How often a job is started at most, whether it fails or its worker dies with it.
MAX_ATTEMPTS = 5

# After any error: again after 3, 9, 27 and 81 seconds, which outlasts a restart of PostgreSQL or of a model's server.
RETRY = RetryStrategy(max_attempts=MAX_ATTEMPTS - 1, exponential_wait=3)
