"""The folder of backups: names, manifests, and which are kept.

A backup is two files: desk-20260131T023000Z.dump, or .dump.age if it is encrypted, and a .json that says what was in
it. The .json comes last, and only after the dump was restored and compared, so one that has it is good.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from backup.fingerprint import Fingerprint
from backup.problem import Problem

_STAMP = "desk-%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Backup:
    """One that was restored and compared, at `made`."""

    made: datetime
    dump: Path
    manifest: Path

    @property
    def name(self) -> str:
        return self.manifest.stem

    def held(self) -> Fingerprint:
        """What the database held."""
        return Fingerprint.from_json(json.loads(self.manifest.read_text(encoding="utf-8"))["fingerprint"])


def name_at(moment: datetime) -> str:
    """The name of a backup that is begun now."""
    return moment.astimezone(UTC).strftime(_STAMP)


def backups(folder: Path) -> list[Backup]:
    """The good ones, newest first."""
    found = []
    for manifest in folder.glob("desk-*.json"):
        dumps = [dump for dump in folder.glob(f"{manifest.stem}.dump*") if dump.suffix in (".dump", ".age")]
        if dumps:
            made = datetime.strptime(manifest.stem, _STAMP).replace(tzinfo=UTC)
            found.append(Backup(made, dumps[0], manifest))
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def find(folder: Path, name: str) -> Backup:
    """By name, or the newest for "latest". Raises Problem, naming those there are."""
    known = backups(folder)
    for backup in known:
        if name in ("latest", backup.name, backup.dump.name):
            return backup
    raise Problem(f"there is no backup {name} in {folder}; there are: {', '.join(b.name for b in known) or 'none'}.")


def write_manifest(path: Path, held: Fingerprint, size: int) -> None:
    """Whole or not at all, and on the disk."""
    written = path.with_suffix(".json.partial")
    with written.open("w", encoding="utf-8") as file:
        json.dump({"bytes": size, "fingerprint": held.as_json()}, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    written.rename(path)


def kept(made: Iterable[datetime], *, daily: int, weekly: int) -> set[datetime]:
    """The newest of each of the last `daily` days, and of each of the last `weekly` weeks, that have one (UTC).

    And all of the 24 hours before the newest: one made by hand must not take the place of the night's.
    """
    newest_first = sorted(made, reverse=True)
    days: dict[object, datetime] = {}
    weeks: dict[object, datetime] = {}
    for moment in newest_first:
        days.setdefault(moment.date(), moment)
        weeks.setdefault(moment.isocalendar()[:2], moment)
    latest = {moment for moment in newest_first if newest_first[0] - moment < timedelta(days=1)}
    return {*latest, *list(days.values())[:daily], *list(weeks.values())[:weekly]}


def rotate(folder: Path, *, daily: int, weekly: int) -> list[str]:
    """Delete what is not kept, and what an interrupted run left behind; the names of the backups that went."""
    known = backups(folder)
    stay = kept((backup.made for backup in known), daily=daily, weekly=weekly)
    gone = [backup for backup in known if backup.made not in stay]
    for backup in gone:
        backup.manifest.unlink()  # first: a dump without it is nothing
        backup.dump.unlink()
    good = {backup.dump for backup in known if backup not in gone}
    for leftover in {*folder.glob("desk-*.dump*"), *folder.glob("desk-*.partial")} - good:
        leftover.unlink()
    return [backup.name for backup in gone]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One backup or restore at a time. Raises Problem if another one is under way."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError as error:
            raise Problem("a backup or a restore is under way: wait until it has ended.") from error
        yield
