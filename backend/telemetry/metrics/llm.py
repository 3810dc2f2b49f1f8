"""Calls of models. 4 and 20 s are our deadlines: for somebody who is typing, and in the background."""

from prometheus_client import Counter, Gauge, Histogram

NOBODY = "none"  # in place of a provider and a model where none was asked
NO_SOURCE = "none"

REQUEST_DURATION = Histogram(
    "desk_llm_request_duration_seconds",
    "Time of one request to a provider, however it ended.",
    ["feature", "provider", "model", "outcome"],
    buckets=(0.1, 0.25, 0.5, 1, 2, 3, 4, 5, 10, 20, 30),
)
CALLS = Counter(
    "desk_llm_calls_total",
    "Questions to the models, each with all the requests it took.",
    ["feature", "provider", "model", "outcome", "source"],
)
CALL_DURATION = Histogram(
    "desk_llm_call_duration_seconds",
    "Time that the asking code waited for a model's answer or refusal.",
    ["feature", "outcome"],
    buckets=(0.1, 0.25, 0.5, 1, 2, 3, 4, 5, 10, 20, 30),
)
RETRIES = Counter(
    "desk_llm_retries_total", "Requests to a provider beyond the first of a question.", ["feature", "provider", "model"]
)
TOKENS = Counter(
    "desk_llm_tokens_total",
    "Tokens as the providers counted them; a question counts for the model that was asked last.",
    ["feature", "provider", "model", "direction"],
)
COST = Counter(
    "desk_llm_cost_usd_total",
    "Estimated cost in US dollars, where a price is known; counts for the model that was asked last.",
    ["feature", "provider", "model"],
)
CACHE_HITS = Counter("desk_llm_cache_hits_total", "Questions answered from an earlier answer.", ["feature"])
BREAKER_CHANGES = Counter(
    "desk_llm_breaker_changes_total",
    "Changes of a circuit breaker, by what it became.",
    ["provider", "model", "phase"],
)
IN_FLIGHT = Gauge(
    "desk_llm_calls_in_flight", "Calls that hold a slot of their bulkhead.", ["feature"], multiprocess_mode="livesum"
)
LIMIT = Gauge(
    "desk_llm_calls_limit", "Slots of the bulkheads of all processes.", ["feature"], multiprocess_mode="livesum"
)
CONFIGURED = Gauge(
    "desk_llm_configured", "1 if there is a model to ask, 0 if models are off.", multiprocess_mode="livemax"
)
