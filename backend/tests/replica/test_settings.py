"""What the environment says about the replica."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.checks import production_faults
from config.database import replica


def test_without_an_address_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLICA_DATABASE_URL", "")  # as compose gives it
    assert replica(threads=4) is None


def test_its_address_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "url").write_text("postgres://desk:secret@replica.example.org:5433/desk\n")
    monkeypatch.delenv("REPLICA_DATABASE_URL", raising=False)
    monkeypatch.setenv("REPLICA_DATABASE_URL_FILE", str(tmp_path / "url"))
    config = replica(threads=4)
    assert config
    assert (config["HOST"], config["PORT"], config["PASSWORD"]) == ("replica.example.org", 5433, "secret")


def test_nobody_waits_long_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLICA_DATABASE_URL", "postgres://desk@replica/desk")
    monkeypatch.setenv("DB_POOL", "true")
    config = replica(threads=4)
    assert config
    assert config["PATIENCE"] == 1.0  # seconds, whatever DB_POOL_TIMEOUT says
    assert config["OPTIONS"]["connect_timeout"] == 2
    assert config["OPTIONS"]["tcp_user_timeout"] == 1000  # of one that no longer answers; milliseconds
    assert config["OPTIONS"]["pool"]["max_size"] == 4


def test_it_may_be_a_standby_of_course(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLICA_DATABASE_URL", "postgres://desk@replica/desk")
    config = replica(threads=4)
    assert config
    assert "target_session_attrs" not in config["OPTIONS"]


def test_it_must_be_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLICA_DATABASE_URL", "sqlite:///desk.db")
    with pytest.raises(ImproperlyConfigured, match="REPLICA_DATABASE_URL must name a PostgreSQL server"):
        replica(threads=4)


def test_production_refuses_a_password_that_everybody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLICA_DATABASE_URL", "postgres://desk:changeme@replica/desk")
    [told] = [fault for fault in production_faults() if "REPLICA" in fault]
    assert "The password in REPLICA_DATABASE_URL is one that everybody knows" in told
