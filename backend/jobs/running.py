"""Which jobs this process is working on."""

_running: set[int] = set()


def started(job_id: int) -> None:
    """To be called before anything is done for the job."""
    _running.add(job_id)


def ended(job_id: int) -> None:
    """To be called when nothing more is done for it."""
    _running.discard(job_id)


def running() -> frozenset[int]:
    """The ids of the jobs under way."""
    return frozenset(_running)
