"""As much of kustomize as deploy/kubernetes uses: folders of resources, images by name, strategic merges."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

Manifest = dict[str, Any]

_KNOWN = {"apiVersion", "kind", "resources", "images", "patches"}
# Lists that a merge goes into by a key; every other list is replaced.
_KEYED = {"containers": "name", "env": "name", "volumes": "name", "ports": "containerPort", "volumeMounts": "mountPath"}


def read(path: Path) -> list[Manifest]:
    return [document for document in yaml.safe_load_all(path.read_text()) if document]


def identity(manifest: Manifest) -> tuple[str, str, str]:
    return manifest["apiVersion"], manifest["kind"], manifest["metadata"]["name"]


def build(folder: Path) -> list[Manifest]:
    """What `kubectl kustomize FOLDER` would print. Raises ValueError for what kustomize would refuse."""
    [told] = read(folder / "kustomization.yaml")
    if unknown := told.keys() - _KNOWN:
        raise ValueError(f"{folder}: this reader does not know {', '.join(sorted(unknown))}")
    built: dict[tuple[str, str, str], Manifest] = {}
    for name in told["resources"]:
        path = (folder / name).resolve()
        if path.is_file() and folder.resolve() not in path.parents:
            raise ValueError(f"{folder}: kustomize reads no file outside of its folder: {name}")
        for manifest in build(path) if path.is_dir() else read(path):
            if identity(manifest) in built:
                raise ValueError(f"{folder}: twice: {identity(manifest)}")
            built[identity(manifest)] = manifest
    for patch in told.get("patches", []):
        for change in read(folder / patch["path"]):
            if identity(change) not in built:
                raise ValueError(f"{folder}: {patch['path']} changes what is not there: {identity(change)}")
            built[identity(change)] = merge(built[identity(change)], change)
    images = {image["name"]: image for image in told.get("images", [])}
    found = {name: list(_using(name, built.values())) for name in images}
    for name, using in found.items():
        if not using:
            raise ValueError(f"{folder}: no container has the image {name}")
        for container in using:
            tag = container["image"].rpartition(":")[2]
            container["image"] = f"{images[name].get('newName', name)}:{images[name].get('newTag', tag)}"
    return list(built.values())


def merge(base: Any, change: Any, field: str = "") -> Any:
    if isinstance(base, dict) and isinstance(change, dict):
        merged = {**base, **{name: merge(base.get(name), value, name) for name, value in change.items()}}
        return {name: value for name, value in merged.items() if value is not None}
    if isinstance(base, list) and field in _KEYED:
        key = _KEYED[field]
        given = {item[key]: item for item in change}
        kept = [merge(item, given.pop(item[key], {})) for item in base]
        return [*kept, *given.values()]
    return deepcopy(change)


def pod(manifest: Manifest) -> dict[str, Any] | None:
    """Its pods, if it makes any."""
    spec: dict[str, Any] | None = manifest.get("spec", {}).get("template", {}).get("spec")
    return spec


def containers(manifest: Manifest) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (pod(manifest) or {}).get("containers", [])
    return found


def _using(image: str, manifests: Iterable[Manifest]) -> Iterator[dict[str, Any]]:
    for manifest in manifests:
        yield from (one for one in containers(manifest) if one["image"].rpartition(":")[0] == image)
