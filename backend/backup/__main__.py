"""python -m backup: run, now, list, check, restore."""

import argparse
import os
import sys
from datetime import UTC, datetime, timedelta

import psycopg

from backup import offsite, schedule, store
from backup.problem import Problem, in_words
from backup.restoring import restore
from backup.service import Service, make, say
from backup.settings import Settings, read_settings


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
                Service(settings).run()
            case "now":
                make(settings, datetime.now(UTC))
            case "list":
                _list(settings)
            case "check":
                _check(settings)
            case "restore":
                _restore(settings, chosen.name, replace=chosen.replace)
    except (Problem, psycopg.Error, OSError) as problem:
        sys.stderr.write(f"backup: {in_words(problem)}\n")
        return 1
    return 0


def _list(settings: Settings) -> None:
    now = datetime.now(UTC)
    for backup in store.backups(settings.folder):
        future = "  of the future: the clock was wrong, or is" if backup.made > now else ""
        say(f"{backup.name}  {backup.dump.stat().st_size} bytes{future}")
    _tell_of_odd_files(settings)


def _tell_of_odd_files(settings: Settings) -> None:
    for file, why in sorted(store.look(settings.folder)[1].items()):
        sys.stderr.write(f"backup: {file} does not count: {why}\n")


def _restore(settings: Settings, name: str, *, replace: bool) -> None:
    _tell_of_odd_files(settings)
    backup = store.find(settings.folder, name, datetime.now(UTC))
    before = restore(settings.as_owner(), backup, replace=replace)
    say(f"{backup.name}: restored and compared, the same.{f' What was there is kept as {before}.' if before else ''}")


def _check(settings: Settings) -> None:
    now = datetime.now(UTC)
    newest = offsite.copied(settings, now)
    if newest is None:
        raise Problem("there is no backup yet, or none that was copied to BACKUP_REMOTE.")
    age = now - newest.made
    if age > schedule.TOO_OLD:
        raise Problem(f"the newest backup is {age // timedelta(hours=1)} hours old: {newest.name}.")
    say(f"{newest.name}, {age // timedelta(minutes=1)} minutes old, restored and compared")


if __name__ == "__main__":
    os.umask(0o077)  # a dump is everything that people wrote
    sys.exit(main())
