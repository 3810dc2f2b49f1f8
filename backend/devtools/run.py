"""`make run`: the whole desk on this machine, without Docker.

python -m devtools.run [--port N] [--database kept|fresh] [--data FOLDER]

`--port 0` takes a free port. `--database fresh` starts with an empty database and throws it away at the end, for tests
in a browser. When the desk answers, one line says so: `DESK_READY {"url": ..., "database_url": ...}` with --announce,
otherwise a sentence. With --announce and DESK_URL set nothing is started: the desk at that URL is announced, so that
the journeys can be made on any desk, such as the one in the containers.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from devtools.console import Problem, say, tool
from devtools.environment import desk_environment, embedded_environment, without_owner
from devtools.folders import passing_folder
from devtools.leftovers import MARK, end_leftovers
from devtools.locks import Locked, ProcessLock
from devtools.paths import BACKEND, DATA, STATIC_ROOT
from devtools.ports import check_free, free_port
from devtools.postgres import EmbeddedServer
from devtools.stack import Stack


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make run", description="Run the desk on this machine, without Docker.")
    parser.add_argument("--address", default=os.environ.get("BIND_ADDRESS") or "127.0.0.1", help="address to listen on")
    parser.add_argument(
        "--port", default=os.environ.get("PORT") or "8080", help="port to listen on; 0 takes a free one"
    )
    parser.add_argument("--database", choices=["kept", "fresh"], default="kept", help="fresh: empty, and thrown away")
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the kept database, key and lock")
    parser.add_argument("--announce", action="store_true", help="say in one machine-readable line that it is up")
    return parser.parse_args()


@tool
def main() -> None:
    """Run until told to stop. Raises Problem for what the reader can put right."""
    options = _arguments()
    if options.announce and (url := os.environ.get("DESK_URL")):
        _announce(url, "")
        signal.pause()
    for order in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(order, _interrupt)
    if not (STATIC_ROOT / "index.html").exists():
        raise Problem(f"the web app is not built: {STATIC_ROOT / 'index.html'} is missing. Run `make run` instead.")
    with ExitStack() as stack:
        data = stack.enter_context(passing_folder("run")) if options.database == "fresh" else options.data
        stack.enter_context(_only_run(data))
        end_leftovers(data)
        port = _port(options.address, options.port)
        database, given = None, os.environ.get("DATABASE_URL", "")
        if options.database == "fresh" or not given:
            database = EmbeddedServer(data / "postgres", durable=options.database == "kept")
            say("starting the embedded PostgreSQL")
            stack.callback(database.stop)
        elif not given.startswith(("postgres://", "postgresql://")):
            raise Problem("DATABASE_URL must name a PostgreSQL server: postgres://user:password@host:5432/name")
        environment = embedded_environment(database.start(), data) if database else desk_environment(given, data)
        _migrate(environment)

        def ready(url: str) -> None:
            if options.announce:
                _announce(url, environment["DATABASE_URL"])
            else:
                shown = url.replace("127.0.0.1", "localhost")
                sys.stdout.write(f"\n    Triage Desk is up: {shown}    (Ctrl-C stops it)\n\n")
                sys.stdout.flush()

        stack.callback(end_leftovers, data)  # if the manager itself fails
        desk = Stack(without_owner(environment) | {MARK: str(data)}, address=options.address, port=port)
        desk.run(when_ready=ready, database_ended=database.wait if database else None)
        say("stopped; your data are kept" if options.database == "kept" else "stopped")


def _announce(url: str, database_url: str) -> None:
    sys.stdout.write(f"DESK_READY {json.dumps({'url': url, 'database_url': database_url})}\n")
    sys.stdout.flush()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


@contextmanager
def _only_run(data: Path) -> Iterator[None]:
    lock = ProcessLock(data / "run.lock")
    try:
        lock.acquire()
    except Locked as locked:
        raise Problem(
            f"the desk of this checkout is running already (process {locked.holder}). Use that one, or stop it first; "
            "for a second desk, clone the repository a second time."
        ) from locked
    try:
        yield
    finally:
        lock.release()


def _port(address: str, given: str) -> int:
    if not given.isdecimal() or int(given) > 65535:
        raise Problem(f"PORT={given} is not a port: give a number from 0 to 65535.")
    if given == "0":
        return free_port()
    check_free(address, int(given))
    return int(given)


def _migrate(environment: Mapping[str, str]) -> None:
    say("bringing the database up to date")
    # A session of its own: Ctrl-C is for this process, which ends that one without a traceback.
    command = [sys.executable, "manage.py", "migrate_locked"]
    done = subprocess.run(command, cwd=BACKEND, env=environment, start_new_session=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise Problem("the database could not be brought up to date: the lines above say why.")


if __name__ == "__main__":
    sys.exit(main())
