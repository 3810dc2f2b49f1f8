"""The embedded PostgreSQL: what it survives, and what it says when it cannot start."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from devtools.console import Problem
from devtools.folders import passing_folder
from devtools.paths import BACKEND
from devtools.postgres import EmbeddedServer, InUse, running_url
from devtools.postmaster import find_postmaster, stop_postmaster


@pytest.fixture
def data() -> Iterator[Path]:
    """Not in pytest's own folder: each further pytest that starts closes that to all other accounts."""
    with passing_folder("tests") as folder:
        yield folder / "postgres"
        if left := find_postmaster(folder / "postgres"):
            stop_postmaster(left.pid)


def ask(url: str, statement: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(statement).fetchone()
    return row[0] if row else None


def start_and_die(data: Path) -> None:
    """Start a server in another process, and end that by kill -9."""
    program = f"""
        import os, signal
        from pathlib import Path
        from devtools.postgres import EmbeddedServer
        EmbeddedServer(Path({str(data)!r}), durable=False).start()
        os.kill(os.getpid(), signal.SIGKILL)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(program)], cwd=BACKEND, check=False)


def test_data_are_there_after_a_stop_and_unicode_is_known(data: Path) -> None:
    with EmbeddedServer(data, durable=False) as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'straße é'::text AS word")
    with EmbeddedServer(data, durable=False) as url:
        assert ask(url, "SELECT upper(word) FROM kept") == "STRAßE É"


def test_only_tests_do_without_durability(data: Path) -> None:
    with EmbeddedServer(data) as url:
        assert ask(url, "SHOW fsync") == "on"
        assert ask(url, "SHOW synchronous_commit") == "on"
    with EmbeddedServer(data, durable=False) as url:
        assert ask(url, "SHOW fsync") == "off"


def test_it_can_be_found_while_it_runs_and_only_then(data: Path) -> None:
    assert running_url(data) is None
    with EmbeddedServer(data, durable=False) as url:
        assert running_url(data) == url
    assert running_url(data) is None


def test_the_server_of_a_killed_process_is_replaced(data: Path) -> None:
    start_and_die(data)
    orphan = find_postmaster(data)
    assert orphan is not None
    with EmbeddedServer(data, durable=False) as url:
        assert ask(url, "SELECT 1") == 1
        successor = find_postmaster(data)
        assert successor is not None
        assert successor.pid != orphan.pid


def test_a_pid_file_that_names_another_process_is_stale(data: Path) -> None:
    with EmbeddedServer(data, durable=False):
        lines = (data / "postmaster.pid").read_text().splitlines()
    (data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    with EmbeddedServer(data, durable=False) as url:
        assert ask(url, "SELECT 1") == 1


def test_a_second_owner_is_refused(data: Path) -> None:
    with EmbeddedServer(data, durable=False):
        program = f"""
            from pathlib import Path
            from devtools.postgres import EmbeddedServer
            EmbeddedServer(Path({str(data)!r})).start()
        """
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(program)], cwd=BACKEND, capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert f"{InUse.__name__}: {data} is in use by process {os.getpid()}." in done.stderr


def test_broken_data_are_told_in_the_servers_own_words_and_kept(data: Path) -> None:
    with EmbeddedServer(data, durable=False):
        pass
    (data / "global" / "pg_control").write_bytes(b"broken")
    with pytest.raises(Problem, match=r"(?s)pg_control.*Your data are still there"):
        EmbeddedServer(data, durable=False).start()
    assert (data / "PG_VERSION").exists()
    assert find_postmaster(data) is None


def test_data_of_another_version_are_told_and_kept(data: Path) -> None:
    with EmbeddedServer(data, durable=False):
        pass
    (data / "PG_VERSION").write_text("16\n")
    with pytest.raises(Problem, match="written by PostgreSQL 16, and this is 18"):
        EmbeddedServer(data, durable=False).start()


def test_a_folder_with_something_else_is_left_alone(data: Path) -> None:
    data.mkdir()
    (data / "thesis.txt").write_text("mine")
    with pytest.raises(Problem, match="Move it away"):
        EmbeddedServer(data).start()
    assert (data / "thesis.txt").read_text() == "mine"
