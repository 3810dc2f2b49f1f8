"""Which build runs."""

from prometheus_client import Gauge

BUILD_INFO = Gauge("desk_build_info", "1 for the build that runs.", ["version", "commit"], multiprocess_mode="livemax")


def touch(version: str, commit: str) -> None:
    """Says so. Two builds are told while one replaces the other."""
    BUILD_INFO.labels(version, commit).set(1)
