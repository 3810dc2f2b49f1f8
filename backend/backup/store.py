"""The folder of backups: names, manifests, and which are kept.

A backup is two files: desk-20260131T023000Z.dump, or .dump.age if it is encrypted, and a .json that says what was in
it. The .json comes last, and only after the dump was restored and compared, so one that has it is good.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from backup.fingerprint import Fingerprint
from backup.problem import Problem, in_words

_STAMP = "desk-%Y%m%dT%H%M%SZ"
_DUMPS = (".dump", ".dump.age")

# How long a dump may wait for its manifest: somebody may be bringing the two in.
_ALONE = timedelta(days=1)


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
        return read_manifest(self.manifest)[1]


def name_at(moment: datetime) -> str:
    """The name of a backup that is begun now."""
    return moment.astimezone(UTC).strftime(_STAMP)


def look(folder: Path) -> tuple[list[Backup], dict[str, str]]:
    """The good ones, newest first; and by the name of the file, why what looks like one does not count."""
    good, odd = [], {}
    for manifest in folder.glob("desk-*.json"):
        try:
            good.append(_read(manifest))
        except Problem as problem:
            odd[ascii(manifest.name).strip("'")] = str(problem)
    for dump in _alone(folder):
        odd[dump.name] = "there is no .json beside it that says what must be in it."
    return sorted(good, key=lambda backup: backup.made, reverse=True), odd


def backups(folder: Path) -> list[Backup]:
    """The good ones, newest first."""
    return look(folder)[0]


def newest(known: Iterable[Backup], now: datetime) -> Backup | None:
    """The newest of the past. What claims to be of the future was made while a clock was wrong, and proves nothing."""
    return max((backup for backup in known if backup.made <= now), key=lambda backup: backup.made, default=None)


def find(folder: Path, name: str, now: datetime) -> Backup:
    """By name, or the newest for "latest". Raises Problem, naming those there are."""
    known = backups(folder)
    named = (backup for backup in known if name in (backup.name, backup.dump.name, backup.manifest.name))
    if found := newest(known, now) if name == "latest" else next(named, None):
        return found
    there = ", ".join(backup.name for backup in known) or "none"
    raise Problem(f"there is no backup {name} in {folder}; there are: {there}.")


def write_manifest(path: Path, held: Fingerprint, size: int) -> None:
    """Whole or not at all, and on the disk. `size` is the dump's in bytes."""
    written = path.with_suffix(".json.partial")
    with written.open("w", encoding="utf-8") as file:
        json.dump({"bytes": size, "fingerprint": held.as_json()}, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    written.rename(path)


def read_manifest(path: Path) -> tuple[int, Fingerprint]:
    """The size of the dump in bytes, and what the database held. Raises Problem if it cannot be read, or is cut."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        return int(read["bytes"]), Fingerprint.from_json(read["fingerprint"])
    except OSError as error:
        raise Problem(in_words(error)) from error
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise Problem("it is cut or damaged: bring it in again from another place.") from error


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


def rotate(folder: Path, *, daily: int, weekly: int, now: datetime) -> list[str]:
    """Delete what is not kept, and dumps that got no manifest; the names of the backups that went.

    One of the future takes the place of none: if the clock was wrong, nobody knows how old it is.
    """
    past = [backup for backup in backups(folder) if backup.made <= now]
    stay = kept((backup.made for backup in past), daily=daily, weekly=weekly)
    gone = [backup for backup in past if backup.made not in stay]
    for backup in gone:
        backup.manifest.unlink()  # first: a dump without it is nothing
        backup.dump.unlink()
    for dump in _alone(folder):
        # By when it came here; what brings it in may have set the time of its contents.
        if now - datetime.fromtimestamp(dump.stat().st_ctime, UTC) > _ALONE:
            dump.unlink()
    return [backup.name for backup in gone]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One backup or restore at a time. Raises Problem if another one is under way.

    What a killed one left half-written goes first: on a full disk its room is needed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError as error:
            raise Problem("a backup or a restore is under way: wait until it has ended.") from error
        for leftover in folder.glob("desk-*.partial"):
            with suppress(OSError):  # what cannot be deleted takes room, and stops nothing else
                shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        yield


def _read(manifest: Path) -> Backup:
    """Raises Problem with what is wrong with it, or with its dump."""
    made = _moment(manifest.stem)
    if made is None or not manifest.is_file():
        raise Problem("it is no backup's manifest, and left alone.")
    size, _ = read_manifest(manifest)
    there = [dump for suffix in _DUMPS if (dump := manifest.with_suffix(suffix)).is_file()]
    if not there:
        raise Problem("its dump is missing.")
    whole = [dump for dump in there if dump.stat().st_size == size]
    if not whole:
        raise Problem(f"{there[0].name} has {there[0].stat().st_size} bytes instead of {size}: bring it in again.")
    try:
        whole[0].open("rb").close()
    except OSError as error:
        raise Problem(in_words(error)) from error
    return Backup(made, whole[0], manifest)


def _alone(folder: Path) -> list[Path]:
    """Dumps under a backup's name that no manifest belongs to."""
    dumps = {dump for suffix in _DUMPS for dump in folder.glob(f"desk-*{suffix}")}
    return [
        dump
        for dump in sorted(dumps)
        if dump.is_file() and _moment(stem := dump.name.partition(".")[0]) and not (folder / f"{stem}.json").exists()
    ]


def _moment(stem: str) -> datetime | None:
    """When the backup of this name was begun; nothing if it is not the name of one."""
    try:
        moment = datetime.strptime(stem, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment if name_at(moment) == stem else None
