"""The product as docker-compose.prod.yml runs it, without containers: two named servers behind Caddy, and a worker."""

import os
import secrets
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import rmtree

import psycopg

from devtools.answering import answers
from devtools.console import Problem
from devtools.environment import caddy_environment
from devtools.paths import BACKEND, CADDYFILE
from devtools.ports import free_port
from devtools.production_stack import Visitor
from devtools.restartable import RestartableServer
from devtools.roles import make_roles
from drills.chaos.clock import Clock
from drills.chaos.processes import Process

AGENTS = 4
PASSWORD = secrets.token_urlsafe(18)
DRAIN_SECONDS = 3.0
NOTICED = 2.5  # seconds within which Caddy, who asks every second, knows a server again

_BIN = Path(sys.executable).parent
_SCOPES = ("SUBMIT", "CLASSIFY", "LOGIN", "WRITE", "ADMIN", "PRESENCE", "FOLLOW")


@dataclass(frozen=True)
class Product:
    """Its parts, and who may sign in."""

    port: int
    trust: ssl.SSLContext
    postgres: RestartableServer
    servers: list[Process]
    worker: Process
    caddy: Process
    clock: Clock  # of the second server and the worker
    environment: dict[str, str]
    folder: Path
    identities: list[dict[str, str]]  # headers: some agents come with a session, others with a token

    def manage(self, *command: str, told: str | None = None) -> str:
        """What `manage.py` says. Raises Problem if it fails."""
        return _manage(self.environment, *command, told=told)

    def rolling_restart(self) -> None:
        """As docs/operations.md tells: one server after the other, each only once Caddy knows the last one again."""
        for server in self.servers:
            server.replace()
            time.sleep(NOTICED)

    def wait_for_postgres(self) -> None:
        """Until it takes connections. Raises Problem after a minute."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                psycopg.connect(self.postgres.url, connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.02)
            else:
                return
        raise Problem("PostgreSQL does not come back.")


@contextmanager
def product(data: Path, settings: Mapping[str, str], *, agents: int = AGENTS) -> Iterator[Product]:
    """Under way until the end of the block, with its database in `data` and `settings` of its own."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="triage-desk-chaos-"))
        stack.callback(rmtree, folder, ignore_errors=True)
        postgres = RestartableServer(data)
        stack.callback(postgres.finish)
        roles = make_roles(postgres.url)
        environment = _environment(roles.application, settings)
        _manage(environment | {"MIGRATIONS_DATABASE_URL": roles.owner}, "migrate", "--verbosity=0")
        clock = Clock(folder)
        addresses = [f"127.0.0.1:{free_port()}" for _ in range(2)]
        servers = [
            _server(f"backend-{name}", address, environment | (clock.environment if name == "b" else {}), folder)
            for name, address in zip("ab", addresses, strict=True)
        ]
        worker = _worker(environment | clock.environment, folder)
        port = free_port()
        caddy = _caddy(port, addresses, folder)
        for process in (*servers, worker, caddy):
            process.start()
            stack.callback(process.end)
        for process in (*servers, worker, caddy):
            process.wait()
        authority = folder / "certificates/caddy/pki/authorities/local/root.crt"
        trust = ssl.create_default_context(cafile=str(authority))
        identities = [_identity(environment, Visitor(port, trust), number) for number in range(agents)]
        yield Product(port, trust, postgres, servers, worker, caddy, clock, environment, folder, identities)


def _environment(database_url: str, settings: Mapping[str, str]) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "DATABASE_URL": database_url,
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "localhost",
        "TRUSTED_PROXIES": "127.0.0.1/32",
        "WEB_WORKERS": "2",
        "DRAIN_SECONDS": str(DRAIN_SECONDS),
        "LOG_LEVEL": "WARNING",
        "METRICS": "true",
        "WORKER_METRICS_BIND": f"127.0.0.1:{free_port()}",
        **{f"THROTTLE_{scope}": "1000000/min" for scope in _SCOPES},  # counted, and not what is tried here
        **settings,
    }


def _server(name: str, address: str, environment: dict[str, str], folder: Path) -> Process:
    command = [str(_BIN / "gunicorn"), "-c", "gunicorn.conf.py", "config.wsgi:application"]
    ready = partial(answers, f"http://localhost:{address.rpartition(':')[2]}/readyz")  # a host that it knows
    return Process(name, command, environment | {"BIND": address}, folder / f"{name}.log", ready)


def _worker(environment: dict[str, str], folder: Path) -> Process:
    ready = partial(answers, f"http://{environment['WORKER_METRICS_BIND']}/metrics")
    return Process("worker", [sys.executable, "manage.py", "worker"], environment, folder / "worker.log", ready)


def _caddy(port: int, addresses: list[str], folder: Path) -> Process:
    environment = caddy_environment(dict(os.environ), address="127.0.0.1", port=port, backend=" ".join(addresses))
    environment |= {
        "SITE": "https://localhost",
        "CERTIFICATES": "internal",
        "HTTPS": "auto_https disable_redirects",  # of Caddy's, on port 80, which may not be ours
        "HTTP_PORT": str(free_port()),
        "UPSTREAM": "replicas",
        "XDG_DATA_HOME": str(folder / "certificates"),
        "CADDY_METRICS_PORT": str(free_port()),
    }
    command = [str(_BIN / "caddy"), "run", "--adapter", "caddyfile", "--config", str(CADDYFILE)]
    ready = partial(answers, f"http://127.0.0.1:{environment['CADDY_METRICS_PORT']}/metrics")
    return Process("caddy", command, environment, folder / "caddy.log", ready)


def _manage(environment: dict[str, str], *command: str, told: str | None = None) -> str:
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "manage.py", *command],
        cwd=BACKEND,
        env=environment,
        input=told,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Problem(f"manage.py {' '.join(command)} failed: {done.stderr[-1500:]}")
    return done.stdout


def _identity(environment: dict[str, str], visitor: Visitor, number: int) -> dict[str, str]:
    """An agent who signs in, and every second time makes a token for the programs that work for them."""
    name = f"agent-{number}"
    _manage(environment, "create_agent", name, "--role=agent", "--password-stdin", told=PASSWORD)
    visitor.ask("GET", "/api/session/")
    status, _, body = visitor.ask("POST", "/api/session/", {"username": name, "password": PASSWORD})
    if status != 200:
        raise Problem(f"{name} cannot sign in: {status} {body}")
    if number % 2:
        return visitor.headers()
    status, _, body = visitor.ask("POST", "/api/tokens/", {"name": "chaos", "scope": "write", "days": 1})
    if status != 201:
        raise Problem(f"no token for {name}: {status} {body}")
    return {"Content-Type": "application/json", "Authorization": f"Bearer {body['token']}"}
