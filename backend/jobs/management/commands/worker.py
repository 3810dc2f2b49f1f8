"""Runs the jobs in the queue."""

import asyncio
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from jobs.worker import Options, run

# Beside the slots of analysis runs, for the short jobs that keep the desk in order: never all of them are long.
MAINTENANCE_SLOTS = 3


class Command(BaseCommand):
    """A thin wrapper of procrastinate's worker: concurrency that is real, an end in time, one log line for each job.

    `manage.py procrastinate` remains for looking into the queue; its `worker` has none of these.
    """

    help = "Run the jobs in the queue until SIGTERM or Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        import_string(settings.BEFORE_WORK)()
        asyncio.run(
            run(
                app,
                Options(
                    concurrency=settings.ANALYSIS_MAX_CONCURRENT + MAINTENANCE_SLOTS,
                    grace=settings.WORKER_GRACE_SECONDS,
                    heartbeat=settings.WORKER_HEARTBEAT_SECONDS,
                    stalled_after=settings.WORKER_STALLED_SECONDS,
                    alive=Path(settings.WORKER_ALIVE_FILE) if settings.WORKER_ALIVE_FILE else None,
                ),
            )
        )
