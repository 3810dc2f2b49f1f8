"""Sessions in the database, as Django keeps them (SESSION_ENGINE), and whose they are."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connections, router
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from postgresql.prepared import prepared

_KEY = re.compile(r"[a-z0-9]{32}")
_DATA = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(DatabaseStore):
    """Looks up only what can be a key of ours: a cookie may hold anything, even a NUL, which PostgreSQL refuses."""

    _keeps_key = False

    def cycle_key(self) -> None:
        """Gives it another key, as at sign-in; not within `keeping_key`."""
        if not self._keeps_key:
            super().cycle_key()

    @contextmanager
    def keeping_key(self) -> Iterator[None]:
        """While a session is recognised, which is no reason for another key."""
        self._keeps_key = True
        try:
            yield
        finally:
            self._keeps_key = False

    def _validate_session_key(self, key: str) -> bool:
        return bool(key and _KEY.fullmatch(key))

    def load(self) -> dict[str, Any]:
        """What the session holds; of one that has ended nothing. By SQL, which the ORM takes long to compose."""
        with prepared(connections[router.db_for_read(self.model)]) as cursor:
            cursor.execute(_DATA, [self.session_key, timezone.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])


class SessionUserMiddleware(AuthenticationMiddleware):
    """Django's own, but a session that SECRET_KEY_FALLBACKS vouches for keeps its key while SECRET_KEY takes over.

    Django gives it another one, and what the same browser asks at the same time by the old one then signs it out.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _recognised(request))  # type: ignore[assignment]


def _recognised(request: HttpRequest) -> Any:
    session: Any = request.session
    with session.keeping_key():
        return get_user(request)
