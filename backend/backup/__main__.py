"""python -m backup: run, now, list, check, restore."""

import argparse
import os
import signal
import sys
import threading
from datetime import UTC, datetime, timedelta

import psycopg

from backup import making, offsite, schedule, store
from backup.problem import Problem
from backup.restoring import restore
from backup.settings import Settings, read_settings

# Seconds between looks at the clock, and between attempts where one failed.
_LOOK, _AGAIN = 20, 900


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0, or 1 after one line that says what is wrong."""
    parser = argparse.ArgumentParser(prog="backup", description="Backups of the desk's database.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="make one each day at BACKUP_AT, and at once if the last one is missing")
    commands.add_parser("now", help="make one now")
    commands.add_parser("list", help="those that were restored and compared, newest first")
    commands.add_parser("check", help="fail if the newest is older than 26 hours")
    back = commands.add_parser("restore", help="put one in the place of the database")
    back.add_argument("name", help="as `list` gives it, or latest")
    back.add_argument(
        "--replace", action="store_true", help="although the database is not empty; it is kept by its side"
    )
    chosen = parser.parse_args(arguments)
    try:
        settings = read_settings(os.environ)
        match chosen.command:
            case "run":
                _run(settings)
            case "now":
                _make(settings)
            case "list":
                for backup in store.backups(settings.folder):
                    _say(f"{backup.name}  {backup.dump.stat().st_size} bytes")
            case "check":
                _check(settings)
            case "restore":
                before = restore(settings.as_owner(), store.find(settings.folder, chosen.name), replace=chosen.replace)
                _say("restored and compared: the same." + (f" What was there is kept as {before}." if before else ""))
    except (Problem, psycopg.Error) as problem:
        sys.stderr.write(f"backup: {str(problem).strip()}\n")
        return 1
    return 0


def _run(settings: Settings) -> None:
    """Until SIGTERM. A failure is said, and tried again after a quarter of an hour."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    settings.folder.mkdir(parents=True, exist_ok=True)
    wait = 0.0
    while not stop.wait(wait):
        newest = next(iter(store.backups(settings.folder)), None)
        schedule.publish(settings.textfile, offsite.copied(settings))
        wait = _LOOK
        try:
            if schedule.due(newest.made if newest else None, settings.at, datetime.now(UTC)):
                _make(settings)
            elif offsite.copied(settings) != newest:
                _copy(settings)
        except (Problem, psycopg.Error, OSError) as problem:
            _say(f"failed, again in {_AGAIN // 60} minutes: {str(problem).strip()}")
            wait = _AGAIN


def _make(settings: Settings) -> None:
    begun = datetime.now(UTC)
    made = making.make(settings, begun)
    took = datetime.now(UTC) - begun
    _say(f"{made.dump.name}: {made.dump.stat().st_size} bytes, restored and compared, in {took.total_seconds():.0f} s")
    _copy(settings)


def _copy(settings: Settings) -> None:
    offsite.copy(settings)
    schedule.publish(settings.textfile, offsite.copied(settings))


def _check(settings: Settings) -> None:
    newest = offsite.copied(settings)
    if newest is None:
        raise Problem("there is no backup yet, or none that was copied to BACKUP_REMOTE.")
    age = datetime.now(UTC) - newest.made
    if age > schedule.TOO_OLD:
        raise Problem(f"the newest backup is {age // timedelta(hours=1)} hours old: {newest.name}.")
    _say(f"{newest.name}, {age // timedelta(minutes=1)} minutes old, restored and compared")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.umask(0o077)  # a dump is everything that people wrote
    sys.exit(main())
