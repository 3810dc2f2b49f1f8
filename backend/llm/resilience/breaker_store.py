"""Where breakers keep what they remember, so that all workers share it."""

import threading
from collections.abc import Callable
from typing import Protocol

from llm.resilience.circuit import Circuit


class BreakerStore(Protocol):
    """One circuit per key ("provider:model"). May raise anything when it is out of order: the breaker then lets
    calls through.

    All rules live in `circuit`, so a store only has to keep a value (Circuit.to_json and from_json) and to change it
    under a lock. Both methods are called outside the model call and must not join a transaction of the caller's:
    a lock or a change kept until its end would outlast the model call.
    """

    def read(self, key: str) -> Circuit:
        """The last committed circuit, or `Circuit()` for a key never seen. Takes no lock; called for every call."""

    def update(self, key: str, change: Callable[[Circuit], Circuit]) -> None:
        """Replace the circuit by `change(circuit)`, and make that visible to all before returning.

        Atomic per key: between reading the circuit that `change` is given and writing its result nobody else may
        write that key (in PostgreSQL: INSERT … ON CONFLICT DO NOTHING, SELECT … FOR UPDATE, UPDATE, COMMIT). This is
        what makes a probe a single one. `change` is fast and does no I/O. It may be called again with a newer
        circuit if the first write failed; only the last call counts. If it returns the circuit it was given there is
        nothing to write.
        """


class MemoryBreakerStore:
    """For one process, and for tests."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._circuits: dict[str, Circuit] = {}

    def read(self, key: str) -> Circuit:
        return self._circuits.get(key, Circuit())

    def update(self, key: str, change: Callable[[Circuit], Circuit]) -> None:
        with self._lock:
            self._circuits[key] = change(self._circuits.get(key, Circuit()))
