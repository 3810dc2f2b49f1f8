"""An embedded PostgreSQL that can be stopped under its clients and started again at the same address."""

import subprocess
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from devtools.postgres import EmbeddedServer
from devtools.postmaster import find_postmaster, stop_postmaster


class RestartableServer:
    """Runs from its making to `finish`."""

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self._data = data
        self._server = EmbeddedServer(data, durable=durable)
        self.url = self._server.start()
        self._again: subprocess.Popen[bytes] | None = None
        postmaster = psutil.Process(self._postmaster())
        self._command, self._uid, self._gid = postmaster.cmdline(), postmaster.uids().real, postmaster.gids().real

    def _postmaster(self) -> int:
        found = find_postmaster(self._data)
        assert found is not None
        return found.pid

    def stop(self) -> None:
        """Cuts its clients off; what they committed is kept."""
        stop_postmaster(self._postmaster())
        if self._again:
            self._again.wait()

    def start(self) -> None:
        """Begins to; the server answers a little later."""
        with self._server.log.open("ab") as log:
            self._again = subprocess.Popen(  # noqa: S603 -- the server's own command line
                self._command, cwd=self._data, user=self._uid, group=self._gid, stdout=log, stderr=log
            )

    def restart(self) -> None:
        """Stop, and start."""
        self.stop()
        self.start()

    def revive(self) -> None:
        """Starts it if it has ended by itself, as for want of room."""
        if find_postmaster(self._data) is None:
            self.start()

    def finish(self) -> None:
        """For good."""
        if self._again:
            self._again.terminate()
            self._again.wait()
        self._server.stop()
