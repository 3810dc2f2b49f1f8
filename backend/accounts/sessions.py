"""Sessions in the database, as Django keeps them (SESSION_ENGINE)."""

import re

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

_KEY = re.compile(r"[a-z0-9]{32}")


class SessionStore(DatabaseStore):
    """Looks up only what can be a key of ours: a cookie may hold anything, even a NUL, which PostgreSQL refuses."""

    def _validate_session_key(self, key: str) -> bool:
        return bool(key and _KEY.fullmatch(key))
