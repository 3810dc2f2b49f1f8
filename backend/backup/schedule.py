"""When a backup is due, and what Prometheus is told."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from backup.store import Backup

# As in the alert DeskBackupTooOld.
TOO_OLD = timedelta(hours=26)

_METRICS = """\
# HELP desk_backup_last_verified_timestamp_seconds Begin of the newest backup that was checked; 0: none.
# TYPE desk_backup_last_verified_timestamp_seconds gauge
desk_backup_last_verified_timestamp_seconds {made:.0f}
# HELP desk_backup_size_bytes How large the newest of those is.
# TYPE desk_backup_size_bytes gauge
desk_backup_size_bytes {size}
"""


def due(newest: datetime | None, at: time, now: datetime) -> bool:
    """Whether the last `at` (UTC) has passed without a backup; where there is none yet, one is due at once."""
    scheduled = datetime.combine(now.astimezone(UTC).date(), at, tzinfo=UTC)
    if scheduled > now:
        scheduled -= timedelta(days=1)
    return newest is None or newest < scheduled


def publish(textfile: Path | None, newest: Backup | None) -> None:
    """For node-exporter, whole or not at all. It stays when this container is gone, so that the alert still comes."""
    if textfile is None:
        return
    made = newest.made.timestamp() if newest else 0
    written = textfile.with_suffix(".partial")
    written.write_text(_METRICS.format(made=made, size=newest.dump.stat().st_size if newest else 0), encoding="utf-8")
    written.chmod(0o644)
    written.rename(textfile)
