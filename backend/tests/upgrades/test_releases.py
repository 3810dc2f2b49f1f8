"""Who a release is in its database."""

import sys
from pathlib import Path

import pytest

from devtools.console import Problem
from devtools.roles import Roles
from devtools.upgrades.releases import Release

ROLES = Roles(owner="postgres://owner@/desk", application="postgres://app@/desk", backup="postgres://backup@/desk")
TELLS = "import os, sys; sys.exit(os.environ['DATABASE_URL'] + ' ' + os.environ['MIGRATIONS_DATABASE_URL'])"


@pytest.fixture
def release(tmp_path: Path) -> Release:
    """Its `manage.py` fails with the words that tell who it is."""
    (tmp_path / "manage.py").write_text(TELLS)
    return Release("a release", tmp_path, Path(sys.executable), tmp_path)


def test_it_serves_as_the_application_and_migrates_as_the_owner(release: Release) -> None:
    (release.backend / "privileges").mkdir()
    with pytest.raises(Problem, match=f"{ROLES.application} {ROLES.owner}"):
        release.manage(ROLES, "migrate_locked")


def test_one_from_before_there_were_two_roles_is_the_owner(release: Release) -> None:
    with pytest.raises(Problem, match=f"{ROLES.owner} {ROLES.owner}"):
        release.manage(ROLES, "migrate_locked")
