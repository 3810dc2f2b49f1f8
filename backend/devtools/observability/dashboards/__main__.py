"""python -m devtools.observability.dashboards: writes observability/grafana/dashboards/*.json."""

from devtools.console import say
from devtools.observability.dashboards.every import DASHBOARDS, FOLDER
from devtools.observability.dashboards.grafana import to_json

for dashboard in DASHBOARDS:
    (FOLDER / f"{dashboard.file}.json").write_text(to_json(dashboard))
    say(f"{dashboard.title}: {sum(len(row.panels) for row in dashboard.rows)} panels")
