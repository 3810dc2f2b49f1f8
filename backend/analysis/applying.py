"""Taking over what an analysis found into the tickets themselves: only where an agent says so."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from analysis.choices import RunTicketStatus
from analysis.models import RunTicket
from tickets.actors import Actor
from tickets.models import Ticket
from tickets.services import StaleTicket, ticket_update


class Refusal(StrEnum):
    """Why a ticket was left as it is."""

    CHANGED = "changed"  # it has another version than the agent saw
    DELETED = "deleted"
    AGREES = "agrees"  # it has these values already
    NOT_ANALYZED = "not_analyzed"  # by this run


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agent agrees with the analysis of `fields` of the ticket, as they saw it."""

    ticket_id: int
    version: int
    fields: tuple[str, ...]


@dataclass(slots=True)
class Applied:
    """The tickets that were changed, as they are now, and those that were not."""

    applied: list[Ticket] = field(default_factory=list)
    refused: list[tuple[int, Refusal]] = field(default_factory=list)


def analysis_apply(*, run_id: int, agreements: Sequence[Agreement], actor: Actor) -> Applied:
    """Changes each ticket for itself, and writes its history; one that is refused does not stop the others."""
    rows = RunTicket.objects.filter(
        run=run_id, status=RunTicketStatus.DONE, ticket__in=[one.ticket_id for one in agreements]
    )
    found = {row.ticket_id: row for row in rows}
    result = Applied()
    for one in agreements:
        outcome = _apply(one, found.get(one.ticket_id), actor)
        if isinstance(outcome, Ticket):
            result.applied.append(outcome)
        else:
            result.refused.append((one.ticket_id, outcome))
    return result


def _apply(one: Agreement, row: RunTicket | None, actor: Actor) -> Ticket | Refusal:
    if row is None:
        return Refusal.NOT_ANALYZED
    changes = {name: getattr(row, name) for name in one.fields}
    try:
        ticket = ticket_update(
            ticket_id=one.ticket_id, changes=changes, actor=actor, version=one.version, source=row.source
        )
    except StaleTicket:
        return Refusal.CHANGED
    except Ticket.DoesNotExist:
        return Refusal.DELETED
    return ticket if ticket.version != one.version else Refusal.AGREES
