"""The tables of a ticket: itself, history, search text, counts, who has it open, and the keys of repeated requests."""

from tickets.models.counts import TicketDailyCount, TicketTotalCount
from tickets.models.event import TicketEvent
from tickets.models.idempotency import IdempotencyKey
from tickets.models.presence import TicketPresence
from tickets.models.search import TicketSearch
from tickets.models.ticket import Ticket

__all__ = [
    "IdempotencyKey",
    "Ticket",
    "TicketDailyCount",
    "TicketEvent",
    "TicketPresence",
    "TicketSearch",
    "TicketTotalCount",
]
