"""What the metrics tell of tickets whose values nobody has chosen yet."""

from telemetry.metrics.database import Described, GaugeSource
from tickets.choices import DONE_STATUSES, Status
from triage.models import Choice
from triage.models.suggestion import BY_MODEL

DAYS = 30  # as far back as anybody would still triage; it also bounds the work, by the index triage_decision_waiting

_SQL = """
WITH untriaged AS MATERIALIZED (
    SELECT decision.created_at
    FROM triage_decision AS decision
    JOIN triage_suggestion AS suggestion ON suggestion.id = decision.suggestion_id
    JOIN tickets_ticket AS ticket ON ticket.id = decision.ticket_id
    WHERE decision.caught_up_id IS NULL
      AND (decision.category_choice = %(filled)s OR decision.priority_choice = %(filled)s)
      AND (decision.category_choice IN (%(filled)s, %(untouched)s)
           OR decision.priority_choice IN (%(filled)s, %(untouched)s))
      AND decision.created_at > now() - make_interval(days => %(days)s)
      AND suggestion.source <> ALL (%(by_model)s)
      AND ticket.status = ANY (%(undone)s)
)
SELECT 'desk_tickets_untriaged', '{}'::text[], count(*)::float8 FROM untriaged
UNION ALL
SELECT 'desk_tickets_oldest_untriaged_age_seconds', '{}',
       coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 FROM untriaged
"""


def source() -> GaugeSource:
    """One of DATABASE_GAUGES."""
    return GaugeSource(
        gauges={
            "desk_tickets_untriaged": Described(
                "Undone tickets of the last 30 days with a value that nobody chose and no model gave."
            ),
            "desk_tickets_oldest_untriaged_age_seconds": Described("Age of the oldest of them; 0 if there is none."),
        },
        sql=_SQL,
        params={
            "filled": Choice.FILLED.value,
            "untouched": Choice.UNTOUCHED.value,
            "days": DAYS,
            "by_model": [source.value for source in BY_MODEL],
            "undone": sorted(set(Status.values) - DONE_STATUSES),
        },
    )
