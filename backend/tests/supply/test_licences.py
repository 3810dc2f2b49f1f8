"""Every package has a licence that somebody has allowed."""

import json
from pathlib import Path

import pytest

from devtools.supply.licences import DOCUMENT, document, refused
from devtools.supply.packages import UNKNOWN, Package, npm_packages, python_packages, spelled


def test_every_package_has_a_licence_that_is_allowed() -> None:
    packages = python_packages() | npm_packages()
    assert len(packages) > 200
    assert refused(packages) == []


def test_the_list_is_up_to_date() -> None:
    told = "docs/licences.md is not what the lock files say: run make licences"
    assert DOCUMENT.read_text() == document(python_packages() | npm_packages()), told


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("MIT OR GPL-2.0-only", False),
        ("LGPL-3.0-only", False),
        (UNKNOWN, False),
    ],
)
def test_what_is_allowed(licence: str, allowed: bool) -> None:
    assert (refused([Package("Python", "something", licence, shipped=True)]) == []) is allowed


def test_the_lgpl_is_allowed_where_it_was_looked_at() -> None:
    assert refused([Package("Python", "psycopg", "LGPL-3.0-only", shipped=True)]) == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("MIT", "MIT"),
        ("Apache-2.0 OR BSD-2-Clause", "Apache-2.0 OR BSD-2-Clause"),
        ("something is released under the licence that follows", UNKNOWN),
        ("UNKNOWN", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_what_packages_say_is_read_as_what_they_mean(said: str, meant: str) -> None:
    assert spelled(said) == meant


def test_what_the_lock_file_does_not_say_is_unknown(tmp_path: Path) -> None:
    lock = tmp_path / "package-lock.json"
    entries = {
        "": {"license": "MIT"},
        "node_modules/a/node_modules/@b/c": {"dev": True},
        "node_modules/d": {"license": "ISC"},
    }
    lock.write_text(json.dumps({"packages": entries}))
    assert npm_packages(lock) == {
        Package("npm", "@b/c", UNKNOWN, shipped=False),
        Package("npm", "d", "ISC", shipped=True),
    }


def test_extras_and_markers_of_the_lock_file_are_followed(tmp_path: Path) -> None:
    lock = tmp_path / "uv.lock"
    lock.write_text(
        """
        [[package]]
        name = "triage-desk"
        dependencies = [{ name = "psycopg", extra = ["pool"] }, { name = "nowhere", marker = "sys_platform == 'none'" }]
        [package.dev-dependencies]
        dev = [{ name = "pytest" }]
        supply = [{ name = "pip-audit" }]
        [[package]]
        name = "psycopg"
        [package.optional-dependencies]
        pool = [{ name = "psycopg-pool" }]
        binary = [{ name = "psycopg-binary" }]
        [[package]]
        name = "psycopg-pool"
        dependencies = [{ name = "not-installed-here" }]
        [[package]]
        name = "not-installed-here"
        [[package]]
        name = "pytest"
        """
    )
    found = {package.name: (package.licence, package.shipped) for package in python_packages(lock)}
    assert found == {
        "psycopg": ("LGPL-3.0-only", True),
        "psycopg-pool": ("LGPL-3.0-only", True),
        "not-installed-here": (UNKNOWN, True),
        "pytest": ("MIT", False),
    }
