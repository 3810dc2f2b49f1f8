"""deploy/kubernetes says of the product what the product is: settings, paths, ports, users, times, connections."""

import re
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.urls import resolve

from devtools.paths import BACKEND, CADDYFILE, ROOT
from jobs.management.commands.worker import MAINTENANCE_SLOTS
from tests.kubernetes.kustomize import Manifest, build, containers, identity, pod, read
from tests.kubernetes.test_manifests import BUILT, EXAMPLE, FOLDER

# Of one worker at most: its jobs' threads, the pool of its queue, who listens, who measures.
WORKER_CONNECTIONS = (settings.ANALYSIS_MAX_CONCURRENT + MAINTENANCE_SLOTS + 2) + 4 + 1 + 1
PODS = {identity(one)[2]: one for one in BUILT if pod(one)}
[SETTINGS] = [one["data"] for one in BUILT if one["kind"] == "ConfigMap"]
DOCKERFILES = {"backend": ROOT / "backend" / "Dockerfile", "caddy": ROOT / "caddy" / "Dockerfile"}


def only(manifest: Manifest) -> dict[str, Any]:
    [container] = containers(manifest)
    return container


def environment(manifest: Manifest) -> dict[str, str]:
    given = {variable["name"]: variable["value"] for variable in only(manifest)["env"] if "value" in variable}
    return {**(SETTINGS if "envFrom" in only(manifest) else {}), **given}


def dockerfile(manifest: Manifest) -> str:
    image = only(manifest)["image"].partition(":")[0].rpartition("triage-desk-")[2]
    return DOCKERFILES[image].read_text()


def documented() -> set[str]:
    """By .env.example and the compose files; both are compared with each other elsewhere."""
    compose = (ROOT / "docker-compose.yml").read_text()
    return set(re.findall(r"\b[A-Z][A-Z0-9_]+\b", (ROOT / ".env.example").read_text() + compose))


@pytest.mark.parametrize("name", ["web", "worker", "migrate"])
def test_every_setting_is_one_that_the_backend_knows(name: str) -> None:
    known = documented()
    assert [one for one in environment(PODS[name]) if one not in known and one.removesuffix("_FILE") not in known] == []


def test_every_setting_of_caddy_is_in_the_caddyfile() -> None:
    known = set(re.findall(r"\{\$([A-Z_]+)", CADDYFILE.read_text()))
    assert environment(PODS["caddy"]).keys() <= known
    assert f"(certificates_{environment(PODS['caddy'])['CERTIFICATES']})" in CADDYFILE.read_text()


def test_caddy_hears_of_the_settings_that_it_shares_with_the_backend() -> None:
    told = "".join((BACKEND / "config" / "settings" / name).read_text() for name in ("base.py", "production.py"))
    shared = set(re.findall(r"\{\$([A-Z_]+)", CADDYFILE.read_text())) & set(re.findall(r'env\.\w+\("([A-Z_]+)"', told))
    assert shared
    asked = {
        one["name"]: one["valueFrom"]["configMapKeyRef"] for one in only(PODS["caddy"])["env"] if "valueFrom" in one
    }
    assert asked == {name: {"name": "settings", "key": name, "optional": True} for name in shared}
    [config] = [one for one in BUILT if one["kind"] == "ConfigMap"]
    assert identity(config)[2] == "settings"


def test_the_ingress_lets_in_what_the_api_takes() -> None:
    [ingress] = [one for one in BUILT if one["kind"] == "Ingress"]
    told = ingress["metadata"]["annotations"]["nginx.ingress.kubernetes.io/proxy-body-size"]
    ours = re.search(r"max_size (\d+)MiB # the backend's DATA_UPLOAD_MAX_MEMORY_SIZE", CADDYFILE.read_text())
    assert ours
    assert int(ours[1]) * 1024 * 1024 == settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert int(told.removesuffix("m")) > int(ours[1])


@pytest.mark.parametrize("name", PODS)
def test_users_and_ports_are_those_of_the_image(name: str) -> None:
    user = re.search(r"--uid (\d+)|^USER (\d+)", dockerfile(PODS[name]), re.MULTILINE)
    told = pod(PODS[name])
    assert user
    assert told
    assert str(told["securityContext"]["runAsUser"]) == (user[1] or user[2])
    exposed = re.search(r"^EXPOSE (\d+)", dockerfile(PODS[name]), re.MULTILINE)
    ports = {port["name"]: port["containerPort"] for port in only(PODS[name]).get("ports", [])}
    assert exposed
    assert ports.get("http", int(exposed[1])) == int(exposed[1])


def test_metrics_are_where_prometheus_is_told() -> None:
    asked = {identity(one)[2]: one["spec"] for one in build(FOLDER / "monitoring")}
    assert asked.keys() == PODS.keys() - {"migrate"}
    for name, spec in asked.items():
        labels = PODS[name]["spec"]["template"]["metadata"]["labels"]
        assert spec["selector"]["matchLabels"].items() <= labels.items()
        [endpoint] = spec["podMetricsEndpoints"]
        assert endpoint["port"] in {port["name"] for port in only(PODS[name])["ports"]}
    prometheus = yaml.safe_load((ROOT / "observability/prometheus/prometheus.yml").read_text())
    jobs = {spec["podMetricsEndpoints"][0]["relabelings"][0]["replacement"] for spec in asked.values()}
    assert jobs <= {one["job_name"] for one in prometheus["scrape_configs"]}
    assert environment(PODS["worker"])["WORKER_METRICS_BIND"].endswith(":9101")


def test_web_servers_are_asked_at_paths_that_exist_by_a_host_that_is_let_in() -> None:
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        asked = only(PODS["web"])[probe]["httpGet"]
        assert resolve(asked["path"]).func.__name__ == asked["path"].strip("/")
        assert asked["httpHeaders"] == [{"name": "Host", "value": "localhost"}]  # production adds it to ALLOWED_HOSTS
    assert only(PODS["web"])["livenessProbe"]["httpGet"]["path"] == "/livez"
    assert only(PODS["web"])["readinessProbe"]["httpGet"]["path"] == "/readyz"


def test_workers_are_asked_for_the_file_that_they_touch() -> None:
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        command = only(PODS["worker"])[probe]["exec"]["command"]
        assert command == ["python", "-m", "jobs.alive", environment(PODS["worker"])["WORKER_ALIVE_FILE"]]


def test_nobody_is_killed_before_the_time_that_settings_give() -> None:
    drain, graceful = float(SETTINGS["DRAIN_SECONDS"]), float(SETTINGS["GRACEFUL_TIMEOUT"])
    times = {name: (pod(manifest) or {}).get("terminationGracePeriodSeconds", 30) for name, manifest in PODS.items()}
    assert drain + graceful < times["web"]
    assert float(SETTINGS["WORKER_GRACE_SECONDS"]) + 10 <= times["worker"]
    pause = only(PODS["caddy"])["lifecycle"]["preStop"]["exec"]["command"][1]
    grace = re.search(r"grace_period (\d+)s", CADDYFILE.read_text())
    assert grace
    assert float(pause) + float(grace[1]) < times["caddy"]
    probe = only(PODS["web"])["readinessProbe"]
    assert probe["periodSeconds"] * probe["failureThreshold"] < drain  # and then everybody has to be told


def test_only_the_migration_has_the_owners_role() -> None:
    for name in ("web", "worker", "migrate"):
        volumes = {volume["name"]: volume for volume in (pod(PODS[name]) or {})["volumes"]}
        keys = {item["key"] for item in volumes["secrets"]["secret"]["items"]}
        assert ("migrations-database-url" in keys) is (name == "migrate")
        mounted = "/run/secrets/desk/"
        files = [path for path in environment(PODS[name]).values() if path.startswith(mounted)]
        assert {path.removeprefix(mounted) for path in files} == keys
        [secret] = read(FOLDER / "secret.example.yaml")
        assert keys <= secret["stringData"].keys()
        assert volumes["secrets"]["secret"]["secretName"] == secret["metadata"]["name"]
    assert "migrate_locked" in only(PODS["migrate"])["command"]
    assert only(PODS["web"])["command"][0] == "gunicorn"  # not the entrypoint, which migrates


@pytest.mark.parametrize("name", ["web", "worker"])
def test_a_second_key_can_be_told_while_the_first_is_replaced(name: str) -> None:
    [told] = [one["valueFrom"] for one in only(PODS[name])["env"] if one["name"] == "SECRET_KEY_FALLBACKS"]
    reference = told["secretKeyRef"]
    assert reference["optional"]  # at all other times there is none
    assert f"# {reference['key']}:" in (FOLDER / "secret.example.yaml").read_text()
    [secret] = read(FOLDER / "secret.example.yaml")
    assert reference["name"] == secret["metadata"]["name"]


def test_the_database_has_connections_for_all_that_may_ask_it() -> None:
    [cluster] = [one for one in build(FOLDER / "postgres") if one["kind"] == "Cluster"]
    [scaler] = [one for one in BUILT if one["kind"] == "HorizontalPodAutoscaler"]
    surge = PODS["web"]["spec"]["strategy"]["rollingUpdate"]["maxSurge"]
    servers = scaler["spec"]["maxReplicas"] + surge
    web = servers * int(SETTINGS["WEB_WORKERS"]) * int(SETTINGS["DB_POOL_MAX"])
    workers = (PODS["worker"]["spec"]["replicas"] + 1) * WORKER_CONNECTIONS
    spare = 20  # the migration, people, the operator, measuring, what superusers keep for themselves
    assert web + workers + spare <= int(cluster["spec"]["postgresql"]["parameters"]["max_connections"])


def test_the_images_of_a_release_are_of_one() -> None:
    tags = {only(manifest)["image"].rpartition(":")[2] for manifest in PODS.values()}
    assert len(tags) == 1
    assert (EXAMPLE / "migrate").is_dir()
