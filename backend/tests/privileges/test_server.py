"""PostgreSQL's container: whom it lets in, and with which passwords it does not start."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.checks import _KNOWN_PASSWORDS
from devtools.folders import passing_folder
from devtools.paths import BACKEND
from devtools.ports import free_port
from devtools.postgres import EmbeddedServer

SERVER = BACKEND / "privileges" / "server"
PASSWORDS = [
    "POSTGRES_PASSWORD",
    "POSTGRES_OWNER_PASSWORD",
    "POSTGRES_APPLICATION_PASSWORD",
    "POSTGRES_BACKUP_PASSWORD",
    "POSTGRES_MONITOR_PASSWORD",
]
GOOD = {name: f"hJ4-tR9_xW2{name}" for name in PASSWORDS}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Of a server that asks pg_hba.conf, with the superuser `desk` and the role `desk_app`, both with a password."""
    chosen = free_port()
    with passing_folder("tests") as folder:
        rules = folder / "pg_hba.conf"
        rules.write_text((SERVER / "pg_hba.conf").read_text())
        rules.chmod(0o644)
        settings = ("listen_addresses=127.0.0.1", f"port={chosen}", f"hba_file={rules}")
        with EmbeddedServer(folder / "postgres", durable=False, settings=settings) as url:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("CREATE ROLE desk SUPERUSER LOGIN PASSWORD 'right'")
                connection.execute("CREATE ROLE desk_app LOGIN PASSWORD 'right'")
            yield chosen


def reach(port: int, user: str, password: str) -> None:
    with psycopg.connect(host="127.0.0.1", port=port, user=user, password=password, dbname="desk") as connection:
        connection.execute("SELECT 1")


def test_the_superuser_comes_by_no_network_and_others_by_their_password(port: int) -> None:
    reach(port, "desk_app", "right")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        reach(port, "desk_app", "wrong")
    with pytest.raises(psycopg.OperationalError, match=r"pg_hba.conf rejects connection .* user \"desk\""):
        reach(port, "desk", "right")


def started(script: str, environment: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["sh", SERVER / script, *arguments],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
    )


def test_passwords_of_ones_own_are_let_pass() -> None:
    done = started("known-passwords.sh", GOOD)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("password", sorted(_KNOWN_PASSWORDS | {"", "Development-Only", "desk_owner", "monitor"}))
def test_each_password_that_everybody_knows_is_named(password: str) -> None:
    done = started("known-passwords.sh", dict.fromkeys(PASSWORDS, password))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"{name} is missing, or one that everybody knows: set another (openssl rand -hex 24)." for name in PASSWORDS
    ]


def test_one_in_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("development-only\n")
    environment = {**GOOD, "POSTGRES_BACKUP_PASSWORD": "", "POSTGRES_BACKUP_PASSWORD_FILE": str(tmp_path / "password")}
    assert started("known-passwords.sh", environment).stderr.startswith("POSTGRES_BACKUP_PASSWORD is missing, or one")
    (tmp_path / "password").write_text("hJ4-tR9_xW2\n")
    assert started("known-passwords.sh", environment).returncode == 0


def test_a_command_of_ones_own_lets_in_nobody_else(tmp_path: Path) -> None:
    """The image's programs say here what they are told; no role is made, for want of all passwords."""
    for name, program in {"docker-entrypoint.sh": 'echo "$@"', "pg_isready": "exit 0"}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{program}\n")
        (tmp_path / name).chmod(0o755)
    environment = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = started("start.sh", environment, "postgres", "-c", "shared_buffers=1GB")
    assert done.stdout.strip() == "postgres -c shared_buffers=1GB -c hba_file=/desk/pg_hba.conf"


def test_production_does_not_start_with_one() -> None:
    known = {**GOOD, "POSTGRES_MONITOR_PASSWORD": "development-only"}
    done = started("start.sh", {**known, "REFUSE_KNOWN_PASSWORDS": "true"})
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "POSTGRES_MONITOR_PASSWORD is missing, or one that everybody knows: set another (openssl rand -hex 24)."
    ]
