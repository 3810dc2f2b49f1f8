"""Our lines and those of libraries, in one format."""

import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import structlog

BACKEND = Path(__file__).resolve().parents[2]


def test_a_library_that_logs_through_the_standard_library_comes_out_the_same(
    log_lines: Callable[[str], list[dict[str, Any]]],
) -> None:
    with structlog.contextvars.bound_contextvars(request_id="what-i-chose"):
        logging.getLogger("some.library").warning("%s of %s\nforged", 1, 2, extra={"where": "here"})
    [line] = log_lines("1 of 2\nforged")
    assert (line["level"], line["logger"], line["where"]) == ("warning", "some.library", "here")
    assert line["request_id"] == "what-i-chose"
    assert line["timestamp"].endswith("Z")


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_the_format_is_chosen_by_the_settings(log_format: str) -> None:
    program = (
        "import structlog; from telemetry.logging import configure;"
        f"configure({{'level': 'INFO', 'format': {log_format!r}}});"
        "log = structlog.get_logger('desk'); log.debug('unseen'); log.info('hello', number=7)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=BACKEND, capture_output=True, text=True, check=True)
    [line] = done.stderr.splitlines()
    assert "hello" in line
    assert line.startswith('{"number": 7, "event": "hello"') == (log_format == "json")
