"""deploy/kubernetes: every manifest as Kubernetes wants it, and as shut in as the containers of compose."""

import shutil
import subprocess
from pathlib import Path

import kubernetes_validate
import pytest
import yaml

from devtools.paths import ROOT
from tests.kubernetes.kustomize import Manifest, build, containers, identity, merge, pod, read

FOLDER = ROOT / "deploy" / "kubernetes"
# The oldest that README.md wants, and the newest that is known here.
VERSIONS = ("1.30", kubernetes_validate.latest_version())
# Of operators: their schemas come with them.
CUSTOM = {"postgresql.cnpg.io/v1", "monitoring.coreos.com/v1"}

KUSTOMIZATIONS = sorted(path.parent for path in FOLDER.rglob("kustomization.yaml"))
FILES = sorted(path for path in FOLDER.rglob("*.yaml") if path.name != "kustomization.yaml")
EXAMPLE = FOLDER / "overlays" / "example"
BUILT = [manifest for part in ("settings", "migrate", ".") for manifest in build(EXAMPLE / part)]


def short(value: object) -> str:
    return str(value.relative_to(FOLDER)) if isinstance(value, Path) else str(value)


def invalid(manifest: Manifest, version: str) -> str:
    try:
        kubernetes_validate.validate(manifest, version, strict=True)
    except kubernetes_validate.ValidationError as error:
        return f"{identity(manifest)}: {'.'.join(map(str, error.path))}: {error.message}"
    return ""


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("folder", KUSTOMIZATIONS, ids=short)
def test_what_is_applied_is_as_kubernetes_wants_it(folder: Path, version: str) -> None:
    manifests = [manifest for manifest in build(folder) if manifest["apiVersion"] not in CUSTOM]
    assert [invalid(manifest, version) for manifest in manifests if invalid(manifest, version)] == []


@pytest.mark.parametrize("path", [path for path in FILES if path.name.endswith("example.yaml")], ids=short)
def test_what_is_copied_is_as_kubernetes_wants_it_and_holds_no_secret(path: Path) -> None:
    for manifest in read(path):
        assert manifest["apiVersion"] in CUSTOM or not invalid(manifest, VERSIONS[-1])
        secrets = {name: value for name, value in manifest.get("stringData", {}).items() if name != "username"}
        assert set(secrets.values()) <= {""}


@pytest.mark.skipif(not shutil.which("kubectl"), reason="there is no kubectl, and so no kustomize to compare with")
@pytest.mark.parametrize("folder", KUSTOMIZATIONS, ids=short)
def test_kustomize_itself_puts_the_same_together(folder: Path) -> None:
    done = subprocess.run(["kubectl", "kustomize", str(folder)], capture_output=True, text=True, check=True)
    theirs = [manifest for manifest in yaml.safe_load_all(done.stdout) if manifest]
    assert {identity(one): in_order(one) for one in theirs} == {identity(one): in_order(one) for one in build(folder)}


def in_order(manifest: Manifest) -> Manifest:
    """Where a merge puts a new variable means nothing."""
    for container in containers(manifest):
        container.get("env", []).sort(key=lambda variable: variable["name"])
    return manifest


def test_the_schemas_refuse_what_is_wrong() -> None:
    [web] = [manifest for manifest in BUILT if identity(manifest)[1:] == ("Deployment", "web")]
    assert "spec.template.spec" in invalid(merge(web, {"spec": {"template": {"spec": {"replica": 1}}}}), VERSIONS[0])


def test_nothing_lies_about_unused() -> None:
    used: set[Path] = set()
    for folder in KUSTOMIZATIONS:
        told = yaml.safe_load((folder / "kustomization.yaml").read_text())
        names = [*told["resources"], *(patch["path"] for patch in told.get("patches", []))]
        used |= {(folder / name).resolve() for name in names}
    assert [short(path) for path in FILES if path not in used and not path.name.endswith("example.yaml")] == []


def test_everything_is_in_one_namespace() -> None:
    assert {manifest["metadata"].get("namespace", manifest["metadata"]["name"]) for manifest in BUILT} == {
        "triage-desk"
    }


@pytest.mark.parametrize("manifest", [manifest for manifest in BUILT if pod(manifest)], ids=lambda m: identity(m)[2])
def test_every_pod_is_shut_in(manifest: Manifest) -> None:
    spec = pod(manifest)
    assert spec
    assert spec["automountServiceAccountToken"] is False
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert not {"hostNetwork", "hostPID", "hostIPC"} & spec.keys()
    assert not [volume for volume in spec["volumes"] if "hostPath" in volume]
    for container in containers(manifest):
        added = ["NET_BIND_SERVICE"] if container["name"] == "caddy" else []
        told = container["securityContext"]
        assert told["readOnlyRootFilesystem"] is True
        assert told["allowPrivilegeEscalation"] is False
        assert (told["capabilities"]["drop"], told["capabilities"].get("add", [])) == (["ALL"], added)
        assert container["resources"]["requests"].keys() == {"cpu", "memory"}
        assert "memory" in container["resources"]["limits"]
        assert container["image"].endswith(":1.0.0")


def test_a_pod_that_none_lets_in_is_reached_by_nobody() -> None:
    policies = {identity(one)[2]: one["spec"] for one in BUILT if one["kind"] == "NetworkPolicy"}
    everything = policies["nothing-else"]
    assert everything["policyTypes"] == ["Ingress", "Egress"]
    assert "ingress" not in everything
    for manifest in BUILT:
        if manifest["kind"] in {"Deployment", "Job"}:
            labels = manifest["spec"]["template"]["metadata"]["labels"]
            assert everything["podSelector"]["matchLabels"].items() <= labels.items()
