"""Our lines and those of libraries, in one format."""

import json
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
    assert line.startswith('{"number":7,"event":"hello"') == (log_format == "json")


HOSTILE = "a\nb\r\x1b[2Jc\x9bd\x7fe\u2028f\u202eg\x00h"


@pytest.mark.parametrize("log_format", ["json", "console"])
@pytest.mark.parametrize("how", ["log.info('hello', path=text)", "log.info(text)", "logging.getLogger('x').info(text)"])
def test_nothing_that_is_logged_forges_a_line_or_commands_a_terminal(log_format: str, how: str) -> None:
    program = (
        "import logging, structlog; from telemetry.logging import configure;"
        f"configure({{'level': 'INFO', 'format': {log_format!r}}});"
        f"log = structlog.get_logger('desk'); text = {HOSTILE!r}; {how}"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=BACKEND, capture_output=True, check=True)
    printed = done.stderr.decode()
    assert printed.endswith("\n")
    assert [character for character in printed[:-1] if not character.isprintable()] == []
    if log_format == "json":
        assert HOSTILE in json.loads(printed).values()


def test_a_traceback_keeps_its_lines_and_nothing_else() -> None:
    program = (
        "import structlog; from telemetry.logging import configure; configure({'level': 'INFO', 'format': 'console'})\n"
        f"try: raise ValueError({HOSTILE!r})\n"
        "except ValueError: structlog.get_logger('desk').exception('failed')"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=BACKEND, capture_output=True, check=True)
    printed = done.stderr.decode()
    assert "ValueError: a\nb" in printed
    assert {character for character in printed if not character.isprintable()} == {"\n"}
