"""The packages of both lock files, and the licence that each declares."""

import importlib.metadata
import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.markers import Marker

from devtools.paths import BACKEND, ROOT

UV_LOCK = BACKEND / "uv.lock"
NPM_LOCK = ROOT / "frontend" / "package-lock.json"

UNKNOWN = "unknown"

# What people wrote before there were SPDX expressions, or instead of one.
_SPELLINGS = {
    "Apache": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD 3-Clause OR Apache-2.0": "BSD-3-Clause OR Apache-2.0",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0-only",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}
_EXPRESSION = re.compile(r"\(*[\w.+-]+\)*( (AND|OR|WITH) \(*[\w.+-]+\)*)*")


@dataclass(frozen=True, order=True)
class Package:
    """`shipped`: part of the images; otherwise what builds and tests them. `licence` is an SPDX expression."""

    ecosystem: str
    name: str
    licence: str
    shipped: bool


def npm_packages(lock: Path = NPM_LOCK) -> set[Package]:
    """Every package of the web app; what is not for development is built into it."""
    entries = json.loads(lock.read_text())["packages"].items()
    return {
        Package(
            "npm",
            path.rpartition("node_modules/")[2],
            spelled(entry.get("license", UNKNOWN)),
            shipped=not entry.get("dev"),
        )
        for path, entry in entries
        if path
    }


def python_packages(lock: Path = UV_LOCK) -> set[Package]:
    """Every package of the backend on a machine like this one, but for those that only look at the others (supply)."""
    known = {package["name"]: package for package in tomllib.loads(lock.read_text())["package"]}
    root = known["triage-desk"]
    optional = [one for extra in root.get("optional-dependencies", {}).values() for one in extra]
    shipped = _closure(known, [*root["dependencies"], *optional])
    groups = root.get("dev-dependencies", {})
    tools = _closure(known, [one for name, group in groups.items() if name != "supply" for one in group])
    return {Package("Python", name, _declared(name), shipped=name in shipped) for name in shipped | tools}


def spelled(licence: str) -> str:
    """An SPDX expression for what a package says of itself, or `unknown`."""
    licence = licence.strip()
    licence = _SPELLINGS.get(licence, licence)
    return licence if licence != "UNKNOWN" and _EXPRESSION.fullmatch(licence) else UNKNOWN


def _closure(known: dict[str, Any], wanted: Iterable[dict[str, Any]]) -> set[str]:
    """The names of what is wanted, and of all that it needs here in turn."""
    seen: set[tuple[str, str]] = set()
    waiting = list(wanted)
    while waiting:
        one = waiting.pop()
        if "marker" in one and not Marker(one["marker"]).evaluate():
            continue
        package = known[one["name"]]
        for extra in ("", *one.get("extra", ())):
            if (one["name"], extra) not in seen:
                seen.add((one["name"], extra))
                optional = package.get("optional-dependencies", {})
                waiting += optional.get(extra, ()) if extra else package.get("dependencies", ())
    return {name for name, _ in seen}


def _declared(name: str) -> str:
    """By the newest way of saying it that the package uses."""
    try:
        told = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return UNKNOWN
    classifiers = [
        value.rpartition(" :: ")[2] for value in told.get_all("Classifier", ()) if value.startswith("License")
    ]
    # More than one classifier may mean either or both; both is the stricter reading.
    together = " AND ".join(sorted(spelled(one) for one in classifiers))
    for said in (*told.get_all("License-Expression", ()), *told.get_all("License", ()), together):
        if (licence := spelled(said)) != UNKNOWN:
            return licence
    return UNKNOWN
