"""Who else has a ticket open: heartbeats of browser tabs, one statement each (docs/decisions/0029).

The ticket's own row is read and never locked or written: looking at a ticket stands in nobody's way.
"""

from datetime import datetime, timedelta
from typing import Any, TypedDict
from uuid import UUID

from django.contrib.auth.signals import user_logged_out
from django.db import connection
from django.dispatch import receiver

from accounts.agents import display_name_sql
from accounts.models import User
from postgresql.prepared import prepared
from tickets.models import Ticket
from tickets.models.presence import PresenceState

# After this long without a heartbeat a tab is gone. Tabs send one every 15 s: two may be lost.
LEASE = timedelta(seconds=40)
# Tabs kept of one ticket. More look on unseen: on an open desk anybody can invent any number of them.
TABS_MAX = 50

_HERE = "p.ticket_id = %(ticket)s AND p.seen_at > now() - %(lease)s"
_KNOWN = "known AS (SELECT id FROM tickets_ticket WHERE id = %(ticket)s)"
# An account with several tabs is one person, who edits if one of the tabs does; strangers are told apart by tab only.
_OTHERS = f"""
SELECT other.name, other.editing, other.since FROM known LEFT JOIN (
    SELECT {display_name_sql("account")} AS name, bool_or(p.state = '{PresenceState.EDITING}') AS editing,
           min(p.since) AS since
    FROM tickets_presence AS p LEFT JOIN accounts_user AS account ON account.id = p.user_id
    WHERE {_HERE} AND p.tab IS DISTINCT FROM %(tab)s::uuid
          AND (p.user_id IS NULL OR p.user_id IS DISTINCT FROM %(user)s::bigint)
    GROUP BY account.id, CASE WHEN p.user_id IS NULL THEN p.tab END
) AS other ON true ORDER BY other.since, other.name
"""  # noqa: S608 -- constants
_LOOK = f"WITH {_KNOWN} {_OTHERS}"
_STAY = f"""
WITH {_KNOWN}, kept AS (
    INSERT INTO tickets_presence AS mine (ticket_id, tab, user_id, state, since, seen_at)
    SELECT known.id, %(tab)s, %(user)s::bigint, %(state)s, now(), now() FROM known
    WHERE (SELECT count(*) FROM tickets_presence AS p WHERE {_HERE} AND p.tab <> %(tab)s::uuid) < %(most)s
    ON CONFLICT (ticket_id, tab) DO UPDATE SET
        user_id = excluded.user_id, state = excluded.state, seen_at = excluded.seen_at,
        since = CASE WHEN mine.seen_at > now() - %(lease)s AND mine.user_id IS NOT DISTINCT FROM excluded.user_id
                     THEN mine.since ELSE excluded.since END
) {_OTHERS}
"""  # noqa: S608 -- constants
_LEAVE = """
DELETE FROM tickets_presence
WHERE ticket_id = %(ticket)s AND tab = %(tab)s AND user_id IS NOT DISTINCT FROM %(user)s::bigint
"""
_SIGN_OUT = "DELETE FROM tickets_presence WHERE user_id = %(user)s"
_DELETE_GONE = "DELETE FROM tickets_presence WHERE seen_at <= now() - %(lease)s"


class Other(TypedDict):
    """Somebody else with the ticket open. `name` is None for who is not signed in; `since` when they opened it."""

    name: str | None
    state: str
    since: datetime


def presence_stay(*, ticket_id: int, tab: UUID, state: str, account: int | None) -> list[Other]:
    """Says that the ticket is open in this tab, and returns who else has it open. Raises Ticket.DoesNotExist."""
    return _others(_STAY, ticket=ticket_id, tab=tab, state=state, user=account, most=TABS_MAX)


def presence_look(*, ticket_id: int, tab: UUID | None, account: int | None) -> list[Other]:
    """Who else has the ticket open, without being seen. Raises Ticket.DoesNotExist."""
    return _others(_LOOK, ticket=ticket_id, tab=tab, user=account)


def presence_leave(*, ticket_id: int, tab: UUID, account: int | None) -> None:
    """Says that the ticket is no longer open in this tab; nothing if it was not."""
    with connection.cursor() as cursor:
        cursor.execute(_LEAVE, {"ticket": ticket_id, "tab": tab, "user": account})


@receiver(user_logged_out)
def presence_sign_out(*, user: User | None, **_: Any) -> None:
    """Forgets all tabs of who signs out: which are of which session, nobody knows. Others are back by a heartbeat."""
    if user is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(_SIGN_OUT, {"user": user.pk})


def presence_delete_gone() -> int:
    """Deletes the tabs that have not been heard of; returns how many."""
    values: dict[str, Any] = {"lease": LEASE}
    with connection.cursor() as cursor:
        cursor.execute(_DELETE_GONE, values)
        return int(cursor.rowcount)


def _others(statement: str, **values: Any) -> list[Other]:
    values["lease"] = LEASE
    with prepared(connection) as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    if not rows:
        raise Ticket.DoesNotExist
    return [
        Other(name=name, state=PresenceState.EDITING if editing else PresenceState.VIEWING, since=since)
        for name, editing, since in rows
        if since is not None
    ]
