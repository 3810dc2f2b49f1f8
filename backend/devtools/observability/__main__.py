"""`make check-observability`: everything on-call depends on, checked against the real programs and the real product.

python -m devtools.observability
"""

import sys

from devtools.console import Problem, say, tool
from devtools.observability.alert_checks import check_alerts, check_runbooks
from devtools.observability.configuration_checks import check_configuration
from devtools.observability.dashboard_checks import check_dashboards, check_files, read_dashboards
from devtools.observability.live import check_live
from devtools.observability.programs import provide_programs
from devtools.observability.rules import read_expectations, read_rules


@tool
def main() -> None:
    """Raises Problem with everything that a check found, after all of its kind."""
    rules = list(read_rules())
    say("alerts, runbooks and dashboards: is everything there?")
    found = [
        *check_alerts(rules, list(read_expectations())),
        *check_runbooks(rules),
        *check_files(),
        *check_dashboards(read_dashboards()),
    ]
    if found:
        raise Problem("\n  ".join(["something is missing in observability/:", *found]))
    programs = provide_programs()
    say("promtool, amtool and Caddy: is the configuration right?")
    check_configuration(programs)
    check_live(programs, rules)


if __name__ == "__main__":
    sys.exit(main())
