"""The Grafana dashboards. `python -m devtools.observability.dashboards` writes them into observability/grafana."""
