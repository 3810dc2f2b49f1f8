"""Where the ORM reads and writes (DATABASE_ROUTERS)."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

from replica.reading import reads_from


class ReplicaRouter:
    """Reads where the request reads; writes and migrations on the primary."""

    def db_for_read(self, model: type[Model], **_: Any) -> str:
        return reads_from()

    def db_for_write(self, model: type[Model], **_: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Model, other: Model, **_: Any) -> bool:
        return True  # the same rows are on both

    def allow_migrate(self, db: str, app_label: str, **_: Any) -> bool:
        return db == DEFAULT_DB_ALIAS
