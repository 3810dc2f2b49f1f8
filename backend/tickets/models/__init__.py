"""The tables of a ticket: itself, its history, its search text, the counts, and the keys of repeated requests."""

from tickets.models.counts import TicketDailyCount, TicketTotalCount
from tickets.models.event import TicketEvent
from tickets.models.idempotency import IdempotencyKey
from tickets.models.search import TicketSearch
from tickets.models.ticket import Ticket

__all__ = ["IdempotencyKey", "Ticket", "TicketDailyCount", "TicketEvent", "TicketSearch", "TicketTotalCount"]
