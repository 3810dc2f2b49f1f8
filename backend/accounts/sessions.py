"""Sessions in the database, as Django keeps them (SESSION_ENGINE)."""

import re
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connections, router
from django.utils import timezone

_KEY = re.compile(r"[a-z0-9]{32}")
_DATA = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(DatabaseStore):
    """Looks up only what can be a key of ours: a cookie may hold anything, even a NUL, which PostgreSQL refuses."""

    def _validate_session_key(self, key: str) -> bool:
        return bool(key and _KEY.fullmatch(key))

    def load(self) -> dict[str, Any]:
        """What the session holds; of one that has ended nothing. By SQL, which the ORM takes long to compose."""
        with connections[router.db_for_read(self.model)].cursor() as cursor:
            cursor.execute(_DATA, [self.session_key, timezone.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])
