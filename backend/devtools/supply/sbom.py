"""Writes what the images are made of as CycloneDX: `make sbom`.

python -m devtools.supply.sbom

build/sbom-backend.json has what uv.lock brings into the backend's image, build/sbom-frontend.json what is built into
the web app. Both are checked against CycloneDX's own schema, which comes with its library.
"""
# ruff: noqa: S603 -- every program that is run here is named here

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from devtools.console import Problem, say, tool
from devtools.paths import BACKEND, ROOT
from devtools.supply.tools import program, sync

BUILD = ROOT / "build"
FRONTEND = ROOT / "frontend"

# Holds what the Dockerfile installs, and nothing else.
_PRODUCT = ROOT / ".tools" / "product"

# Run by the Python of the group `supply`; prints what is wrong.
_VALIDATE = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
errors = JsonStrictValidator(SchemaVersion.from_version(sys.argv[1])).validate_str(sys.stdin.read())
sys.exit(f"{errors}" if errors else None)
"""


@tool
def main() -> None:
    """Raises Problem if one of them cannot be made, or is not what the schema says."""
    BUILD.mkdir(exist_ok=True)
    for name, bill in (("backend", backend_bill()), ("frontend", frontend_bill())):
        check(bill)
        path = BUILD / f"sbom-{name}.json"
        path.write_text(json.dumps(bill, indent=1) + "\n", encoding="utf-8")
        say(f"{path.relative_to(ROOT)}: CycloneDX {bill['specVersion']}, {len(bill['components'])} components, valid")


def backend_bill() -> dict[str, Any]:
    """Of an environment with what the backend's image has."""
    sync(_PRODUCT, "--no-default-groups", "--all-extras")
    return _json(
        [
            program("cyclonedx-py"),
            "environment",
            f"--pyproject={BACKEND / 'pyproject.toml'}",
            "--output-reproducible",
            str(_PRODUCT),
        ],
        BACKEND,
    )


def frontend_bill() -> dict[str, Any]:
    """Of what the web app's package-lock.json names for more than development."""
    options = ["--package-lock-only", "--omit=dev", "--sbom-format=cyclonedx", "--sbom-type=application"]
    return _json(["npm", "sbom", *options], FRONTEND)


def check(bill: dict[str, Any]) -> None:
    """Raises Problem if the bill is empty, or not valid by the schema of the version that it names."""
    if not bill["components"]:
        raise Problem("the bill of materials is empty.")
    python = str(Path(program("cyclonedx-py")).with_name("python"))
    command = [python, "-c", _VALIDATE, bill["specVersion"]]
    done = subprocess.run(command, input=json.dumps(bill), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        told = done.stderr.strip()[:500]
        raise Problem(f"the bill of materials is not valid CycloneDX {bill['specVersion']}: {told}")


def _json(command: list[str], folder: Path) -> dict[str, Any]:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Problem(f"`{' '.join(command)}` failed: {done.stderr.strip()[:500]}")
    bill: dict[str, Any] = json.loads(done.stdout)
    return bill


if __name__ == "__main__":
    sys.exit(main())
