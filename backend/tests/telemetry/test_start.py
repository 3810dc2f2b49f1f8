"""The commands that bring a container up."""

import time
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext

from telemetry.management.commands import migrate_locked, wait_for_db
from tests.postgresql.keepalives import KEEPALIVES, watched
from tests.threads import run_together


@pytest.mark.django_db
def test_a_database_that_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wait_for_db, "time", SimpleNamespace(monotonic=time.monotonic))  # which cannot sleep
    call_command("wait_for_db", seconds=30)


def test_a_database_that_does_not_answer_is_waited_for_and_then_named(
    database_down: None, capsys: pytest.CaptureFixture[str]
) -> None:
    started = time.monotonic()
    with pytest.raises(CommandError) as refused:
        call_command("wait_for_db", seconds=0.6)
    assert 0.6 <= time.monotonic() - started < 30  # half of what it waits if nobody says how long
    assert f"127.0.0.1:{connection.settings_dict['PORT']} did not answer within 0.6 seconds" in str(refused.value)
    assert "DATABASE_URL" in str(refused.value)
    assert capsys.readouterr().err == "Waiting for the database ...\n"


@pytest.mark.django_db(transaction=True)
def test_containers_that_start_together_migrate_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    under_way, most = [], []

    def migrate(name: str, **options: Any) -> None:
        if name == "migrate":
            under_way.append(name)
            most.append(len(under_way))
            time.sleep(0.05)
            under_way.remove(name)

    monkeypatch.setattr("telemetry.management.commands.migrate_locked.call_command", migrate)
    run_together(*[lambda: call_command("migrate_locked", verbosity=0)] * 4)
    assert most == [1, 1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_the_server_notices_soon_that_the_machine_of_the_one_that_migrates_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connection.close()  # what others have set is not there
    seen: list[set[str]] = []

    def migrate(name: str, **_: object) -> None:
        if name == "migrate":
            seen.append(watched())

    monkeypatch.setattr("telemetry.management.commands.migrate_locked.call_command", migrate)
    call_command("migrate_locked", verbosity=0)
    assert seen == [set(KEEPALIVES)]


@pytest.mark.django_db(transaction=True)
def test_the_server_is_told_so_once_however_often_the_lock_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with psycopg.connect(**connection.get_connection_params()) as other, CaptureQueriesContext(connection) as asked:
        other.execute("SELECT pg_advisory_lock(%s)", [migrate_locked._LOCK])
        pauses: list[float] = []

        def pause(seconds: float) -> None:
            pauses.append(seconds)
            if len(pauses) == 3:
                other.execute("SELECT pg_advisory_unlock(%s)", [migrate_locked._LOCK])

        # Its own clock: other threads of this process sleep too.
        monkeypatch.setattr(migrate_locked, "time", SimpleNamespace(sleep=pause, monotonic=time.monotonic))
        call_command("migrate_locked", verbosity=0)
    assert len(pauses) == 3
    assert sum("tcp_keepalives_idle" in query["sql"] for query in asked) == 1


@pytest.mark.django_db(transaction=True)
def test_the_lock_is_given_back_and_everything_is_applied() -> None:
    for _ in range(2):
        call_command("migrate_locked", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        assert cursor.fetchone() == (0,)
    assert MigrationRecorder(connection).applied_migrations()
