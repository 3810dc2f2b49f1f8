"""Stores made-up tickets."""
# ruff: noqa: S311 -- made-up data, nothing secret

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.db import transaction
from django.db.models import OuterRef, Subquery

from accounts.models import User
from demo.ids import reserve_ticket_ids
from demo.lifecycle import live
from demo.rhythm import arrivals
from demo.submission import Submission, submit
from demo.writing import write
from tickets.actors import Actor
from tickets.choices import ActorRole
from tickets.models import Ticket, TicketEvent
from triage.models import Decision, Suggestion
from triage.suggester import StoredSuggester

_BATCH = 1_000  # rows of one INSERT

_AGENTS = {
    "demo-mara": "Mara Lindqvist",
    "demo-tobias": "Tobias Brandt",
    "demo-aiko": "Aiko Tanaka",
    "demo-sam": "Sam Osei",
}


@dataclass(frozen=True, slots=True)
class Made:
    """What was stored. Each counter tells how many tickets (or events) there are of each value."""

    first: datetime
    last: datetime
    category: Counter[str]
    priority: Counter[str]
    status: Counter[str]
    events: Counter[str]


def demo_create(*, tickets: int, days: int, seed: int, now: datetime) -> Made:
    """Makes believable tickets of the `days` days up to `now`, with their history and suggestions: all or none.

    The same seed makes the same texts and choices at any moment, and at the same moment exactly the same tickets; only
    how long a suggestion took is measured and not made up.
    """
    with transaction.atomic():
        agents = [Actor(ActorRole.AGENT, user) for user in _agents()]
        moments = arrivals(Random(seed), tickets, until=now, days=days)
        submissions = []
        for index, (ticket_id, at) in enumerate(zip(reserve_ticket_ids(tickets), moments, strict=True)):
            # Of its own, so that how far one ticket got by now does not change what the next one says.
            rng = Random(f"{seed}/{index}")
            text = write(rng, at)
            submission = submit(rng, text, ticket_id=ticket_id, at=at)
            submission.events.extend(live(rng, submission.ticket, text, agents, now=now))
            submissions.append(submission)
        _store(submissions)
    made = [submission.ticket for submission in submissions]
    return Made(
        first=moments[0],
        last=moments[-1],
        category=Counter(ticket.category for ticket in made),
        priority=Counter(ticket.priority for ticket in made),
        status=Counter(ticket.status for ticket in made),
        events=Counter(event.kind for submission in submissions for event in submission.events),
    )


def _agents() -> list[User]:
    """The accounts behind the history: nobody can sign in with them."""
    found = []
    for username, name in _AGENTS.items():
        first, _, last = name.partition(" ")
        user, created = User.objects.get_or_create(
            username=username, defaults={"first_name": first, "last_name": last, "is_active": False}
        )
        if created:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        found.append(user)
    return found


def _store(submissions: list[Submission]) -> None:
    Ticket.objects.bulk_create([submission.ticket for submission in submissions], batch_size=_BATCH)
    # By time: the ids of a history's entries then ascend as they do when it happens.
    events = sorted((event for submission in submissions for event in submission.events), key=_when)
    TicketEvent.objects.bulk_create(events, batch_size=_BATCH)
    Suggestion.objects.bulk_create(
        [submission.suggestion for submission in submissions if submission.suggestion], batch_size=_BATCH
    )
    outcomes = [submission.outcome for submission in submissions if submission.outcome]
    StoredSuggester().record(outcomes)
    submitted = Ticket.objects.filter(pk=OuterRef("pk")).values("created_at")
    Decision.objects.filter(pk__in=[outcome.ticket_id for outcome in outcomes]).update(created_at=Subquery(submitted))


def _when(event: TicketEvent) -> datetime:
    return event.created_at
