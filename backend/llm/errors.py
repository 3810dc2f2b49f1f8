"""How a call can end, and the one error that says it ended badly."""

from decimal import Decimal
from enum import StrEnum

from llm.usage import Usage


class Outcome(StrEnum):
    """Every way a call ends: the values of a metric label, so there are few and they never carry data."""

    OK = "ok"
    # The service could not be used.
    TIMEOUT = "timeout"  # the deadline passed, whoever was slow
    CONNECTION = "connection"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"  # 5xx, 408, or an answer that is not the provider's API at all
    AUTH = "auth"  # the key is refused, or the account cannot pay
    MODEL_GONE = "model_gone"  # 404: retired, misspelt, or not served at this address
    REJECTED = "rejected"  # another 4xx: the request or a setting is not what this model takes
    # The service answered, and the answer cannot be used. This says something of the text, not of the service.
    INVALID_OUTPUT = "invalid_output"
    BLOCKED = "blocked"  # a filter of the provider stopped it
    TRUNCATED = "truncated"  # max_tokens was too small
    REFUSED = "refused"  # the model would not
    # Nobody was asked.
    BREAKER_OPEN = "breaker_open"
    BULKHEAD_FULL = "bulkhead_full"
    BUDGET_SPENT = "budget_spent"


class ModelError(Exception):
    """A call that gave no usable answer.

    `retry_after` is in seconds: what the provider asked for, or how long the breaker stays open. `usage` is known
    only when the provider answered. `attempts` counts requests that were sent; `provider` and `model` name the last
    one asked and are empty if there was none. `cost_usd` is None where no price is known.
    """

    def __init__(
        self, outcome: Outcome, message: str, *, retry_after: float | None = None, usage: Usage | None = None
    ) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.retry_after = retry_after
        self.usage = usage
        self.provider = ""
        self.model = ""
        self.attempts = 0
        self.latency_ms = 0.0
        self.cost_usd: Decimal | None = None


class ConfigError(ValueError):
    """A setting that cannot work; the message says which one, and what to do."""
