"""What became of this process's metrics meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import REGISTRY, generate_latest

from tests.telemetry.server import parse

Changes = dict[str, dict[tuple[str, ...], float]]


@contextmanager
def changes(*prefixes: str) -> Iterator[Changes]:
    """By metric and label values (in the labels' alphabetical order) how much was added; without buckets and sums."""
    before, found = parse(exposition()), Changes()
    yield found
    for (name, labels), number in parse(exposition()).items():
        added = number - before.get((name, labels), 0)
        if added and name.startswith(prefixes) and not name.endswith(("_bucket", "_sum", "_created")):
            found.setdefault(name, {})[tuple(value for _, value in labels)] = added


def exposition() -> str:
    return generate_latest(REGISTRY).decode()
