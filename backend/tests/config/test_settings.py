"""What starts, and what refuses to: each in a process of its own, as settings are read once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BACKEND = Path(__file__).resolve().parents[2]
GOOD = {
    "DATABASE_URL": "postgres://desk:hJ4-tR9_xW2@db.example.org:5433/desk",
    "SECRET_KEY": "0123456789abcdef" * 4,
    "ALLOWED_HOSTS": "desk.example.org,www.example.org",
    "TRUSTED_PROXIES": "unix,172.16.0.0/12",
}


def start(
    module: str, environment: dict[str, str], show: str = "'started'", warn: str = "ignore"
) -> subprocess.CompletedProcess[str]:
    """Reads the settings in `environment` and prints the expression `show`."""
    program = f"from django.conf import settings as s; s.DEBUG; print({show})"
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-W", warn, "-c", program],
        cwd=BACKEND,
        env={**kept, "DJANGO_SETTINGS_MODULE": f"config.settings.{module}", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def shown(module: str, environment: dict[str, str], show: str) -> str:
    done = start(module, environment, show)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def without(*names: str) -> dict[str, str]:
    return {name: value for name, value in GOOD.items() if name not in names}


def test_production_starts_when_all_is_well_and_is_closed() -> None:
    show = "s.DEBUG, s.DESK_OPEN, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.ALLOWED_HOSTS, s.LOGGING['format']"
    expected = "False False True True ['desk.example.org', 'www.example.org', 'localhost'] json"
    assert shown("production", GOOD, show) == expected


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        (without("SECRET_KEY"), "SECRET_KEY is missing or shorter"),
        ({**GOOD, "SECRET_KEY": "0123456789abcdef" * 3}, "SECRET_KEY is missing or shorter"),
        ({**GOOD, "SECRET_KEY": "k" * 64}, "SECRET_KEY is missing or shorter"),
        ({**GOOD, "SECRET_KEY": "django-insecure-" + GOOD["SECRET_KEY"]}, "SECRET_KEY is a placeholder"),
        ({**GOOD, "SECRET_KEY": "please-change-me-" * 4}, "SECRET_KEY is a placeholder"),
        ({**GOOD, "SECRET_KEY_FILE": "/run/secrets/key"}, "Set SECRET_KEY or SECRET_KEY_FILE, not both."),
        ({**without("SECRET_KEY"), "SECRET_KEY_FILE": "/no/such/file"}, "SECRET_KEY_FILE=/no/such/file cannot be read"),
        ({**GOOD, "SECRET_KEY_FALLBACKS": GOOD["SECRET_KEY"] + ",short"}, "SECRET_KEY_FALLBACKS names a key that is"),
        ({**GOOD, "SECRET_KEY_FALLBACKS": "please-change-me-" * 4}, "SECRET_KEY_FALLBACKS names a key that is"),
        (
            {**GOOD, "SECRET_KEY_FALLBACKS_FILE": "/no/such/file"},
            "SECRET_KEY_FALLBACKS_FILE=/no/such/file cannot be read",
        ),
        ({**GOOD, "DESK_OPEN": "true"}, "DESK_OPEN=true lets anybody do anything"),
        ({**GOOD, "DEBUG": "true"}, "DEBUG=true would show the inside of the desk"),
        (without("ALLOWED_HOSTS"), "ALLOWED_HOSTS must name the hosts"),
        ({**GOOD, "ALLOWED_HOSTS": ".example.org"}, "ALLOWED_HOSTS must name the hosts"),
        (without("TRUSTED_PROXIES"), "TRUSTED_PROXIES must name the proxy that ends TLS"),
        (
            {**GOOD, "TRUSTED_PROXIES": "caddy"},
            "TRUSTED_PROXIES: 'caddy' does not appear to be an IPv4 or IPv6 network",
        ),
        ({**GOOD, "DATABASE_URL": "postgres://desk:development-only@db/desk"}, "The password in DATABASE_URL is one"),
        ({**GOOD, "DATABASE_URL": "postgres://ada:ada@db/desk"}, "The password in DATABASE_URL is one"),
        ({**GOOD, "OIDC_ISSUER": "https://id.example.org"}, "set OIDC_CLIENT_ID and OIDC_CLIENT_SECRET too"),
        (
            {**GOOD, "OIDC_ISSUER": "i", "OIDC_CLIENT_ID": "c", "OIDC_CLIENT_SECRET": "s", "OIDC_NEW_ACCOUNTS": "root"},
            "OIDC_NEW_ACCOUNTS must be agent, read-only or empty",
        ),
        ({**GOOD, "DB_SSLMODE": "verify-full"}, "DB_SSLMODE=verify-full needs DB_SSLROOTCERT"),
        ({**GOOD, "DB_SSLMODE": "always"}, "DB_SSLMODE=always is unknown: use one of disable"),
        ({**GOOD, "DB_POOL": "true", "DB_LOCK_TIMEOUT": "soon"}, "DB_LOCK_TIMEOUT=soon is no number of seconds"),
        ({**GOOD, "SECOND_FACTOR_REQUIRED": "everybody"}, "SECOND_FACTOR_REQUIRED=everybody is unknown: use one of"),
        ({**GOOD, "THROTTLE_LOGIN": "often"}, "'often' is no rate"),
        ({**GOOD, "ALLOWED_HOSTS": "desk.example.org,*"}, "ALLOWED_HOSTS must name the hosts"),
        (without("DATABASE_URL"), "Set DATABASE_URL, for example postgres://"),
        ({**GOOD, "DATABASE_URL": "sqlite:///desk.sqlite3"}, "DATABASE_URL must name a PostgreSQL server"),
        ({**GOOD, "ANALYSIS_CHUNK": "0"}, "ANALYSIS_CHUNK=0 must be 1 or more."),
    ],
)
def test_production_refuses_to_start_and_says_what_to_do(environment: dict[str, str], told: str) -> None:
    done = start("production", environment)
    assert done.returncode != 0
    assert told in done.stderr.splitlines()[-1]
    for name, value in environment.items():
        assert name not in {"SECRET_KEY", "SECRET_KEY_FALLBACKS", "DATABASE_URL"} or value not in done.stderr


def test_production_names_all_faults_at_once() -> None:
    faults = start("production", {"DESK_OPEN": "1", "DEBUG": "1"}).stderr.split("Not started:\n")[1].splitlines()
    names = ("SECRET_KEY", "DEBUG", "DESK_OPEN", "ALLOWED_HOSTS", "TRUSTED_PROXIES", "Set DATABASE_URL")
    assert [fault.startswith(f"- {name}") for fault, name in zip(faults, names, strict=True)] == [True] * len(names)


def test_a_fault_that_cannot_be_read_is_told_once() -> None:
    faults = start("production", {**GOOD, "SECRET_KEY_FILE": "/run/secrets/key"}).stderr
    assert faults.count("Set SECRET_KEY or SECRET_KEY_FILE, not both.") == 1


def test_secrets_may_come_from_files(tmp_path: Path) -> None:
    for name, value in GOOD.items():
        (tmp_path / name).write_text(f"{value}\n")
    environment = {
        "ALLOWED_HOSTS": "desk.example.org",
        "TRUSTED_PROXIES": "unix",
        **{f"{name}_FILE": str(tmp_path / name) for name in ("SECRET_KEY", "DATABASE_URL")},
    }
    show = "len(s.SECRET_KEY), s.DATABASES['default']['HOST']"
    assert shown("production", environment, show) == "64 db.example.org"


@pytest.mark.parametrize("between", [",", "\n", ", "])
def test_earlier_keys_come_several_at_once(tmp_path: Path, between: str) -> None:
    keys = [letter + GOOD["SECRET_KEY"] for letter in "ab"]
    assert shown("production", GOOD, "s.SECRET_KEY_FALLBACKS") == "[]"
    (tmp_path / "keys").write_text(between.join(keys) + "\n")
    from_file = {**GOOD, "SECRET_KEY_FALLBACKS_FILE": str(tmp_path / "keys")}
    assert shown("production", from_file, "s.SECRET_KEY_FALLBACKS") == str(keys)


def test_the_server_chooses_production_and_a_pool_by_itself() -> None:
    program = "import config.wsgi; from django.conf import settings as s; print(s.DATABASES['default'])"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=BACKEND,
        env={"PYTHONPATH": os.environ.get("PYTHONPATH", ""), **GOOD, "WEB_THREADS": "7", "DB_POOL_TIMEOUT": "2.5"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "'pool': {'min_size': 2, 'max_size': 7, " in done.stdout
    assert "'PATIENCE': 2.5" in done.stdout


def test_a_command_uses_one_connection_that_is_checked() -> None:
    show = "'pool' in s.DATABASES['default']['OPTIONS'], s.DATABASES['default']['CONN_HEALTH_CHECKS']"
    assert shown("production", GOOD, show) == "False True"


def test_development_needs_a_database_and_nothing_else() -> None:
    show = (
        "s.DESK_OPEN, s.DEBUG, len(s.SECRET_KEY) >= 32, s.SESSION_COOKIE_SECURE, s.ALLOWED_HOSTS, s.LOGGING['format']"
    )
    expected = "True False True False ['localhost', '127.0.0.1', '[::1]', 'backend'] console"
    assert shown("development", without("SECRET_KEY", "ALLOWED_HOSTS"), show) == expected


@pytest.mark.parametrize(
    ("module", "word", "role"),
    [
        *(("production", "", "ADMINISTRATOR"), ("production", "agent", "AGENT"), ("production", "nobody", "None")),
        *(("development", "", "None"), ("development", "administrator", "ADMINISTRATOR")),
    ],
)
def test_production_asks_administrators_for_a_second_factor(module: str, word: str, role: str) -> None:
    show = "getattr(s.SECOND_FACTOR_REQUIRED, 'name', None)"
    assert shown(module, {**GOOD, "SECOND_FACTOR_REQUIRED": word}, show) == role


def test_development_can_be_closed() -> None:
    assert shown("development", {**GOOD, "DESK_OPEN": "false"}, "s.DESK_OPEN") == "False"


def test_development_warns_of_a_key_that_changes_with_every_start() -> None:
    warnings = start("development", without("SECRET_KEY"), warn="always").stderr
    assert "SECRET_KEY is not set: using one that changes with every start." in warnings
    assert "SECRET_KEY" not in start("development", GOOD, warn="always").stderr
