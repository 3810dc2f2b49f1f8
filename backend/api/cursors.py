"""Opaque positions in a list that is ordered by (created_at, id)."""

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from rest_framework.exceptions import ValidationError

_BIGINT_MAX = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page starts: just after the row (`created_at`, `id`), or with `backwards` just before it.

    `facts` carries what the first page found out and the next need not ask again, such as a count.
    """

    created_at: datetime
    id: int
    backwards: bool = False
    facts: tuple[Any, ...] = ()

    def encode(self) -> str:
        """The opaque text that a client sends back."""
        parts = [self.created_at.isoformat(), self.id, int(self.backwards), *self.facts]
        return base64.urlsafe_b64encode(json.dumps(parts, separators=(",", ":")).encode()).decode().rstrip("=")


def decode(cursor: str) -> Position:
    """Raises ValidationError for anything that `encode` did not make."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        moment, row_id, backwards, *facts = json.loads(raw)
        created_at = datetime.fromisoformat(moment)
        if created_at.tzinfo is None or type(row_id) is not int or not 0 <= row_id <= _BIGINT_MAX:
            raise ValueError(cursor)
        # In UTC, because PostgreSQL knows offsets up to 16 hours only.
        position = Position(created_at.astimezone(UTC), row_id, bool(backwards), tuple(facts))
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        message = "This cursor is broken: send `next` or `previous` of an earlier answer unchanged, or leave it out."
        raise ValidationError({"cursor": [message]}) from error
    return position
