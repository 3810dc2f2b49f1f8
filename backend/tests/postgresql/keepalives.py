"""Whether the server was told to look after the client's machine."""

from django.db import connection

KEEPALIVES = ("tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count")


def watched() -> set[str]:
    """Which of them this session has set; a Unix socket, which needs none, shows no values."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_settings WHERE name = ANY(%s) AND source = 'session'", [list(KEEPALIVES)])
        return {name for (name,) in cursor.fetchall()}
