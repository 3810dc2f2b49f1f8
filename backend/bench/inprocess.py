"""Processor time of a request inside one process, without a server or a network: `python -m bench.inprocess`.

The parent starts two of these, one with METRICS=true and one with METRICS=false, and lets them work in turns. Each
reads a number of requests from its standard input, asks the desk that often, and writes the microseconds of its own
processor time for each, which is hardly changed by what else the machine does.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import Any

from devtools.paths import BACKEND

BATCHES, BATCH = 60, 40  # how often each has its turn, and the requests of a turn


def added_microseconds(environment: Mapping[str, str], paths: tuple[str, ...]) -> tuple[float, float]:
    """Of a request without metrics, and how much is added with them: medians of the turns."""
    took: dict[bool, list[float]] = {False: [], True: []}
    with ExitStack() as stack:
        processes = {measured: stack.enter_context(_process(environment, paths, measured)) for measured in took}
        for number in range(BATCHES + 1):
            for measured, process in processes.items():
                assert process.stdin is not None
                assert process.stdout is not None
                process.stdin.write(f"{BATCH}\n")
                process.stdin.flush()
                found = float(process.stdout.readline())
                if number:  # the first turn loads what is loaded late
                    took[measured].append(found)
        for process in processes.values():
            process.stdin.close()  # type: ignore[union-attr]
    without = statistics.median(took[False])
    return without, statistics.median(took[True]) - without


def _process(environment: Mapping[str, str], paths: tuple[str, ...], measured: bool) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "bench.inprocess", *paths]
    given = {**environment, "METRICS": str(measured).lower(), "LOG_LEVEL": "WARNING", "LLM_PROVIDER": "off"}
    return subprocess.Popen(  # noqa: S603
        command, cwd=BACKEND, env=given, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def main() -> None:
    """Answers until its input ends."""
    from telemetry.metrics import processes

    measured = os.environ["METRICS"] == "true"
    if measured:
        processes.begin()
    try:
        _serve(sys.argv[1:], measured)
    finally:
        if measured:
            processes.end()


def _serve(paths: list[str], measured: bool) -> None:
    import django

    django.setup()
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import RequestFactory

    if measured:
        from telemetry.metrics import http

        http.touch()
    application, factory = WSGIHandler(), RequestFactory(SERVER_NAME="localhost")

    def ask(path: str) -> None:
        response = application(factory.get(path).environ, _answered)
        b"".join(response)
        response.close()

    for line in sys.stdin:
        requests = int(line)
        started = time.process_time()
        for number in range(requests):
            ask(paths[number % len(paths)])
        sys.stdout.write(f"{(time.process_time() - started) / requests * 1e6}\n")
        sys.stdout.flush()


def _answered(status: str, *_: Any) -> Callable[[bytes], object]:
    if not status.startswith("200"):
        raise RuntimeError(status)
    return bytes  # WSGI's write(), which nobody calls


if __name__ == "__main__":
    main()
