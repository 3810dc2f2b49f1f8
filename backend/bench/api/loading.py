"""The database that is measured: with so many tickets, and nothing else of what an earlier run left in it."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from bench.api.surroundings import manage
from devtools.console import Problem, say
from devtools.folders import passing_folder
from devtools.postgres import EmbeddedServer

# Loading gives tickets and events the ids from 1 on, and each ticket one event.
_AS_LOADED = """
DELETE FROM tickets_ticket WHERE id > {tickets};
ALTER TABLE tickets_ticketevent DISABLE TRIGGER tickets_event_append_only;
WITH undone AS (DELETE FROM tickets_ticketevent WHERE id > {tickets} RETURNING ticket_id)
UPDATE tickets_ticket SET status = 'open', version = 1, updated_at = created_at
    WHERE id IN (SELECT ticket_id FROM undone);
ALTER TABLE tickets_ticketevent ENABLE TRIGGER tickets_event_append_only;
SELECT tickets_counters_fold();
"""
_WRITTEN = "tickets_ticket, tickets_ticketevent, tickets_search, tickets_counter_delta"


@contextmanager
def loaded_database(tickets: int, *, keep: bool) -> Iterator[tuple[str, Path]]:
    """A database of the bench's own with that many tickets, on DATABASE_URL's server or an embedded one.

    With `keep` it stays on that server, and is used the next time, as if loaded anew. Raises Problem if there is none.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(passing_folder("bench"))
        given = os.environ.get("DATABASE_URL", "")
        if not given:
            say("no DATABASE_URL: using the embedded PostgreSQL, which has no pg_trgm, so searches read every row")
        server = given or stack.enter_context(EmbeddedServer(folder / "postgres"))
        url = url_of(server, tickets)
        if _holds(server, url) == 0:
            _drop(server, url)
        if given and not keep:
            stack.callback(_drop, server, url)
        if _create(server, url):
            say(f"loading {tickets:,} tickets into {_name(url)}")
            manage(url, folder, "migrate", "--verbosity=0")
            manage(url, folder, "load_tickets", "--quick", f"--tickets={tickets}")
        else:
            say(f"taking up {_name(url)}, which an earlier run has kept")
            _migrate_if_needed(url, folder)
            forget_written(url, tickets)
            _look_over(server, url, tickets)
        yield url, folder


def url_of(server: str, tickets: int) -> str:
    """Where the database of that many tickets is, on this server."""
    return urlunsplit(urlsplit(server)._replace(path=f"/desk_bench_{tickets}"))


def forget_written(url: str, tickets: int) -> None:
    """Undoes what requests have created and changed since loading, so that each round begins with the same tickets."""
    with psycopg.connect(url) as connection:
        connection.execute(_AS_LOADED.format(tickets=tickets))


def _migrate_if_needed(url: str, folder: Path) -> None:
    """Not for nothing: each `migrate` makes a trigram index that is missing, for half an hour at 10 million tickets."""
    try:
        manage(url, folder, "migrate", "--check", "--verbosity=0")
    except Problem:
        manage(url, folder, "migrate", "--verbosity=0")


def _look_over(server: str, url: str, tickets: int) -> None:
    """Of a database that was kept. Raises Problem if it is not what loading makes."""
    if (held := _holds(server, url)) != tickets:
        raise Problem(f"{_name(url)} holds {held:,} tickets instead of {tickets:,}: drop it, and it is made anew.")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"VACUUM (ANALYZE) {_WRITTEN}")


def _holds(server: str, url: str) -> int | None:
    """How many tickets; None if there is no such database. One whose loading was interrupted holds none."""
    with psycopg.connect(server, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_name(url)]).fetchone():
            return None
    with psycopg.connect(url, autocommit=True) as connection:
        [(made,)] = connection.execute("SELECT to_regclass('tickets_ticket') IS NOT NULL").fetchall()
        return connection.execute("SELECT count(*) FROM tickets_ticket").fetchall()[0][0] if made else 0


def _create(server: str, url: str) -> bool:
    """False if it was there already."""
    with psycopg.connect(server, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_name(url)]).fetchone():
            return False
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_name(url))))
    return True


def _drop(server: str, url: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(_name(url))))


def _name(url: str) -> str:
    return urlsplit(url).path.lstrip("/")
