"""The figures of a run, computed in SQL and then frozen in Run.figures.

Keys are stable: summaries cite them, and runs are compared by them.

| key | unit | counts |
|---|---|---|
| volume.tickets | tickets | tickets of the run, without those that another run held |
| volume.analyzed | tickets | of these, analysed; the figures below are about them |
| volume.failed | tickets | of these, failed |
| volume.created | tickets | all tickets of the desk created in the run's period |
| volume.per_day | per_day | volume.created divided by the days of the period |
| category.{category}.count, .share | tickets, percent | by the category that the analysis gave |
| priority.{priority}.count, .share | tickets, percent | by the priority that the analysis gave |
| status.{status}.count, .share | tickets, percent | by the ticket's own status, if it still exists |
| age.unresolved.median | hours | from creation until the figure was computed |
| age.resolution.median | hours | from creation to resolution, of the resolved |
| disagreement.{field}.count | tickets | the category or priority was not the ticket's when the run began |
| disagreement.any.count, .share | tickets, percent | in at least one of both |
| theme.{position}.count, .share | tickets, percent | see analysis.reduce.themes |

The period goes from the oldest to the newest analysed ticket's creation, and lasts at least a day. `previous` is the
figure of the previous completed run; only `volume.created` and `volume.per_day`, which are about all tickets of the
desk, are compared with the time of equal length before the period. `change` is value minus previous, in percentage
points for shares.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.db.models.functions import Now

from analysis.choices import FigureGroup, RunTicketStatus, Unit
from analysis.models import Run, RunTicket
from tickets.choices import DONE_STATUSES, Category, Priority, Status
from tickets.models import Ticket
from tickets.percentiles import PercentileCont

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with a name. `value` is None where there was nothing to compute it from."""

    key: str
    group: str
    label: str
    value: float | None
    unit: str
    previous: float | None = None
    change: float | None = None

    def against(self, previous: float | None) -> "Figure":
        """With what it was before, and by how much it changed."""
        if self.value is None or previous is None:
            return replace(self, previous=previous)
        return replace(self, previous=previous, change=round(self.value - previous, 1))

    def as_json(self) -> dict[str, object]:
        return {**asdict(self), "group": str(self.group), "unit": str(self.unit)}


def compute(run: Run, previous: Run | None) -> list[Figure]:
    """All figures but those of the themes, with their change."""
    done = RunTicket.objects.filter(run=run, status=RunTicketStatus.DONE)
    before = values_of(previous)
    return [
        figure if figure.previous is not None else figure.against(before.get(figure.key))
        for figure in [*_volume(run, done), *_breakdowns(done), *_ages(done), *_disagreements(done)]
    ]


def values_of(run: Run | None) -> dict[str, float | None]:
    """A finished run's figures by key; empty without a run."""
    return {figure["key"]: figure["value"] for figure in run.figures} if run else {}


def share(part: int, whole: int) -> float | None:
    """In percent, to one decimal."""
    return round(100 * part / whole, 1) if whole else None


def _volume(run: Run, done: QuerySet[RunTicket]) -> Iterator[Figure]:
    group = FigureGroup.VOLUME
    counts = dict(RunTicket.objects.filter(run=run).values_list("status").annotate(Count("pk")).order_by("status"))
    total = sum(n for status, n in counts.items() if status != RunTicketStatus.SKIPPED)
    yield Figure("volume.tickets", group, "Tickets in the run", total, Unit.TICKETS)
    yield Figure("volume.analyzed", group, "Analysed tickets", counts.get(RunTicketStatus.DONE, 0), Unit.TICKETS)
    yield Figure("volume.failed", group, "Failed tickets", counts.get(RunTicketStatus.FAILED, 0), Unit.TICKETS)
    period = done.aggregate(first=Min("ticket__created_at"), last=Max("ticket__created_at"))
    if period["first"] is None:  # nothing analysed, or all of it deleted since
        return
    length = max(_DAY, period["last"] - period["first"])
    start = period["last"] - length
    created = Ticket.objects.filter(created_at__gte=start, created_at__lte=period["last"]).count()
    earlier = Ticket.objects.filter(created_at__gte=start - length, created_at__lt=start).count()
    days = length / _DAY
    per_day = Figure("volume.per_day", group, "Tickets created a day", round(created / days, 1), Unit.PER_DAY)
    yield Figure("volume.created", group, "Tickets created in the period", created, Unit.TICKETS).against(earlier)
    yield per_day.against(round(earlier / days, 1))


def _breakdowns(done: QuerySet[RunTicket]) -> Iterator[Figure]:
    for group, field, choices in (
        (FigureGroup.CATEGORY, "category", Category),
        (FigureGroup.PRIORITY, "priority", Priority),
        (FigureGroup.STATUS, "ticket__status", Status),
    ):
        counts = dict(done.values_list(field).annotate(Count("pk")).order_by(field))
        whole = sum(counts.values())
        for value in choices.values:
            n, name = counts.get(value, 0), value.replace("_", " ")
            yield Figure(f"{group}.{value}.count", group, f"{name.capitalize()} tickets", n, Unit.TICKETS)
            yield Figure(f"{group}.{value}.share", group, f"Share of {name} tickets", share(n, whole), Unit.PERCENT)


def _ages(done: QuerySet[RunTicket]) -> Iterator[Figure]:
    finished = Q(ticket__status__in=sorted(DONE_STATUSES))
    open_for = Now() - F("ticket__created_at")
    took = F("ticket__resolved_at") - F("ticket__created_at")
    for key, label, tickets, duration in (
        ("age.unresolved.median", "Median age of unresolved tickets", done.exclude(finished), open_for),
        ("age.resolution.median", "Median time to resolution", done.filter(finished), took),
    ):
        median = tickets.aggregate(median=PercentileCont(duration, fraction=0.5))["median"]
        hours = None if median is None else round(median / timedelta(hours=1), 1)
        yield Figure(key, FigureGroup.AGE, label, hours, Unit.HOURS)


def _disagreements(done: QuerySet[RunTicket]) -> Iterator[Figure]:
    group = FigureGroup.DISAGREEMENT
    category, priority = ~Q(category=F("old_category")), ~Q(priority=F("old_priority"))
    n = done.aggregate(
        by_category=Count("pk", filter=category),
        by_priority=Count("pk", filter=priority),
        by_either=Count("pk", filter=category | priority),
        analyzed=Count("pk"),
    )
    yield Figure(f"{group}.category.count", group, "Another category than the ticket's", n["by_category"], Unit.TICKETS)
    yield Figure(f"{group}.priority.count", group, "Another priority than the ticket's", n["by_priority"], Unit.TICKETS)
    yield Figure(f"{group}.any.count", group, "Another category or priority", n["by_either"], Unit.TICKETS)
    yield Figure(
        f"{group}.any.share", group, "Share with a disagreement", share(n["by_either"], n["analyzed"]), Unit.PERCENT
    )
