"""What keeps an eye on the replica, in a real server and by itself."""

from pathlib import Path

import pytest
from django.db import OperationalError

from replica import watching
from replica.standing import ALIAS
from tests.replica.conftest import Standby
from tests.replica.desk import PATIENT, until
from tests.telemetry.server import gunicorn, value


@pytest.mark.django_db(transaction=True, databases=["default", ALIAS])
def test_a_server_uses_its_replica_and_tells_of_it(standby: Standby, tmp_path: Path) -> None:
    replica = {"REPLICA_DATABASE_URL": standby.database_url(), "REPLICA_MAX_LAG_SECONDS": str(PATIENT)}
    with gunicorn(tmp_path, **replica) as server:
        until(lambda: b'"replica": "ok"' in server.ask("/readyz")[1])
        assert server.ask("/api/tickets/stats/")[0] == 200
        samples = server.samples()
        assert value(samples, "desk_replica_reads_total", outcome="replica") == 1
        until(lambda: value(server.samples(), "desk_replica_up") == 1)
        with standby.stopped():
            until(lambda: b'"replica": "away"' in server.ask("/readyz")[1])
            assert server.ask("/api/tickets/stats/")[0] == 200
            samples = server.samples()
            assert value(samples, "desk_replica_reads_total", outcome="away") == 1
            until(lambda: value(server.samples(), "desk_replica_up") == 0)
        until(lambda: b'"replica": "ok"' in server.ask("/readyz")[1])


class Enough(BaseException):
    """Ends what never ends."""


def test_it_goes_on_whatever_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    happenings = iter([OperationalError("the primary is away"), ValueError("a mistake of ours"), Enough()])

    def tick(lag: watching.Lag) -> None:
        raise next(happenings)

    monkeypatch.setattr(watching, "tick", tick)
    monkeypatch.setattr(watching, "EVERY", 0)
    with pytest.raises(Enough):
        watching._watch()


def test_without_a_replica_there_is_nothing_to_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "configured", lambda: False)
    monkeypatch.setattr(watching.threading, "Thread", None)
    watching.begin()
