"""One stack of containers of its own, under a name and a port that nobody else has."""
# ruff: noqa: S603 -- every program that is run here is named here

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self

from devtools.console import Problem, say
from devtools.paths import ROOT
from devtools.ports import free_port

DESK = ("db", "backend", "worker", "caddy")
MEASURING = ("prometheus", "alertmanager", "grafana", "postgres-exporter", "node-exporter")
SERVICES = (*DESK, *MEASURING)

# Seconds for images that are built already to be up and healthy.
START_LIMIT = 300

# Two backends, because they migrate the same empty database when they start together.
_SCALE = MappingProxyType({"backend": 2})

# What Docker needs of the caller's environment. Settings of the desk stay out: the defaults are what is checked.
_PASSED_ON = ("PATH", "HOME", "DOCKER_HOST", "DOCKER_CONFIG", "DOCKER_CONTEXT", "DOCKER_CERT_PATH", "DOCKER_TLS_VERIFY")


class ComposeStack:
    """The stack of docker-compose.yml with its defaults, taken away with its data at the end."""

    def __init__(
        self, settings: Mapping[str, str] = MappingProxyType({}), *, scale: Mapping[str, int] = _SCALE
    ) -> None:
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self._name = f"triage-desk-check-{os.getpid()}"
        self._environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        self._environment |= {"PORT": str(self.port), **settings}
        self._scale = [word for service, number in scale.items() for word in ("--scale", f"{service}={number}")]

    def __enter__(self) -> Self:
        say("building the images")
        self._compose("build", "--quiet")
        say(f"starting the containers on port {self.port}")
        try:
            self._compose("up", "--detach", "--wait", "--wait-timeout", str(START_LIMIT), "--quiet-pull", *self._scale)
        except Problem:
            self._report_logs()
            self._remove()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._report_logs()
        self._remove()

    def execute(self, service: str, *command: str) -> str:
        """What `command` prints inside the container of `service`. Raises Problem if it fails."""
        return self._compose("exec", "-T", service, *command)

    def tell(self, service: str, line: str, *command: str) -> str:
        """As `execute`, with one line for the command to read."""
        return self._compose("exec", "-T", service, *command, told=f"{line}\n")

    def shell(self, command: str, folder: Path) -> str:
        """What `command` prints that somebody types in `folder`, whose `docker compose` means this stack.

        Raises Problem if it fails.
        """
        files = self._environment.get("COMPOSE_FILE", "docker-compose.yml").split(os.pathsep)
        mine = {
            "COMPOSE_FILE": os.pathsep.join(str(ROOT / file) for file in files),
            "COMPOSE_PROJECT_NAME": self._name,
            "COMPOSE_ENV_FILES": os.devnull,
            "COMPOSE_ANSI": "never",
        }
        done = _run(["sh", "-ec", command], folder, self._environment | mine)
        if done.returncode != 0:
            raise Problem(f"`{command}` failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def replace(self, service: str) -> None:
        """New containers for `service`, ready when this returns."""
        limit = ("--wait", "--wait-timeout", str(START_LIMIT))
        self._compose("up", "--detach", "--force-recreate", "--no-deps", *limit, service)

    def inspect(self) -> list[dict[str, Any]]:
        """All containers, as the engine describes them."""
        done = _run(["docker", "inspect", *self._compose("ps", "--quiet").split()], ROOT, self._environment)
        containers: list[dict[str, Any]] = json.loads(done.stdout)
        return containers

    def sql(self, statement: str) -> str:
        """What the database answers, columns separated by |."""
        psql = ("psql", "--quiet", "--username=desk", "--dbname=desk", "-v", "ON_ERROR_STOP=1", "-tAc", statement)
        return self.execute("db", *psql).strip()

    def published(self) -> dict[str, set[str]]:
        """For each service the addresses of this machine that lead to it."""
        lines = self._compose("ps", "--format", "json").splitlines()
        containers: list[dict[str, Any]] = [json.loads(line) for line in lines]
        return {
            container["Service"]: {
                f"{port['URL']}:{port['PublishedPort']}"
                for port in container["Publishers"] or []
                if port["PublishedPort"]
            }
            for container in containers
        }

    def _report_logs(self) -> None:
        say("the last lines of the containers:\n" + self._compose("logs", "--no-color", "--tail", "40"))

    def _remove(self) -> None:
        say("removing the containers and their data")
        self._compose("down", "--volumes", "--remove-orphans", "--rmi", "local")

    def _compose(self, *arguments: str, told: str = "") -> str:
        command = [
            "docker",
            "compose",
            "--ansi",
            "never",
            "--project-name",
            self._name,
            "--env-file",
            os.devnull,
            *arguments,
        ]
        done = _run(command, ROOT, self._environment, told)
        if done.returncode != 0:
            raise Problem(f"`docker compose {' '.join(arguments)}` failed:\n{done.stdout}{done.stderr}")
        return done.stdout


def _run(
    command: list[str], folder: Path, environment: dict[str, str], told: str = ""
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, cwd=folder, env=environment, input=told, capture_output=True, text=True, check=False)
