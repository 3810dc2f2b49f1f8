"""Of the worker processes that tests start: quick to notice a death, and with tasks to die in."""

import os

from config.settings.test import *  # noqa: F403

PROCRASTINATE_IMPORT_PATHS = ["tests.jobs.drill_tasks"]
WORKER_HEARTBEAT_SECONDS = 0.5
WORKER_STALLED_SECONDS = int(os.environ.get("WORKER_STALLED_SECONDS", "3"))
WORKER_RECOVERY_SECONDS = 1
