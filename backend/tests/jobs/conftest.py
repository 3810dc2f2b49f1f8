"""A worker that runs what waits, and then ends."""

from collections.abc import Callable

import pytest
from procrastinate.contrib.django import app


@pytest.fixture
def run_jobs(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Runs the jobs that are due until none is left; periodic ones only if the test has enqueued them."""
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})

    def run() -> None:
        with app.replace_connector(app.connector.get_worker_connector()):
            app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

    return run
