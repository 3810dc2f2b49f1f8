"""Reads that a replica may answer. Without a replica these stay at zero."""

from prometheus_client import Counter, Gauge

OUTCOMES = ("replica", "behind", "away", "failed")

READS = Counter(
    "desk_replica_reads_total",
    "Requests that the replica may answer: replica if it did, or why the primary had to.",
    ["outcome"],
)
UP = Gauge(
    "desk_replica_up", "1 if the replica answers and follows the primary, 0 if not.", multiprocess_mode="livemin"
)
LAG = Gauge("desk_replica_lag_seconds", "How far the replica is behind the primary.", multiprocess_mode="livemax")


def touch() -> None:
    """Makes the series at zero."""
    for outcome in OUTCOMES:
        READS.labels(outcome)
