"""Exit status 0 while the worker that touches FILE has a fresh heartbeat: `python -m jobs.alive FILE [SECONDS]`.

For a container's health check, so without Django: nothing is imported that takes longer than the answer.
"""

import sys
import time
from pathlib import Path

# Seconds: three heartbeats missed, and one late.
FRESH = 20.0


def is_alive(path: Path, fresh: float = FRESH) -> bool:
    """Whether `path` was touched within the last `fresh` seconds."""
    try:
        return time.time() - path.stat().st_mtime < fresh
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(0 if is_alive(Path(sys.argv[1]), *map(float, sys.argv[2:])) else 1)
