"""A desk to be mistreated: PostgreSQL, gunicorn and workers, each of which can be killed and comes back by itself."""

import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from devtools.answering import comes_to_answer
from devtools.environment import embedded_environment
from devtools.folders import passing_folder
from devtools.paths import BACKEND
from devtools.ports import free_port
from devtools.restartable import RestartableServer

PROGRAMS = Path(sys.executable).parent


class Supervised:
    """A process that is started again when it ends, as Docker's restart policy does it."""

    def __init__(self, name: str, command: list[str], environment: Mapping[str, str], log: Path) -> None:
        self.name = name
        self._command = command
        self._environment = dict(environment)
        self._log = log
        self._over = threading.Event()
        self._process = self._start()
        self._thread = threading.Thread(target=self._keep_alive, daemon=True)
        self._thread.start()

    def kill(self) -> None:
        """By SIGKILL: the process gets to do nothing."""
        self._process.kill()

    def stop(self) -> None:
        """By SIGTERM, and for good."""
        self._over.set()
        self._process.terminate()
        self._thread.join()

    def _start(self) -> "subprocess.Popen[bytes]":
        with self._log.open("ab") as out:
            return subprocess.Popen(self._command, cwd=BACKEND, env=self._environment, stdout=out, stderr=out)  # noqa: S603

    def _keep_alive(self) -> None:
        while True:
            self._process.wait()
            if self._over.wait(1):  # stopped, perhaps while it was about to come back
                return
            self._process = self._start()


class Desk:
    """The processes of a desk and the folder of their logs. Its own durable database, thrown away at the end."""

    def __init__(self, settings: Mapping[str, str], workers: int) -> None:
        self._stack = ExitStack()
        self._settings = settings
        self._workers = workers
        self.workers: list[Supervised] = []
        self.port = free_port()

    def __enter__(self) -> "Desk":
        try:
            self._data = self._stack.enter_context(passing_folder("drill"))
            self.postgres = RestartableServer(self._data / "postgres")
            self._stack.callback(self.postgres.finish)
            environment = {**embedded_environment(self.postgres.url, self._data), **self._settings}
            environment = {"LOG_LEVEL": "WARNING"} | environment | {"BIND": f"127.0.0.1:{self.port}"}
            migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
            subprocess.run(migrate, cwd=BACKEND, env=environment, check=True)  # noqa: S603
            web = [str(PROGRAMS / "gunicorn"), "-c", "gunicorn.conf.py", "config.wsgi:application"]
            self.web = self._supervise("web", web, environment)
            work = [sys.executable, "manage.py", "worker"]
            for number in range(self._workers):
                metrics = {"WORKER_METRICS_BIND": f"127.0.0.1:{free_port()}"}
                self.workers.append(self._supervise(f"worker-{number}", work, environment | metrics))
            self.wait()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _supervise(self, name: str, command: list[str], environment: Mapping[str, str]) -> Supervised:
        process = Supervised(name, command, environment, self._data / f"{name}.log")
        self._stack.callback(process.stop)
        return process

    def kill_everything(self) -> None:
        """All at once and without warning, the database last; all of it comes back."""
        for process in (self.web, *self.workers):
            process.kill()
        self.postgres.restart()
        self.wait()

    def wait(self) -> None:
        """Until the desk answers. Raises RuntimeError with the end of its log if it does not."""
        if not comes_to_answer(f"http://127.0.0.1:{self.port}/healthz"):
            raise RuntimeError(f"The desk does not answer. Its log ends with:\n{self.log('web')[-2000:]}")

    def log(self, name: str) -> str:
        """What the process of this name has said."""
        return (self._data / f"{name}.log").read_text(errors="replace")
