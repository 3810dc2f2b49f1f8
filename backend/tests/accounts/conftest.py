"""The clock by which codes of authenticator apps are checked."""

from types import SimpleNamespace

import pytest
from django_otp.plugins.otp_totp import models

NOW = 1_775_000_000


@pytest.fixture(autouse=True)
def _half_a_minute_that_does_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checked in the next half minute, a code makes its app pass for slow, and then none is taken ahead of time."""
    monkeypatch.setattr(models, "time", SimpleNamespace(time=lambda: NOW))
