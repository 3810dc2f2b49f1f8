"""A second place for the backups, by rclone: whatever it speaks to, S3 above all.

What is deleted there, and when, is that place's own rule, so that nobody who gets into this machine can delete it.
"""

from backup import store
from backup.programs import run
from backup.settings import Settings
from backup.store import Backup

_MARK = ".copied"


def copied(settings: Settings) -> Backup | None:
    """The newest backup that is safe: the newest copied there, or the newest of all if there is no second place."""
    known = store.backups(settings.folder)
    if settings.remote:
        mark = settings.folder / _MARK
        newest = mark.read_text(encoding="utf-8") if mark.exists() else ""
        known = [backup for backup in known if backup.name <= newest]
    return next(iter(known), None)


def copy(settings: Settings) -> None:
    """Copy every backup that is not there yet, the manifests last. Raises Problem with rclone's words."""
    newest = next(iter(store.backups(settings.folder)), None)
    if not settings.remote or newest is None:
        return
    for pattern in ("desk-*.dump", "desk-*.dump.age", "desk-*.json"):
        run("rclone", "copy", "--include", pattern, str(settings.folder), settings.remote)
    (settings.folder / _MARK).write_text(newest.name, encoding="utf-8")
