"""Desks on which runs are worked off by this process."""

from tests.jobs.conftest import run_jobs

__all__ = ["run_jobs"]
