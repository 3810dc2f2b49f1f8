"""Runs the previous release on this one's database, and upgrades under requests: `make test-upgrade`.

python -m devtools.upgrades [--previous REF]
"""

import argparse
import sys
import time
from pathlib import Path

import psycopg

from devtools.console import say, tool
from devtools.folders import passing_folder
from devtools.postgres import EmbeddedServer, running_url
from devtools.roles import Roles, make_roles
from devtools.upgrades.previous import Skipped, previous
from devtools.upgrades.releases import Release, current
from devtools.upgrades.traffic import Traffic

_DEMO = ("demo", "--add", "--tickets=400", "--days=30")
_BEFORE, _AFTER = 1, 3  # seconds of requests on the old schema alone, and on the new one


@tool
def main() -> None:
    """Raises Problem with the first thing that the two releases do not get on with."""
    parser = argparse.ArgumentParser(prog="make test-upgrade", description=__doc__)
    parser.add_argument(
        "--previous", default="", help="a git reference (default: latest tag, else the recorded commit)"
    )
    options = parser.parse_args()
    with passing_folder("upgrade") as data:
        try:
            old, new = previous(options.previous, data), current(data)
        except Skipped as skipped:
            say(f"Skipped: {skipped}")
            return
        with EmbeddedServer(data / "postgres", durable=False) as url:
            check_old_code_on_new_schema(old, new, make_roles(url))
            check_upgrade_under_requests(old, new, make_roles(_another(url, data / "postgres")))
    say("the previous release and this one get on with the same database")


def check_old_code_on_new_schema(old: Release, new: Release, database: Roles) -> None:
    """A server of the previous release that starts late finds a schema it does not know, and works."""
    new.manage(database, "migrate_locked")
    new.manage(database, *_DEMO)
    with old.serving(database) as url:
        say(f"the previous release, started on the new schema: {old.smoke(database, url)}")


def check_upgrade_under_requests(old: Release, new: Release, database: Roles) -> None:
    """The schema changes under the previous release's requests; then both releases serve beside each other."""
    old.manage(database, "migrate_locked")
    old.manage(database, *_DEMO)
    before = _applied(database)
    with old.serving(database) as old_url:
        with Traffic(old_url) as traffic:
            time.sleep(_BEFORE)
            new.manage(database, "migrate_locked")
            time.sleep(_AFTER)
            with new.serving(database) as new_url:
                told = new.smoke(database, new_url)
                new.manage(database, "database_roles", "--check")
        traffic.check(database.owner)
        say(
            f"{_applied(database) - before} migrations under requests to the previous release, and both releases "
            f"beside each other: {traffic.answered} requests, {len(traffic.tickets)} tickets, none lost"
        )
        say(f"this release, on the upgraded schema beside the previous one: {told}")
        say(f"the previous release, on the schema upgraded under it: {old.smoke(database, old_url)}")


def _applied(database: Roles) -> int:
    with psycopg.connect(database.owner) as connection:
        [[count]] = connection.execute("SELECT count(*) FROM django_migrations").fetchall()
    return int(count)


def _another(url: str, data: Path) -> str:
    """A second database of that server, empty."""
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute("CREATE DATABASE upgraded")
    another = running_url(data, "upgraded")
    assert another
    return another


if __name__ == "__main__":
    sys.exit(main())
