"""What holds for every container, read from the compose files; `make test-production` sees it in running ones."""

import re
from typing import Any

import pytest
import yaml

from devtools.paths import ROOT

FILES = ("docker-compose.yml", "docker-compose.prod.yml", "docker-compose.secrets.yml")
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


SERVICES = [*made_here("docker-compose.yml"), *made_here("docker-compose.prod.yml")]


@pytest.mark.parametrize(("service", "told"), SERVICES, ids=[service for service, _ in SERVICES])
def test_every_container_is_shut_in(service: str, told: dict[str, Any]) -> None:
    assert told["init"] is told["read_only"] is True
    assert told["cap_drop"] == ["ALL"]
    assert told.get("cap_add", []) == (["NET_BIND_SERVICE"] if service == "caddy" else [])
    assert told["security_opt"] == ["no-new-privileges:true"]
    assert told["pids_limit"] > 0
    assert told["mem_limit"]
    assert told["logging"]["options"].keys() == {"max-size", "max-file"}
    assert told["restart"] == "unless-stopped"
    assert "privileged" not in told


def test_every_image_is_pinned_to_a_version() -> None:
    images = [told["image"] for _, told in SERVICES if "image" in told]
    for dockerfile in (*ROOT.glob("*/Dockerfile"), *ROOT.glob("*/*/Dockerfile")):
        images += re.findall(r"^FROM (\S+:\S+)", dockerfile.read_text(), re.MULTILINE)
    assert len(images) >= 10
    assert [image for image in images if not TAGGED.fullmatch(image)] == []


def test_production_mounts_no_file_of_the_machine() -> None:
    for service, told in read("docker-compose.prod.yml")["services"].items():
        for volume in told.get("volumes", []):
            assert not volume.startswith((".", "/")), f"{service}: {volume}"


@pytest.mark.parametrize("name", FILES)
def test_every_setting_is_explained_in_the_example(name: str) -> None:
    example = (ROOT / ".env.example").read_text()
    explained = set(re.findall(r"\b[A-Z][A-Z0-9_]+\b", example))
    used = set(re.findall(r"\$\{([A-Z][A-Z0-9_]+)", (ROOT / name).read_text()))
    assert used - explained == set()


def test_a_secret_that_is_a_file_is_in_no_environment() -> None:
    for service, told in read("docker-compose.secrets.yml")["services"].items():
        given = told["environment"]
        files = {name.removesuffix("_FILE"): path for name, path in given.items() if name.endswith("_FILE")}
        assert {path.removeprefix("/run/secrets/") for path in files.values()} == set(told["secrets"]), service
        assert {name: given[name] for name in files} == dict.fromkeys(files, "")
