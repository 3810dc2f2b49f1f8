"""What is missing or malformed is named."""

from pathlib import Path

import pytest

from backup.problem import Problem
from backup.settings import database_name, read_settings

URL = "postgres://desk:s3cret@db:5432/desk"


def test_defaults() -> None:
    read = read_settings({"DATABASE_URL": URL})
    assert (read.folder, read.at.isoformat(), read.daily, read.weekly) == (Path("/backups"), "02:30:00", 7, 5)
    assert database_name(read.url) == "desk"
    assert read.check_url == read.url
    assert read.as_owner() == read
    assert (read.recipients, read.remote, read.textfile) == ((), "", None)


def test_the_address_comes_from_a_file_and_tls_is_demanded(tmp_path: Path) -> None:
    (tmp_path / "url").write_text(f"{URL}\n")
    read = read_settings({"DATABASE_URL_FILE": str(tmp_path / "url"), "DB_SSLMODE": "verify-full"})
    assert "sslmode=verify-full" in read.url
    assert database_name(read.url) == "desk"


def test_what_is_restored_is_the_owners(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("postgres://owner:s3cret@db:5432/desk")
    environment = {"DATABASE_URL": URL, "MIGRATIONS_DATABASE_URL_FILE": str(tmp_path / "url"), "DB_SSLMODE": "require"}
    read = read_settings(environment)
    assert "user=desk" in read.url
    assert "user=owner" in read.as_owner().url
    assert "sslmode=require" in read.as_owner().url


def test_several_may_read_what_is_encrypted() -> None:
    assert read_settings({"DATABASE_URL": URL, "BACKUP_AGE_RECIPIENTS": "age1a, age1b"}).recipients == (
        "age1a",
        "age1b",
    )


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, "DATABASE_URL must say"),
        ({"DATABASE_URL": "no address: s3cret"}, "DATABASE_URL is not an address"),
        ({"DATABASE_URL_FILE": "/nowhere"}, "DATABASE_URL_FILE=/nowhere cannot be read"),
        ({"DATABASE_URL": URL, "DATABASE_URL_FILE": "/nowhere"}, "Set DATABASE_URL or DATABASE_URL_FILE, not both"),
        ({"DATABASE_URL": URL, "BACKUP_AT": "half past two"}, "BACKUP_AT=half past two is not a time"),
        ({"DATABASE_URL": URL, "BACKUP_KEEP_DAILY": "0"}, "BACKUP_KEEP_DAILY=0 must be"),
    ],
)
def test_a_fault_is_named_and_no_password_shown(environment: dict[str, str], told: str) -> None:
    with pytest.raises(Problem, match=told) as problem:
        read_settings(environment)
    assert "s3cret" not in str(problem.value)
