"""Prometheus, Alertmanager and two exporters for the checks: those on PATH, or Debian's, unpacked and not installed.

Installing them would start their services. `apt-get download` fetches the packages, `dpkg` unpacks them into .tools/.
"""
# ruff: noqa: S603, S607 -- every program that is run here is named here

import os
import shutil
import subprocess
from dataclasses import dataclass, fields
from pathlib import Path

from devtools.console import Problem, say
from devtools.paths import ROOT

FOLDER = ROOT / ".tools" / "observability"
PACKAGES = (
    "prometheus",
    "prometheus-alertmanager",
    "prometheus-postgres-exporter",
    "prometheus-node-exporter",
)

_TEMPLATES = Path("/usr/share/prometheus/alertmanager/default.tmpl")


@dataclass(frozen=True)
class Programs:
    """Where each program is. The names of the fields are Debian's, with dashes."""

    prometheus: Path
    promtool: Path
    prometheus_alertmanager: Path
    amtool: Path
    prometheus_postgres_exporter: Path
    prometheus_node_exporter: Path

    def alertmanager(self) -> list[str | Path]:
        """The command that starts Alertmanager. Debian's wants its templates in /usr/share: unpacked, it is given
        that folder in a view of the file system that nobody else has.
        """
        program = self.prometheus_alertmanager
        if _TEMPLATES.exists() or not program.is_relative_to(FOLDER):
            return [program]
        script = 'mount --bind "$0" /usr/share && exec "$@"'
        return ["unshare", "--mount", "--map-root-user", "sh", "-c", script, FOLDER / "usr" / "share", program]


def provide_programs() -> Programs:
    """All of them. Raises Problem where they are neither here nor to be had, and says what to do."""
    if not (programs := _find()):
        _unpack()
        programs = _find()
    if not programs:
        raise Problem(f"the packages {', '.join(PACKAGES)} do not carry the programs that were expected.")
    return programs


def _find() -> Programs | None:
    found = {}
    for field in fields(Programs):
        name = field.name.replace("_", "-")
        path = shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}{os.pathsep}{FOLDER / 'usr' / 'bin'}")
        if path is None:
            return None
        found[field.name] = Path(path)
    return Programs(**found)


def _unpack() -> None:
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        raise Problem(
            f"the checks need the programs of Debian's packages {', '.join(PACKAGES)}. "
            "Put prometheus, promtool, amtool and the exporters on PATH."
        )
    say("fetching Prometheus, Alertmanager and two exporters from Debian (not installing them)")
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not _download():
        if os.geteuid() == 0:
            subprocess.run(["apt-get", "update", "-qq"], check=False)
        if not _download():
            raise Problem("the packages could not be fetched: apt-get says why above. Try: sudo apt-get update")
    for archive in FOLDER.glob("*.deb"):
        subprocess.run(["dpkg", "-x", archive, FOLDER], check=True)
        archive.unlink()


def _download() -> bool:
    sandbox = ["-o", "APT::Sandbox::User=root"] if os.geteuid() == 0 else []  # its own user may not write here
    command = ["apt-get", "download", "-qq", *sandbox, *PACKAGES]
    return subprocess.run(command, cwd=FOLDER, check=False).returncode == 0
