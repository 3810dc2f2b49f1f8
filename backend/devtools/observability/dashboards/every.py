"""The dashboards, and where Grafana finds them."""

from devtools.observability.dashboards.infrastructure import INFRASTRUCTURE
from devtools.observability.dashboards.overview import OVERVIEW
from devtools.observability.dashboards.queue import QUEUE_AND_ANALYSIS
from devtools.observability.dashboards.triage import TRIAGE
from devtools.paths import OBSERVABILITY

FOLDER = OBSERVABILITY / "grafana" / "dashboards"
DASHBOARDS = (OVERVIEW, TRIAGE, QUEUE_AND_ANALYSIS, INFRASTRUCTURE)
