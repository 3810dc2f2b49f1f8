"""The floor: the same SQL by pgbench with prepared statements on the same server. The rest is the desk's own."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from devtools.console import Problem
from devtools.postgres import binaries as embedded_programs

FILES = 100  # pgbench takes 128 scripts at most


@dataclass(frozen=True, slots=True)
class Floor:
    """Mean milliseconds of one request's SQL with one client, and requests a second with several."""

    ms: float
    rate: float


def measure(url: str, scripts: Sequence[Sequence[str]], *, requests: int, clients: int, seconds: float) -> Floor:
    """Each script holds the statements of so many `requests`."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.sql" for number in range(min(len(scripts), FILES))]
        for file, statements in zip(files, scripts, strict=False):
            file.write_text("".join(f"{_script(statement)};\n" for statement in statements))
        alone, together = (_run(url, files, clients=number, seconds=seconds) for number in (1, clients))
    return Floor(1000 / (alone * requests), together * requests)


def _run(url: str, files: Sequence[Path], *, clients: int, seconds: float) -> float:
    """Transactions a second."""
    options = ["--no-vacuum", "--protocol=prepared", f"--client={clients}", f"--time={max(1, round(seconds))}"]
    command = [pgbench(), *options, *(f"--file={file}" for file in files), url]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    found = re.search(r"^tps = ([\d.]+)", done.stdout, re.MULTILINE)
    if done.returncode != 0 or not found:
        raise RuntimeError(f"pgbench failed: {done.stderr[-500:]}")
    return float(found[1])


def _script(statement: str) -> str:
    """Without what pgbench would take for a variable: a colon in a text, before a letter."""
    return re.sub(r"(?<!:):(?=[A-Za-z_])", "'||chr(58)||'", statement.strip().rstrip(";"))


def pgbench() -> str:
    """The program: the machine's own, or that of the embedded server. Raises Problem if there is none."""
    found = shutil.which("pgbench") or next(
        (str(path) for path in Path("/usr/lib/postgresql").glob("*/bin/pgbench")), ""
    )
    if not found:
        embedded = embedded_programs() / "pgbench"
        if not embedded.exists():
            raise Problem("pgbench is missing: it comes with PostgreSQL's client programs")
        found = str(embedded)
    return found
