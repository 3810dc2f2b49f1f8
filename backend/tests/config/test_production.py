"""What production promises once it runs: checked by Django's own list, and on real answers."""

import ast
import json
import os
import subprocess
import sys
from typing import Any

import psycopg
import pytest
from django.db import connection

from api.csp import REPORTING_ENDPOINTS, policy
from tests.config.test_settings import BACKEND, GOOD, shown

PATHS = ["/livez", "/api/session/", "/api/tickets/", "/api/docs/", "/api/nothing/", "/api/admin/login/"]
LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
PROGRAM = """
import json, django; django.setup()
from django.test import Client
answers = {}
for scheme in ("https", "http"):
    headers = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": scheme}
    client = Client(REMOTE_ADDR="", headers=headers, raise_request_exception=False)
    for path in PATHS:
        answer = client.get(path, SERVER_NAME="desk.example.org")
        cookies = {name: cookie.OutputString() for name, cookie in answer.cookies.items()}
        answers[f"{scheme} {path}"] = [answer.status_code, dict(answer.items()), cookies]
print(json.dumps(answers))
"""
Answers = dict[str, tuple[int, dict[str, str], dict[str, str]]]


@pytest.fixture(scope="module")
def answers() -> Answers:
    """What clients of the proxy get: status, headers and cookies for "https /livez" and the others."""
    done = python("-c", PROGRAM.replace("PATHS", repr(PATHS)))
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME") if name in os.environ}
    given = {**kept, **GOOD, "DJANGO_SETTINGS_MODULE": "config.settings.production", **environment}
    return subprocess.run(
        [sys.executable, *arguments], cwd=BACKEND, env=given, capture_output=True, text=True, check=False
    )


def test_djangos_own_checks_for_deployment_find_nothing() -> None:
    done = python("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_security_headers(answers: Answers, path: str) -> None:
    _, headers, _ = answers[f"https {path}"]
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Reporting-Endpoints"] == REPORTING_ENDPOINTS
    assert headers["Content-Security-Policy"] == policy(path)
    assert ("'unsafe-inline'" in headers["Content-Security-Policy"]) == (path == "/api/docs/")


def test_http_is_sent_to_https_but_for_the_checks_beside_the_backend(answers: Answers) -> None:
    status, headers, _ = answers["http /api/tickets/"]
    assert (status, headers["Location"]) == (301, "https://desk.example.org/api/tickets/")
    assert answers["http /livez"][0] == 200
    assert answers["https /api/session/"][0] == 200


def test_cookies_are_for_https_and_this_host_only(answers: Answers) -> None:
    _, _, cookies = answers["https /api/session/"]
    assert "Secure" in cookies["csrftoken"]
    assert "SameSite=Lax" in cookies["csrftoken"]
    names = "s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_PATH, s.SESSION_COOKIE_DOMAIN"
    assert shown("production", GOOD, names) == "__Host-session True / None"


def options(environment: dict[str, str]) -> dict[str, Any]:
    return dict(ast.literal_eval(shown("production", {**GOOD, **environment}, "s.DATABASES['default']['OPTIONS']")))


def test_what_serves_requests_waits_for_nothing_for_ever() -> None:
    limits = "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000"
    assert options({"DB_POOL": "true"})["options"] == limits
    assert "options" not in options({})  # a migration may take its time
    off = {"DB_STATEMENT_TIMEOUT": "0", "DB_LOCK_TIMEOUT": "0", "DB_IDLE_TIMEOUT": "0"}
    assert "options" not in options({"DB_POOL": "true", **off})
    assert options({"DB_POOL": "true", **off, "DB_LOCK_TIMEOUT": "2.5"})["options"] == "-c lock_timeout=2500"


def test_what_the_url_says_comes_last_and_so_counts() -> None:
    url = f"{GOOD['DATABASE_URL']}?options=-c%20lock_timeout%3D1s"
    others = {"DB_STATEMENT_TIMEOUT": "0", "DB_IDLE_TIMEOUT": ""}
    both = options({"DATABASE_URL": url, "DB_POOL": "true", "DB_LOCK_TIMEOUT": "2", **others})["options"]
    assert both == "-c lock_timeout=2000 -c idle_in_transaction_session_timeout=60000 -c lock_timeout=1s"


def test_the_way_to_the_database_is_encrypted_by_setting() -> None:
    tls = options({"DB_SSLMODE": "verify-full", "DB_SSLROOTCERT": "/run/secrets/ca.pem"})
    assert (tls["sslmode"], tls["sslrootcert"]) == ("verify-full", "/run/secrets/ca.pem")
    assert "sslmode" not in options({})


def test_only_the_primary_will_do_unless_the_url_says_otherwise() -> None:
    name = "target_session_attrs"
    assert options({})[name] == "primary"
    assert name not in options({"DB_POOL": "true"})  # through a pooler it would be asked in vain
    assert options({"DATABASE_URL": f"{GOOD['DATABASE_URL']}?{name}=any"})[name] == "any"


@pytest.mark.django_db
def test_postgresql_takes_the_limits() -> None:
    limits = options({"DB_POOL": "true"})["options"]
    with psycopg.connect(**{**connection.get_connection_params(), "options": limits}) as other:
        shown_limits = [other.execute(f"SHOW {name}").fetchone()[0] for name in LIMITS]
    assert shown_limits == ["30s", "10s", "1min"]
