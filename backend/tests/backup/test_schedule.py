"""When a backup is due, and what the alert reads."""

import re
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from backup import schedule, store
from backup.fingerprint import Fingerprint
from devtools.paths import OBSERVABILITY

AT = time(2, 30)
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("newest", "now", "expected"),
    [
        (None, NOON, True),
        (NOON.replace(hour=2, minute=30), NOON, False),
        (NOON.replace(hour=2, minute=29), NOON, True),
        (NOON - timedelta(days=1), NOON.replace(hour=2, minute=29), False),
        (NOON - timedelta(days=1), NOON.replace(hour=2, minute=30), True),
        (NOON, NOON + timedelta(hours=14), False),
    ],
)
def test_one_is_due_when_none_was_begun_since_the_hour(newest: datetime | None, now: datetime, expected: bool) -> None:
    assert schedule.due(newest, AT, now) is expected


def test_the_alert_and_the_health_check_mean_the_same_age() -> None:
    rules = (OBSERVABILITY / "prometheus" / "rules" / "platform.yml").read_text()
    (hours,) = re.findall(r"desk_backup_last_verified_timestamp_seconds\) > (\d+) \* 3600", rules)
    assert timedelta(hours=int(hours)) == schedule.TOO_OLD


def test_prometheus_is_told_of_the_newest_or_of_none(tmp_path: Path) -> None:
    textfile = tmp_path / "backup.prom"
    schedule.publish(textfile, None)
    assert "desk_backup_last_verified_timestamp_seconds 0\n" in textfile.read_text()

    dump, manifest = tmp_path / "desk-20260131T120000Z.dump", tmp_path / "desk-20260131T120000Z.json"
    dump.write_bytes(b"12345")
    store.write_manifest(manifest, Fingerprint({}, {}, {}), 5)
    schedule.publish(textfile, store.find(tmp_path, "latest", NOON))
    assert f"desk_backup_last_verified_timestamp_seconds {NOON.timestamp():.0f}\n" in textfile.read_text()
    assert "desk_backup_size_bytes 5\n" in textfile.read_text()
    assert textfile.stat().st_mode & 0o777 == 0o644  # node-exporter is another user
