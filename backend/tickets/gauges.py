"""What the metrics tell of all tickets, read from the counters."""

from telemetry.metrics.database import Described, GaugeSource
from tickets.choices import Category, Priority, Status

_SQL = """
SELECT 'desk_tickets', ARRAY[status, category, priority], coalesce(sum(n), 0)::float8
FROM unnest(%(statuses)s::text[]) AS status
CROSS JOIN unnest(%(categories)s::text[]) AS category
CROSS JOIN unnest(%(priorities)s::text[]) AS priority
LEFT JOIN tickets_total_count AS counted USING (status, category, priority)
GROUP BY status, category, priority
UNION ALL
SELECT 'desk_counters_unfolded_rows', '{}', count(*)::float8 FROM tickets_counter_delta
"""


def source() -> GaugeSource:
    """One of DATABASE_GAUGES."""
    return GaugeSource(
        gauges={
            "desk_tickets": Described("Tickets, by what they are.", ("status", "category", "priority")),
            "desk_counters_unfolded_rows": Described("Rows of the counters that wait to be added up."),
        },
        sql=_SQL,
        params={"statuses": Status.values, "categories": Category.values, "priorities": Priority.values},
    )
