"""Shows the jobs that have failed, and runs them once more."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobs.failed import AlreadyWaiting, FailedJob, NotFailed, failed_jobs, job_retry
from jobs.status import queue_status

# More than anybody reads.
LIMIT = 1000


class Command(BaseCommand):
    """What has failed stays for FAILED_JOB_RETENTION_DAYS."""

    help = "List the jobs that have failed, or retry some or all of them."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("failed", help="List the failed jobs, the newest first.")
        retry = actions.add_parser("retry", help="Put failed jobs back into the queue.")
        retry.add_argument("ids", nargs="*", type=int, metavar="ID")
        retry.add_argument("--all", action="store_true", help="All that have failed.")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        if action == "failed":
            self.failed()
        else:
            self.retry(options["ids"], everything=options["all"])

    def failed(self) -> None:
        found = failed_jobs(limit=LIMIT)
        for job in found:
            self.stdout.write(_line(job))
        self.stdout.write(f"Failed jobs: {len(found)}." if found else "No job has failed.")

    def retry(self, ids: list[int], *, everything: bool) -> None:
        if bool(ids) == everything:
            raise CommandError("Name the jobs, or say --all: manage.py jobs retry 17 18")
        retried = 0
        for job_id in [job.id for job in failed_jobs(limit=LIMIT)] if everything else ids:
            try:
                job_retry(job_id=job_id)
            except NotFailed:
                self.stderr.write(f"Job {job_id} has not failed, or is gone.")
            except AlreadyWaiting:
                self.stderr.write(f"Job {job_id} stays as it is: another one waits to do the same.")
            else:
                retried += 1
        self.stdout.write(f"Back in the queue: {retried}. Worker: {queue_status()}.")
        if ids and retried < len(ids):
            raise CommandError("Some were not retried: the lines above say why.")


def _line(job: FailedJob) -> str:
    arguments = ", ".join(f"{name}={value!r}" for name, value in job.arguments.items())
    error = job.error or "no error kept"
    return f"{job.id}  {job.queue}  {job.task}({arguments})  after {job.attempts} attempts: {error}"
