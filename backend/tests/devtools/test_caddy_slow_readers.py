"""Who reads an answer too slowly is cut off, and the backend is rid of them."""

import http.client
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from devtools.paths import CADDYFILE
from tests.patience import eventually

from .conftest import Caddy, running_caddy
from .upstream import Upstream

LIMIT = 10  # seconds, in the place of the Caddyfile's: a busy machine may pause for most of them
SIZE = 64 * 1024 * 1024  # bytes, more than Caddy and the kernel take for somebody


@pytest.fixture
def hasty(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caddy]:
    """The Caddyfile with the shorter limit."""
    for path in CADDYFILE.parent.iterdir():
        shutil.copy(path, tmp_path)
    told = CADDYFILE.read_text()
    assert told.count("\t\t\twrite 5m\n") == 1
    config = tmp_path / CADDYFILE.name
    config.write_text(told.replace("write 5m", f"write {LIMIT}s"))
    with running_caddy(tmp_path_factory, config) as caddy:
        yield caddy


def test_who_does_not_read_is_cut_off(hasty: Caddy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Upstream, "payload", b"x" * SIZE)
    upstream = Upstream(hasty.backend_port)
    connection = http.client.HTTPConnection("127.0.0.1", hasty.port, timeout=60)
    try:
        connection.request("GET", "/api/analyze/1/export/csv/")
        response = connection.getresponse()
        assert (response.status, response.headers["Content-Length"]) == (200, str(SIZE))
        assert eventually(lambda: upstream.broken_off)
        with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
            response.read()
    finally:
        connection.close()
        upstream.stop()


def test_who_reads_gets_everything(hasty: Caddy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Upstream, "payload", b"x" * 100_000)
    upstream = Upstream(hasty.backend_port)
    try:
        for _ in range(3):
            assert hasty.ask("/api/analyze/1/export/csv/").body == Upstream.payload
    finally:
        upstream.stop()
