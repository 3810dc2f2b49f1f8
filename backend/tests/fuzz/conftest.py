"""The application that gunicorn calls."""

from typing import Any

import pytest
from django.db import connection

from tests.fuzz.wsgi import Caller


@pytest.fixture
def application(monkeypatch: pytest.MonkeyPatch) -> Any:
    """On a connection that lasts longer than a request."""
    monkeypatch.setenv("DB_POOL", "false")  # not set by importing it, so not left behind
    from config.wsgi import application

    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", None)
    return application


@pytest.fixture
def call(application: Any) -> Caller:
    return Caller(application)
