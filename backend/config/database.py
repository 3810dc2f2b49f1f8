"""How the desk reaches PostgreSQL, from the environment."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config.env import env, secret
from postgresql.waiting import SLICE

_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")

# Seconds that a request waits for a connection to the replica.
_REPLICA_WAIT = 1.0


def database(*, threads: int) -> dict[str, Any]:
    """Django's settings for the database. Raises ImproperlyConfigured, and says what to do.

    A pool with health checks rides out a restart of the server without a visible error; persistent connections do not
    (docs/decisions/0005).
    """
    url = secret("DATABASE_URL")
    if not url:
        raise ImproperlyConfigured("Set DATABASE_URL, for example postgres://desk:password@localhost:5432/desk.")
    config = _server("DATABASE_URL", url, threads=threads, wait=env.float("DB_POOL_TIMEOUT", default=10))
    if "pool" not in config["OPTIONS"]:  # there, postgresql.base looks, as a pooler may be between
        # After a failover the address may lead to a standby for a while.
        config["OPTIONS"] = {"target_session_attrs": "primary", **config["OPTIONS"]}
    return config


def replica(*, threads: int) -> dict[str, Any] | None:
    """Of the server that may answer lists and figures instead (REPLICA_DATABASE_URL), or None without one."""
    url = secret("REPLICA_DATABASE_URL")
    if not url:
        return None
    config = _server("REPLICA_DATABASE_URL", url, threads=threads, wait=_REPLICA_WAIT)
    # Whoever asks it can ask the primary instead, so nothing waits for it for long.
    config["OPTIONS"] |= {"connect_timeout": 2, "tcp_user_timeout": round(_REPLICA_WAIT * 1000)}
    return config


def _server(name: str, url: str, *, threads: int, wait: float) -> dict[str, Any]:
    """`wait`: seconds that a request waits for a connection of the pool."""
    config: dict[str, Any] = env.db_url_config(url)
    if config["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured(f"{name} must name a PostgreSQL server: the desk's rules live in the database.")
    given: dict[str, Any] = config.pop("OPTIONS", {})
    serves = env.bool("DB_POOL", default=False)  # on in config.wsgi: a management command needs one connection
    options = {
        **given,
        **_tls(),
        "application_name": env.str("DB_APPLICATION_NAME", default="triage-desk"),
        "connect_timeout": 5,
    }
    # What the URL says comes last, and so counts.
    if limits := " ".join([*_limits(serves=serves), *([given["options"]] if "options" in given else [])]):
        options["options"] = limits
    if serves:
        options["pool"] = {
            "min_size": 2,
            "max_size": max(2, env.int("DB_POOL_MAX", default=threads)),
            # Who waits asks again and again (postgresql.waiting): the pool itself would try more and more rarely.
            "timeout": min(SLICE, wait),
            "reconnect_timeout": SLICE / 2,
        }
    return {
        **config,
        "PATIENCE": wait,  # ours: seconds for which an outage is waited out (postgresql.base)
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": not serves,  # of a pool, postgresql.alive looks after them
        "ATOMIC_REQUESTS": False,
        "OPTIONS": options,
    }


def _limits(*, serves: bool) -> list[str]:
    """The server's own limits, by which no request holds a connection or a lock for ever.

    Commands, migrations and jobs may take long and have none. With all three 0 no startup option is sent at all, which
    PgBouncer would refuse unless told to ignore it.
    """
    if not serves:
        return []
    seconds = {
        "statement_timeout": _seconds("DB_STATEMENT_TIMEOUT", 30),
        "lock_timeout": _seconds("DB_LOCK_TIMEOUT", 10),
        "idle_in_transaction_session_timeout": _seconds("DB_IDLE_TIMEOUT", 60),
    }
    return [f"-c {name}={round(value * 1000)}" for name, value in seconds.items() if value > 0]


def _seconds(name: str, otherwise: float) -> float:
    text = env.str(name, default="") or str(otherwise)
    try:
        return float(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={text} is no number of seconds.") from error


def _tls() -> dict[str, str]:
    """Encryption on the way to the server, and whose certificate is believed."""
    mode, authority = env.str("DB_SSLMODE", default=""), env.str("DB_SSLROOTCERT", default="")
    if mode and mode not in _SSL_MODES:
        raise ImproperlyConfigured(f"DB_SSLMODE={mode} is unknown: use one of {', '.join(_SSL_MODES)}.")
    if mode.startswith("verify-") and not authority:
        raise ImproperlyConfigured(
            f"DB_SSLMODE={mode} needs DB_SSLROOTCERT: the file of the authority that signed the server's certificate, "
            "or `system`."
        )
    return {name: value for name, value in (("sslmode", mode), ("sslrootcert", authority)) if value}
