"""What the metrics tell of analysis runs."""

from analysis.choices import RunStatus
from telemetry.metrics.database import Described, GaugeSource

_SQL = """
SELECT 'desk_analysis_runs', ARRAY[status], count(run.id)::float8
FROM unnest(%(run_statuses)s::text[]) AS status LEFT JOIN analysis_run AS run USING (status)
GROUP BY status
"""


def source() -> GaugeSource:
    """One of DATABASE_GAUGES."""
    return GaugeSource(
        gauges={"desk_analysis_runs": Described("Analysis runs, by where they are.", ("status",))},
        sql=_SQL,
        params={"run_statuses": RunStatus.values},
    )
