"""Which licences the desk's packages have, and whether each may be used: `make licences` writes docs/licences.md.

python -m devtools.supply.licences
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable

from devtools.console import Problem, say, tool
from devtools.paths import ROOT
from devtools.supply.packages import Package, npm_packages, python_packages

DOCUMENT = ROOT / "docs" / "licences.md"

# The desk is MIT. None of these asks anything of it but to keep their notices.
_PERMISSIVE = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "PSF-2.0",
    "Python-2.0",
    "Unlicense",
}

# These ask something, which was looked at: of every package, or of those that are named.
_LOOKED_AT = {
    "MPL-2.0": "Asks for the source of its own files where they were changed. They are used as they come.",
    "OFL-1.1": "A typeface: may be bundled with software, not sold by itself, and keeps its name only unchanged.",
    "LGPL-3.0-only": (
        "Of psycopg: imported as a package of its own that anybody may replace by another version, and used as it "
        "comes, which is what the LGPL asks of a program. For any other package it is refused until looked at."
    ),
}
_ONLY_FOR = {"LGPL-3.0-only": {"psycopg", "psycopg-binary", "psycopg-pool"}}


_HEAD = """\
# Licences

Of the Python and npm packages in the images, written by `make licences` from the lock files and what packages declare;
a test compares. What only builds and tests them is held to the same list of allowed licences, in
[`licences.py`](../backend/devtools/supply/licences.py). Images that Compose fetches and runs as they come have their
own; among them is Grafana, under the AGPL-3.0.
"""


def refused(packages: Iterable[Package]) -> list[str]:
    """A line for each package whose licence nobody has allowed."""
    return [
        f"{package.name} ({package.ecosystem}): {licence}"
        for package in sorted(packages)
        for licence in _licences(package.licence)
        if licence not in _PERMISSIVE
        and not (licence in _LOOKED_AT and package.name in _ONLY_FOR.get(licence, {package.name}))
    ]


def document(packages: Iterable[Package]) -> str:
    """The text of docs/licences.md: of what is in the images."""
    return "\n".join(
        [
            _HEAD,
            *(f"- **{licence}**: {what}" for licence, what in sorted(_LOOKED_AT.items())),
            "",
            *_table(package for package in packages if package.shipped),
            "",
        ]
    )


def _table(packages: Iterable[Package]) -> list[str]:
    by_licence: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for package in packages:
        by_licence[package.licence][package.ecosystem].add(package.name)
    return [
        "| licence | Python | npm |",
        "|---|---|---|",
        *(
            f"| {licence} | {', '.join(sorted(found['Python']))} | {', '.join(sorted(found['npm']))} |"
            for licence, found in sorted(by_licence.items())
        ),
    ]


def _licences(expression: str) -> list[str]:
    """Each that an expression names: even where there is a choice, all must be allowed."""
    return [word for word in re.findall(r"[\w.+-]+", expression) if word not in ("AND", "OR", "WITH")]


@tool
def main() -> None:
    """Raises Problem with each licence that is not allowed."""
    packages = python_packages() | npm_packages()
    if lines := refused(packages):
        raise Problem("these licences are not allowed:\n" + "\n".join(f"  {line}" for line in lines))
    DOCUMENT.write_text(document(packages), encoding="utf-8")
    say(f"{len(packages)} packages, each with a licence that is allowed. Those that only build and test the images:")
    sys.stdout.write("\n".join(_table(package for package in packages if not package.shipped)) + "\n")
    say(f"those in the images are in {DOCUMENT.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
