"""What the doctor says of an installation, by what Docker says of it."""

import json
import ssl
import subprocess
from pathlib import Path
from typing import Any

import pytest

from devtools.doctor import Finding, examine

READY = {"database": "ok", "migrations": "ok", "queue": "ok"}
DF = "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/sda1 100 {0} 50 {0}% /disks/db\n"


ROLES = ("", "OWNER_", "APPLICATION_", "BACKUP_", "MONITOR_")


class Docker:
    """Answers as an installation in which all is well, but for what a test changes."""

    def __init__(self) -> None:
        caddy = {
            "environment": {"SITE": "https://desk.example.org"},
            "ports": [
                {"target": 443, "published": "443", "protocol": "tcp"},
                {"target": 443, "published": "443", "protocol": "udp"},
            ],
        }
        db = {"environment": {f"POSTGRES_{role}PASSWORD": "hJ4-tR9_xW2" for role in ROLES}}
        self.services: dict[str, Any] = {"db": db, "backend": {}, "backup": {}, "caddy": caddy, "node-exporter": {}}
        self.containers = dict.fromkeys(self.services, ("running", "healthy"))
        self.secrets: dict[str, Any] = {}
        self.ready = dict(READY)
        self.missing = ""
        self.fails: dict[str, str] = {}
        self.used = 40

    def __call__(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        line = " ".join(arguments)
        for part, error in self.fails.items():
            if part in line:
                return subprocess.CompletedProcess(arguments, 1, "", f"...\n{error}\n")
        return subprocess.CompletedProcess(arguments, 0, self._answer(line), "")

    def _answer(self, line: str) -> str:
        if line.startswith("compose config"):
            return json.dumps({"services": self.services, "secrets": self.secrets})
        if line.startswith("compose ps"):
            return "\n".join(
                json.dumps({"Service": name, "Name": f"desk-{name}-1", "State": state, "Health": health})
                for name, (state, health) in self.containers.items()
            )
        if "readyz" in line:
            return json.dumps({"checks": self.ready})
        if "-m backup check" in line:
            return "desk-20260131T023000Z, 90 minutes old, restored and compared\n"
        if "database_roles --check" in line:
            return "desk_app may do what is written, and nothing else.\n"
        return DF.format(self.used) if "df -P" in line else ""


@pytest.fixture
def docker() -> Docker:
    return Docker()


def wrong(docker: Docker, days: float = 60.0) -> list[Finding]:
    return [finding for finding in examine(docker, lambda *_: days) if finding.remedy]


def test_of_a_well_one_nothing_is_wrong(docker: Docker) -> None:
    told = [finding.what for finding in examine(docker, lambda *_: 60.0)]
    assert wrong(docker) == []
    assert "5 containers run and are healthy" in told
    assert "the certificate of desk.example.org holds for 60 more days" in told
    assert any("90 minutes old" in what for what in told)
    assert "the database's roles: desk_app may do what is written, and nothing else." in told
    assert "the disk of db is 40 % full" in told


def test_an_application_that_may_do_more_in_the_database_is_told(docker: Docker) -> None:
    docker.fails["database_roles --check"] = "CommandError: the role desk is SUPERUSER\nMore."
    [finding] = wrong(docker)
    assert "SUPERUSER" in finding.what
    assert "docs/operations.md, Roles of the database" in finding.remedy
    del docker.services["backup"]  # development may have one role for all
    del docker.containers["backup"]
    assert ["development" in finding.what for finding in wrong(docker)] == [True]


def test_a_missing_setting_is_all_it_says(docker: Docker) -> None:
    docker.fails["compose config"] = "required variable DOMAIN is missing a value"
    (finding,) = examine(docker)
    assert "DOMAIN is missing" in finding.what
    assert ".env" in finding.remedy


def test_nothing_running_comes_with_the_command(docker: Docker) -> None:
    docker.containers.clear()
    (finding,) = wrong(docker)
    assert (finding.what, finding.remedy) == ("nothing is running", "docker compose up --detach --build --wait")


@pytest.mark.parametrize(
    ("service", "state", "told"),
    [
        ("db", ("exited", ""), "desk-db-1 is exited"),
        ("backend", ("running", "unhealthy"), "desk-backend-1 is unhealthy"),
    ],
)
def test_a_container_that_is_not_well(docker: Docker, service: str, state: tuple[str, str], told: str) -> None:
    docker.containers[service] = state
    (finding,) = wrong(docker)
    assert finding == Finding(told, f"docker compose logs --tail 50 {service}")


def test_a_service_without_a_container(docker: Docker) -> None:
    del docker.containers["node-exporter"]
    (finding,) = wrong(docker)
    assert finding.what == "node-exporter is not there"


def test_migrations_that_were_not_applied(docker: Docker) -> None:
    docker.ready["migrations"] = "2 not applied"
    (finding,) = wrong(docker)
    assert finding.what == "migrations: 2 not applied"
    assert "migrate_locked" in finding.remedy


def test_a_backup_that_is_too_old(docker: Docker) -> None:
    docker.fails["-m backup check"] = "backup: the newest backup is 50 hours old"
    (finding,) = wrong(docker)
    assert "50 hours old" in finding.what
    assert "backup now" in finding.remedy


def test_a_certificate_that_was_not_renewed(docker: Docker) -> None:
    (finding,) = wrong(docker, days=13.4)
    assert "holds for 13 more days" in finding.what


def test_a_certificate_that_nobody_knows_is_wrong_unless_it_was_asked_for(docker: Docker) -> None:
    def refuse(host: str, address: str, port: int) -> float:
        error = ssl.SSLCertVerificationError(1, "verify failed")
        error.verify_message = "unable to get local issuer certificate"
        raise error

    assert [f.what for f in examine(docker, refuse) if f.remedy] == [
        "the certificate of desk.example.org: unable to get local issuer certificate"
    ]
    docker.services["caddy"]["environment"]["CERTIFICATES"] = "internal"
    assert not [finding for finding in examine(docker, refuse) if finding.remedy]


@pytest.mark.parametrize(
    ("published", "asked"),
    [
        ({}, "127.0.0.1"),
        ({"host_ip": "0.0.0.0"}, "127.0.0.1"),
        ({"host_ip": "::"}, "::1"),
        ({"host_ip": "192.0.2.7"}, "192.0.2.7"),
    ],
)
def test_https_is_asked_for_where_it_is_published(docker: Docker, published: dict[str, str], asked: str) -> None:
    docker.services["caddy"]["ports"][0] |= published
    seen: list[tuple[str, str, int]] = []

    def days_left(host: str, address: str, port: int) -> float:
        seen.append((host, address, port))
        return 60.0

    assert [finding for finding in examine(docker, days_left) if finding.remedy] == []
    assert seen == [("desk.example.org", asked, 443)]


@pytest.mark.parametrize("role", ROLES)
def test_a_password_of_the_database_that_everybody_knows(docker: Docker, role: str) -> None:
    docker.services["db"]["environment"][f"POSTGRES_{role}PASSWORD"] = "development-only"
    (finding,) = wrong(docker)
    assert finding.what.startswith(f"POSTGRES_{role}PASSWORD is missing, or one that everybody knows")
    assert ".env" in finding.remedy
    del docker.services["backup"], docker.containers["backup"]  # development has such passwords
    assert ["development" in finding.what for finding in wrong(docker)] == [True]


def test_a_password_in_a_file_is_looked_at_on_this_machine(docker: Docker, tmp_path: Path) -> None:
    (tmp_path / "owner").write_text("changeme\n")
    docker.services["db"]["environment"] |= {
        "POSTGRES_OWNER_PASSWORD": "",
        "POSTGRES_OWNER_PASSWORD_FILE": "/run/secrets/postgres_owner_password",
    }
    docker.services["db"]["secrets"] = [{"source": "postgres_owner_password"}]
    docker.secrets = {"postgres_owner_password": {"file": str(tmp_path / "owner")}}
    (finding,) = wrong(docker)
    assert finding.what.startswith("POSTGRES_OWNER_PASSWORD is missing, or one")
    docker.secrets = {"postgres_owner_password": {"file": str(tmp_path / "gone")}}
    (finding,) = wrong(docker)
    assert finding.what == f"POSTGRES_OWNER_PASSWORD_FILE={tmp_path / 'gone'} cannot be read."
    (tmp_path / "owner").write_text("hJ4-tR9_xW2\n")
    docker.secrets = {"postgres_owner_password": {"file": str(tmp_path / "owner")}}
    assert wrong(docker) == []


def test_a_disk_that_is_full(docker: Docker) -> None:
    docker.used = 93
    (finding,) = wrong(docker)
    assert finding.what == "the disk of db is 93 % full"


def test_development_on_a_server_is_wrong(docker: Docker) -> None:
    del docker.services["backup"], docker.containers["backup"]
    (finding,) = wrong(docker)
    assert "nobody signs in" in finding.what
