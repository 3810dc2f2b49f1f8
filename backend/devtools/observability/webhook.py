"""A local webhook in the place of a pager: remembers what Alertmanager posts."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Webhook:
    """`url` takes Alertmanager's messages; `alerts` are those of all messages so far."""

    def __init__(self) -> None:
        alerts: list[dict[str, Any]] = []
        self.alerts = alerts

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                alerts.extend(message["alerts"])
                self.send_response(200)
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"

    def unresolved(self) -> set[str]:
        """The names of the alerts that were posted as firing, and not as resolved since."""
        last = {tuple(sorted(alert["labels"].items())): alert for alert in tuple(self.alerts)}
        return {alert["labels"]["alertname"] for alert in last.values() if alert["status"] == "firing"}

    def wait_for(self, name: str, status: str, *, since: int, seconds: float) -> dict[str, Any] | None:
        """The alert of this name and status (firing or resolved) as soon as it was posted; None if it was not.

        `since`: how many alerts there were before, which do not count.
        """
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for alert in self.alerts[since:]:
                if alert["labels"]["alertname"] == name and alert["status"] == status:
                    return alert
            time.sleep(0.2)
        return None


@contextmanager
def webhook() -> Iterator[Webhook]:
    """Listens until the end of the block."""
    listening = Webhook()
    thread = threading.Thread(target=listening.server.serve_forever, kwargs={"poll_interval": 0.1})
    thread.start()
    try:
        yield listening
    finally:
        listening.server.shutdown()
        listening.server.server_close()
        thread.join()
