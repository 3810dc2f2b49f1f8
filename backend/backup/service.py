"""What goes on all the time: a backup each day, a copy of it elsewhere, and what Prometheus is told."""

import select
import signal
import socket
import sys
from datetime import UTC, datetime

import psycopg

from backup import making, offsite, schedule, store
from backup.problem import Problem, in_words
from backup.settings import Settings

# Seconds between looks at the clock, and between attempts where one failed.
_LOOK, _AGAIN = 20.0, 900.0


class Service:
    """Whatever goes wrong in a turn is said, and tried again: nothing but SIGTERM ends it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._told: set[tuple[str, str]] = set()

    def run(self) -> None:
        """Until SIGTERM."""
        # Not by an Event: a handler that comes while its lock is taken would wait for it for ever.
        told, tell = socket.socketpair()
        with told, tell:
            tell.setblocking(False)
            signal.set_wakeup_fd(tell.fileno())
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: None)
            wait = 0.0
            while not select.select([told], [], [], wait)[0]:
                wait = self.turn(datetime.now(UTC))
            signal.set_wakeup_fd(-1)

    def turn(self, now: datetime) -> float:
        """Do what is due at `now`; how many seconds the next turn may wait."""
        settings = self._settings
        try:
            self._tell_of_odd_files()
            newest = store.newest(store.backups(settings.folder), now)
            try:
                schedule.publish(settings.textfile, offsite.copied(settings, now))
            finally:  # that nobody can be told is no reason to go without a backup
                if schedule.due(newest.made if newest else None, settings.at, now):
                    make(settings, now)
                elif offsite.copied(settings, now) != newest:
                    copy(settings, now)
        except (Problem, psycopg.Error, OSError) as problem:
            say(f"failed, again in {_AGAIN / 60:.0f} minutes: {in_words(problem)}")
            return _AGAIN
        return _LOOK

    def _tell_of_odd_files(self) -> None:
        """Once of each."""
        for file, why in store.look(self._settings.folder)[1].items():
            if (file, why) not in self._told:
                self._told.add((file, why))
                say(f"{file} does not count: {why}")


def make(settings: Settings, now: datetime) -> None:
    """A backup, and its copy elsewhere."""
    made = making.make(settings, now)
    took = datetime.now(UTC) - now
    say(f"{made.dump.name}: {made.dump.stat().st_size} bytes, restored and compared, in {took.total_seconds():.0f} s")
    copy(settings, now)


def copy(settings: Settings, now: datetime) -> None:
    """Those that are not elsewhere yet, if there is such a place; then Prometheus is told."""
    offsite.copy(settings)
    schedule.publish(settings.textfile, offsite.copied(settings, now))


def say(line: str) -> None:
    """At once, even through a pipe."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
