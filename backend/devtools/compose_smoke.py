"""Brings the containers up with their defaults, checks them through Caddy, and takes them down again.

python -m devtools.compose_smoke
"""
# ruff: noqa: S603, S608 -- commands and statements are made of constants

import json
import os
import subprocess
import sys
import time
import urllib.request

from devtools.chromium import provide_chromium
from devtools.compose import SERVICES, ComposeStack
from devtools.console import Problem, say, tool
from devtools.observability.containers import check_observability
from devtools.paths import BACKEND, ROOT
from devtools.role_checks import check_roles

INDEX = "tickets_search_trgm"
COUNT = "SELECT count(*) FROM tickets_ticket"
JOURNEY = "submit.spec.ts"
NEEDLE = "zanzibar-4711"

# More tickets than a search reads before it asks the index (WINDOW in tickets/search.py).
NEWER_TICKETS = 17_000

# Seconds until a server has certainly published its statistics (PGSTAT_IDLE_INTERVAL is 10).
STATISTICS_LIMIT = 20


@tool
def main() -> None:
    """Raises Problem with the first thing that is not as it must be."""
    with ComposeStack() as stack:
        check_users(stack)
        check_ports(stack)
        check_observability(stack)
        check_roles(stack)
        smoke(stack)
        journey(stack)
        check_search_index(stack)
    say("the containers are as they should be")


def check_users(stack: ComposeStack) -> None:
    """No container's first process is root's."""
    for service in SERVICES:
        status = stack.execute(service, "cat", "/proc/1/status")
        uids = next(line.split()[1:] for line in status.splitlines() if line.startswith("Uid:"))
        if "0" in uids:
            raise Problem(f"the container {service} runs as root.")
        say(f"{service} runs as user {uids[0]}")


def check_ports(stack: ComposeStack) -> None:
    """Only Caddy can be reached, and only from this machine."""
    published = {service: addresses for service, addresses in stack.published().items() if addresses}
    if published != {"caddy": {f"127.0.0.1:{stack.port}"}}:
        raise Problem(f"only Caddy should be published, on 127.0.0.1: {published}")
    say("only Caddy is published")


def smoke(stack: ComposeStack) -> None:
    """The plain HTTP calls of `make smoke`."""
    done = subprocess.run([sys.executable, "-m", "devtools.smoke", stack.url], cwd=BACKEND, check=False)
    if done.returncode != 0:
        raise Problem("the smoke test failed: the lines above say where.")


def journey(stack: ComposeStack) -> None:
    """One journey in the browser; the ticket it submits must be in this stack's database."""
    say("a journey in the browser")
    before = stack.sql(COUNT)
    environment = os.environ | {"DESK_URL": stack.url, "CHROMIUM": provide_chromium()}
    command = ["npm", "run", "--silent", "e2e", "--", JOURNEY]
    done = subprocess.run(command, cwd=ROOT / "frontend", env=environment, check=False)
    if done.returncode != 0:
        raise Problem(f"the journey {JOURNEY} failed: the lines above say where.")
    if stack.sql(COUNT) == before:
        raise Problem(f"the journey {JOURNEY} left no ticket in the containers' database: it was made somewhere else.")


def check_search_index(stack: ComposeStack) -> None:
    """A word that only an old ticket has is found, and found by the trigram index."""
    request = urllib.request.Request(  # noqa: S310 -- our own http address
        f"{stack.url}/api/tickets/",
        json.dumps({"title": "An old ticket", "description": f"The order {NEEDLE} never arrived."}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as response:  # noqa: S310
        wanted = json.load(response)["id"]
    stack.sql(
        "INSERT INTO tickets_ticket (title, description) "
        f"SELECT 'Newer ' || n, md5(n::text) FROM generate_series(1, {NEWER_TICKETS}) AS n"
    )
    before = _index_scans(stack)
    with urllib.request.urlopen(f"{stack.url}/api/tickets/?search={NEEDLE}") as response:  # noqa: S310
        found = [ticket["id"] for ticket in json.load(response)["results"]]
    if found != [wanted]:
        raise Problem(f"the search for {NEEDLE} found {found} instead of [{wanted}].")
    until = time.monotonic() + STATISTICS_LIMIT
    while _index_scans(stack) == before:
        if time.monotonic() > until:
            raise Problem(f"the search did not use the index {INDEX}. {_plan(stack)}")
        time.sleep(0.5)
    say(f"the search used the index: {_plan(stack)}")


def _index_scans(stack: ComposeStack) -> int:
    return int(stack.sql(f"SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = '{INDEX}'") or 0)


def _plan(stack: ComposeStack) -> str:
    plan = stack.sql(
        "SET enable_seqscan = off; "
        f"EXPLAIN (ANALYZE, COSTS OFF) SELECT ticket_id FROM tickets_search WHERE document LIKE upper('%{NEEDLE}%')"
    )
    if INDEX not in plan:
        raise Problem(f"PostgreSQL plans a search without the index {INDEX}:\n{plan}")
    return plan


if __name__ == "__main__":
    sys.exit(main())
