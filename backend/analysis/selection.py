"""Which tickets a run is to analyse."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from analysis.choices import RunTicketStatus, Scope
from analysis.models import RunTicket
from tickets import counters
from tickets.listing import ListQuery
from tickets.models import Ticket
from tickets.search import search_ids


@dataclass(frozen=True, slots=True)
class Wanted:
    """These tickets, those that a query of the ticket list finds, or with neither all without an analysis.

    `filter` is the query as it was sent.
    """

    ids: list[int] | None = None
    query: ListQuery | None = None
    filter: dict[str, Any] = field(default_factory=dict)

    @property
    def scope(self) -> Scope:
        """How they are chosen."""
        if self.ids is not None:
            return Scope.TICKETS
        return Scope.FILTER if self.query else Scope.PENDING


@dataclass(frozen=True, slots=True)
class Selection:
    """Tickets that exist. `left_out` were found beyond ANALYSIS_MAX_TICKETS."""

    ids: list[int]
    left_out: int = 0


class UnknownTickets(Exception):
    """`ids` are no tickets, or none any more."""

    def __init__(self, ids: list[int]) -> None:
        super().__init__(f"There are no tickets {', '.join(map(str, ids))}.")
        self.ids = ids


def select(wanted: Wanted) -> Selection:
    """Raises UnknownTickets, and SearchTimeout."""
    if wanted.ids is not None:
        return _named(wanted.ids)
    return _filtered(wanted.query) if wanted.query else _pending()


def _named(ids: list[int]) -> Selection:
    known = set(Ticket.objects.filter(pk__in=ids).values_list("pk", flat=True))
    if unknown := [pk for pk in dict.fromkeys(ids) if pk not in known]:
        raise UnknownTickets(unknown)
    return Selection(list(dict.fromkeys(ids)))


def _filtered(query: ListQuery) -> Selection:
    """The newest. What a search leaves out is counted as far as twice ANALYSIS_MAX_TICKETS."""
    most: int = settings.ANALYSIS_MAX_TICKETS
    if query.terms:
        ids = search_ids(query, 2 * most)
        return Selection(ids[:most], max(0, len(ids) - most))
    tickets = Ticket.objects.filter(**query.cells.lookups()).created_between(query.created_after, query.created_before)
    ids = _newest(tickets, most)
    count = counters.count_tickets(query.cells, query.created_after, query.created_before)
    return Selection(ids, max(0, count - len(ids)))


def _pending() -> Selection:
    """The newest that no run holds, and then those that another run is about to analyse."""
    done = RunTicket.objects.filter(ticket=OuterRef("pk"), status=RunTicketStatus.DONE)
    held = RunTicket.objects.filter(ticket=OuterRef("pk"), active=True)
    without = Ticket.objects.filter(~Exists(done))
    ids = _newest(without.filter(~Exists(held)), settings.ANALYSIS_MAX_TICKETS)
    others = _newest(without.filter(Exists(held)), settings.ANALYSIS_MAX_TICKETS)
    return Selection(ids + others, max(0, without.count() - len(ids) - len(others)))


def _newest(tickets: "QuerySet[Ticket]", most: int) -> list[int]:
    return list(tickets.order_by("-created_at", "-pk").values_list("pk", flat=True)[:most])
