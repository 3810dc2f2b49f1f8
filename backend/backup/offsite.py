"""A second place for the backups, by rclone: whatever it speaks to, S3 above all.

What is deleted there, and when, is that place's own rule, so that nobody who gets into this machine can delete it.
"""

from datetime import datetime

from backup import store
from backup.programs import run
from backup.settings import Settings
from backup.store import Backup

# The names of those that are there, one a line.
_MARK = ".copied"


def copied(settings: Settings, now: datetime) -> Backup | None:
    """The newest backup that is safe: the newest copied there, or the newest of all if there is no second place."""
    known = store.backups(settings.folder)
    if settings.remote:
        mark = settings.folder / _MARK
        names = mark.read_text(encoding="utf-8", errors="replace").split() if mark.exists() else []
        known = [backup for backup in known if backup.name in names]
    return store.newest(known, now)


def copy(settings: Settings) -> None:
    """Copy every good backup that is not there yet, the manifests last. Raises Problem with rclone's words."""
    known = store.backups(settings.folder)
    if not settings.remote or not known:
        return
    # By name: what does not count here has no business there, and may be what cannot be read.
    for files in ([backup.dump.name for backup in known], [backup.manifest.name for backup in known]):
        wanted = [word for file in files for word in ("--include", file)]
        run("rclone", "copy", *wanted, str(settings.folder), settings.remote)
    (settings.folder / _MARK).write_text("".join(f"{backup.name}\n" for backup in known), encoding="utf-8")
