"""Looks at the installation in this folder, and says what is wrong with it and what to do: `make doctor`.

python3 -m devtools.doctor: needs nothing but Python and Docker, as on a server. Exit status: 0 all well, 1 something is
wrong, 2 there is no Docker. Changes nothing.
"""

import json
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devtools.doctor_passwords import known_passwords

ROOT = Path(__file__).resolve().parents[2]

# Percent of a file system. As in the alert DeskDiskAlmostFull.
_FULL = 90
# Caddy renews a certificate when a third of its life is left; one with fewer days was not renewed.
_CERTIFICATE_DAYS = 14

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@dataclass(frozen=True)
class Finding:
    """What is wrong, and the remedy; a finding without a remedy is good news."""

    what: str
    remedy: str = ""


def docker(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """One command of Docker's, in the folder of the installation."""
    return subprocess.run(  # noqa: S603 -- the arguments are constants and names of services
        ["docker", *arguments],  # noqa: S607
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def _containers(services: dict[str, Any], containers: list[dict[str, Any]]) -> Iterator[Finding]:
    well = 0
    for service in services:
        states = [container for container in containers if container["Service"] == service]
        bad = [one for one in states if one["State"] != "running" or one["Health"] not in ("", "healthy")]
        if not states:
            yield Finding(f"{service} is not there", f"docker compose up --detach --wait {service}")
        for one in bad:
            how = one["Health"] if one["State"] == "running" else one["State"]
            yield Finding(f"{one['Name']} is {how}", f"docker compose logs --tail 50 {service}")
        well += len(states) - len(bad)
    yield Finding(f"{well} containers run and are healthy")


def _backend(run: Run, *, production: bool) -> Iterator[Finding]:
    ask = (
        "import json, urllib.request as u, urllib.error as e\n"
        "r = u.Request('http://127.0.0.1:8000/readyz', headers={'Host': 'localhost'})\n"
        "try: print(u.urlopen(r, timeout=10).read().decode())\n"
        "except e.HTTPError as error: print(error.read().decode())"
    )
    ready = run("compose", "exec", "-T", "backend", "python", "-c", ask)
    if ready.returncode != 0:
        yield Finding("the backend does not answer", "docker compose logs --tail 50 backend")
        return
    checks = json.loads(ready.stdout)["checks"]
    for name in ("database", "migrations", "queue"):
        if checks.get(name) == "ok":
            yield Finding(f"{name}: ok")
        else:
            yield Finding(f"{name}: {checks.get(name, 'unknown')}", _REMEDIES[name])
    yield from _roles(run, production=production)
    deployed = run(
        "compose", "exec", "-T", "backend", "python", "manage.py", "check", "--deploy", "--fail-level=WARNING"
    )
    if not production:
        yield Finding(
            "this is development: nobody signs in; no https, no backups", "docs/operations.md, before the internet"
        )
    elif deployed.returncode != 0:
        yield Finding(
            f"check --deploy: {_last_line(deployed.stderr)}",
            "docker compose exec backend python manage.py check --deploy",
        )
    else:
        yield Finding("production's settings are hardened (check --deploy)")


def _roles(run: Run, *, production: bool) -> Iterator[Finding]:
    """What the application may do in the database. Of no weight in development, where it may be one role for all."""
    checked = run("compose", "exec", "-T", "backend", "python", "manage.py", "database_roles", "--check")
    if checked.returncode == 0:
        yield Finding(f"the database's roles: {_last_line(checked.stdout)}")
    else:
        _, _, told = checked.stderr.rpartition("CommandError: ")
        first = (told.splitlines() or ["no reason given"])[0]
        yield Finding(f"the database's roles: {first}", _ROLES if production else "")


_ROLES = "docs/operations.md, Roles of the database: docker compose up --detach --wait db, then the backends"

_REMEDIES = {
    "database": "observability/runbooks/DeskDatabaseDown.md",
    "migrations": "docker compose exec backend python manage.py migrate_locked",
    "queue": "observability/runbooks/DeskWorkerAbsent.md",
}


def _backup(run: Run) -> Iterator[Finding]:
    checked = run("compose", "exec", "-T", "backup", "/usr/bin/python3", "-m", "backup", "check")
    if checked.returncode == 0:
        yield Finding(f"backup: {checked.stdout.strip()}")
    else:
        yield Finding(_last_line(checked.stderr), "docker compose exec backup /usr/bin/python3 -m backup now")


def _passwords(settings: dict[str, Any]) -> Iterator[Finding]:
    told = known_passwords(settings)
    for line in told:
        yield Finding(
            line, "put it into .env, or into its file (docs/operations.md, Install), and: docker compose up -d --wait"
        )
    if not told:
        yield Finding("the passwords of the database are nobody's guess")


def _certificate(caddy: dict[str, Any], days_left: Callable[[str, str, int], float]) -> Iterator[Finding]:
    """As a browser on this machine would see it."""
    host = caddy["environment"]["SITE"].removeprefix("https://")
    (published,) = (one for one in caddy["ports"] if one["target"] == 443 and one["protocol"] == "tcp")
    address, port = _reachable(published.get("host_ip", "")), int(published["published"])
    internal = caddy["environment"].get("CERTIFICATES") == "internal"
    try:
        days = days_left(host, address, port)
    except ssl.SSLCertVerificationError as error:
        if internal:
            yield Finding("https is of Caddy's own authority, as CERTIFICATES says: browsers do not know it")
        else:
            yield Finding(f"the certificate of {host}: {error.verify_message}", _CERTIFICATE_REMEDY)
    except OSError as error:
        yield Finding(f"https at {address}, port {port}: {error}", _CERTIFICATE_REMEDY)
    else:
        remedy = _CERTIFICATE_REMEDY if days < _CERTIFICATE_DAYS else ""
        yield Finding(f"the certificate of {host} holds for {days:.0f} more days", remedy)


_CERTIFICATE_REMEDY = "does DOMAIN lead to this machine, with ports 80 and 443 open? docker compose logs caddy"


def _reachable(published: str) -> str:
    """Where this machine reaches what it publishes at this address: all of its addresses include the loopback's."""
    return {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(published, published)  # noqa: S104 -- nothing listens


def certificate_days(host: str, address: str, port: int) -> float:
    """For how long the certificate that is shown for `host` holds. Raises OSError, of which SSL's errors are."""
    context = ssl.create_default_context()
    with (
        socket.create_connection((address, port), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname=host) as encrypted,
    ):
        shown = encrypted.getpeercert() or {}
        return (ssl.cert_time_to_seconds(str(shown["notAfter"])) - time.time()) / 86400


def _disks(run: Run) -> Iterator[Finding]:
    listed = run("compose", "exec", "-T", "node-exporter", "sh", "-c", "df -P /disks/*").stdout
    for used, where in sorted(set(re.findall(r"(\d+)% (/disks/\S+)", listed))):
        name = where.removeprefix("/disks/")
        if int(used) >= _FULL:
            yield Finding(f"the disk of {name} is {used} % full", "observability/runbooks/DeskDiskAlmostFull.md")
        else:
            yield Finding(f"the disk of {name} is {used} % full")


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason given"])[-1]


def examine(run: Run = docker, days_left: Callable[[str, str, int], float] = certificate_days) -> Iterator[Finding]:
    """Each check's findings, the settings first. Ends early where nothing more can be asked."""
    checked = run("compose", "config", "--format", "json")
    if checked.returncode != 0:
        yield Finding(
            f"the settings: {_last_line(checked.stderr)}", "put it into .env; .env.example explains each setting"
        )
        return
    settings = json.loads(checked.stdout)
    services = settings["services"]
    yield Finding("the settings are complete")
    if "backup" in services:
        yield from _passwords(settings)
    containers = [json.loads(line) for line in run("compose", "ps", "--all", "--format", "json").stdout.splitlines()]
    if not containers:
        yield Finding("nothing is running", "docker compose up --detach --build --wait")
        return
    yield from _containers(services, containers)
    running = {container["Service"] for container in containers if container["State"] == "running"}
    if "backend" in running:
        yield from _backend(run, production="backup" in services)
    if "backup" in running:
        yield from _backup(run)
    if "caddy" in running and services["caddy"].get("environment", {}).get("SITE", "").startswith("https"):
        yield from _certificate(services["caddy"], days_left)
    if "node-exporter" in running:
        yield from _disks(run)


def main() -> int:
    """Print the findings."""
    if shutil.which("docker") is None or docker("compose", "version").returncode != 0:
        sys.stderr.write("Not done: Docker with its compose plugin is not here. `make run` needs no doctor.\n")
        return 2
    wrong = 0
    for finding in examine():
        wrong += bool(finding.remedy)
        sys.stdout.write(f"{'WRONG' if finding.remedy else 'ok   '}  {finding.what}\n")
        if finding.remedy:
            sys.stdout.write(f"       -> {finding.remedy}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
