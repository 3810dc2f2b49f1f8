"""What holds for every container, read from the compose files; `make test-production` sees it in running ones."""

import re
from typing import Any

import pytest
import yaml

from devtools.paths import ROOT
from llm.environment import NEEDS_KEY

FILES = ("docker-compose.yml", "docker-compose.prod.yml", "docker-compose.secrets.yml", "docker-compose.proxy.yml")
EXAMPLE = (ROOT / ".env.example").read_text()
TAGGED = re.compile(r"[\w./-]+:v?\d[\w.-]*")


class Loader(yaml.SafeLoader):
    """Knows Compose's own tags."""


Loader.add_constructor("!override", lambda loader, node: loader.construct_sequence(node))


def read(name: str) -> dict[str, Any]:
    document: dict[str, Any] = yaml.load((ROOT / name).read_text(), Loader)
    return document


def made_here(name: str) -> list[tuple[str, dict[str, Any]]]:
    """The services that this file makes, not those it only changes."""
    return [(service, told) for service, told in read(name)["services"].items() if "image" in told or "build" in told]


# May use what the machine has, unless somebody says otherwise; all others may not starve these.
OF_THE_DESK = {"db", "backend", "worker", "caddy"}
SERVICES = [*made_here("docker-compose.yml"), *made_here("docker-compose.prod.yml")]


@pytest.mark.parametrize(("service", "told"), SERVICES, ids=[service for service, _ in SERVICES])
def test_every_container_is_shut_in(service: str, told: dict[str, Any]) -> None:
    assert told["init"] is told["read_only"] is True
    assert told["cap_drop"] == ["ALL"]
    assert told.get("cap_add", []) == (["NET_BIND_SERVICE"] if service == "caddy" else [])
    assert told["security_opt"] == ["no-new-privileges:true"]
    assert told["pids_limit"] > 0
    assert told["mem_limit"]
    if service in OF_THE_DESK:
        assert told["cpus"] == f"${{{service.upper()}_CPUS:-0}}"
    else:
        assert 0 < float(re.sub(r"\$\{[A-Z_]+:-([\d.]+)\}", r"\1", str(told["cpus"]))) <= 0.5
    assert told["logging"]["options"].keys() == {"max-size", "max-file"}
    assert told["restart"] == "unless-stopped"
    assert "privileged" not in told


def test_every_image_is_pinned_to_a_version() -> None:
    images = [told["image"] for _, told in SERVICES if "image" in told]
    for dockerfile in (*ROOT.glob("*/Dockerfile"), *ROOT.glob("*/*/Dockerfile"), *ROOT.glob("backend/*/*/Dockerfile")):
        images += re.findall(r"^FROM (\S+:\S+)", dockerfile.read_text(), re.MULTILINE)
    assert len(images) >= 10
    assert [image for image in images if not TAGGED.fullmatch(image)] == []


def test_nothing_of_the_machine_is_mounted_but_what_is_measured_and_how() -> None:
    allowed = re.compile(r"[a-z]|\./observability/(prometheus|alertmanager|grafana)[:/]")
    for name in ("docker-compose.yml", "docker-compose.prod.yml"):
        for service, told in read(name)["services"].items():
            for volume in told.get("volumes", []):
                assert allowed.match(volume), f"{service}: {volume}"


def test_the_third_web_server_of_the_documentation_is_as_the_second() -> None:
    """What it is extended from is there, and the first two keep their place behind Caddy."""
    written = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "scaling.md").read_text(), re.DOTALL)
    (more,) = (yaml.safe_load(block)["services"] for block in written if "backend-c" in block)
    told = more["backend-c"]["extends"]
    assert "backend-b" in read(told["file"])["services"]
    assert told["service"] == "backend-b"
    known = read("docker-compose.prod.yml")["services"]["caddy"]["environment"]["BACKEND"]
    assert more["caddy"]["environment"]["BACKEND"] == f"{known} backend-c:8000"


def used(*names: str) -> set[str]:
    return {name for file in names for name in re.findall(r"\$\{([A-Z][A-Z0-9_]+)", (ROOT / file).read_text())}


def test_grafana_runs_no_script_without_its_nonce_and_asks_nobody_else() -> None:
    """It is on the desk's own origin. `$$` is Compose's way to write `$`; Grafana puts the nonce in."""
    told = read("docker-compose.yml")["services"]["grafana"]["environment"]
    policy = told["GF_SECURITY_CONTENT_SECURITY_POLICY_TEMPLATE"].replace("$$", "$")
    assert told["GF_SECURITY_CONTENT_SECURITY_POLICY"] == "true"
    assert "\n" not in policy
    directives = {name: words for name, *words in (part.split() for part in policy.split(";"))}
    assert directives["script-src"] == ["'self'", "'unsafe-eval'", "'strict-dynamic'", "$NONCE"]
    assert directives["connect-src"] == ["'self'", "ws://$ROOT_PATH", "wss://$ROOT_PATH"]
    assert directives["object-src"] == directives["frame-ancestors"] == ["'none'"]
    assert [name for name, words in directives.items() if {"*", "http:", "https:", "grafana.com"} & set(words)] == []


@pytest.mark.parametrize("name", FILES)
def test_every_setting_is_explained_in_the_example(name: str) -> None:
    explained = set(re.findall(r"\b[A-Z][A-Z0-9_]+\b", EXAMPLE))
    assert used(name) - explained == set()


# Settings of the example that no compose file passes on, and why.
NOT_PASSED_ON = {
    "COMPOSE_FILE": "Compose's own",
    "WORKER_METRICS_BIND": "the worker's container has an address of its own",
}


def test_every_setting_of_the_example_reaches_a_container() -> None:
    offered = set(re.findall(r"^#?([A-Z][A-Z0-9_]+)=", EXAMPLE, re.MULTILINE))
    assert len(offered) > 100
    assert offered - used(*FILES) == NOT_PASSED_ON.keys()


def secrets_of_the_backend() -> set[str]:
    """What is read by `secret` and `secrets_of`, or is the key of a model's vendor: each may be a file."""
    sources = [path.read_text() for path in (ROOT / "backend" / "config").rglob("*.py")]
    read = {name for source in sources for name in re.findall(r'\bsecret(?:s_of)?\("([A-Z_]+)"', source)}
    return read | {"LLM_API_KEY"} | {f"{kind.name}_API_KEY" for kind in NEEDS_KEY}


def test_every_secret_of_the_backend_may_be_a_file() -> None:
    secrets = secrets_of_the_backend()
    assert {"SECRET_KEY", "DATABASE_URL", "OIDC_CLIENT_SECRET", "SENTRY_DSN", "GEMINI_API_KEY"} <= secrets
    passed_on = read("docker-compose.yml")["x-environment"]
    for name in (f"{secret}_FILE" for secret in secrets):
        assert passed_on[name] == f"${{{name}:-}}"
        assert re.search(rf"^#{name}=", EXAMPLE, re.MULTILINE), name


def test_a_file_is_named_where_its_folder_is_mounted() -> None:
    """The example's paths are those at which docker-compose.secrets.yml shows each folder, to those who read it."""
    services = [*read("docker-compose.yml")["services"].items(), *read("docker-compose.prod.yml")["services"].items()]
    folders = {
        (service, volume.split(":")[-2])
        for service, told in read("docker-compose.secrets.yml")["services"].items()
        for volume in told.get("volumes", [])
    }
    named = re.findall(r"^#([A-Z0-9_]+_FILE)=(/run/secrets/\w+)/\w+$", EXAMPLE, re.MULTILINE)
    assert len(named) >= 15
    for name, folder in named:
        readers = {
            service
            for service, told in services
            if any(f"${{{name}:-" in str(value) for value in told.get("environment", {}).values())
        }
        assert readers, name
        assert {(reader, folder) for reader in readers} <= folders, name


def test_a_secret_that_is_a_file_is_in_no_environment() -> None:
    for service, told in read("docker-compose.secrets.yml")["services"].items():
        given = told.get("environment", {})
        files = {name.removesuffix("_FILE"): path for name, path in given.items() if name.endswith("_FILE")}
        paths = {re.sub(r"^\$\{[A-Z_]+:-(.*)\}$", r"\1", path) for path in files.values()}
        assert {path.removeprefix("/run/secrets/") for path in paths} == set(told.get("secrets", [])), service
        assert {name: given[name] for name in files} == dict.fromkeys(files, "")
