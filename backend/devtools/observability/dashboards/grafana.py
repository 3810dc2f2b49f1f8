"""A dashboard as the JSON that Grafana reads: the same for the same code, and readable in a diff."""

import json
from typing import Any

from devtools.observability.dashboards.dashboard import Dashboard, Place, Row, Variable, place
from devtools.observability.dashboards.panels import Colour, Kind, Panel, Query, Step, Unit

DATASOURCE = {"type": "prometheus", "uid": "desk-prometheus"}
TAG = "triage-desk"
SCHEMA_VERSION = 39  # Grafana 11; later ones read it, and write nothing back to provisioned dashboards

DEPLOYED = "max by (version, commit) (desk_build_info) unless max by (version, commit) (desk_build_info offset 2m)"
PAGED = 'max by (alertname) (ALERTS{alertstate="firing",severity="page"})'

_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.LINES: {
        "legend": {"displayMode": "table", "placement": "bottom", "showLegend": True, "calcs": ["lastNotNull", "max"]},
        "tooltip": {"mode": "multi", "sort": "desc"},
    },
    Kind.STAT: {
        "colorMode": "background",
        "graphMode": "none",
        "justifyMode": "center",
        "orientation": "auto",
        "reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False},
        "wideLayout": True,
    },
    Kind.HEATMAP: {
        "calculate": False,
        "cellGap": 1,
        "color": {"mode": "scheme", "scheme": "Oranges", "steps": 64, "exponent": 0.5, "scale": "exponential"},
        "filterValues": {"le": 1e-9},
        "legend": {"show": True},
        "rowsFrame": {"layout": "auto"},
        "showValue": "never",
        "tooltip": {"mode": "single", "yHistogram": False},
    },
}


def to_json(dashboard: Dashboard) -> str:
    """The file for Grafana."""
    return json.dumps(_dashboard(dashboard), indent=2, ensure_ascii=False) + "\n"


def _dashboard(dashboard: Dashboard) -> dict[str, Any]:
    return {
        "uid": dashboard.uid,
        "title": dashboard.title,
        "description": dashboard.description,
        "tags": [TAG],
        "schemaVersion": SCHEMA_VERSION,
        "editable": False,
        "graphTooltip": 1,  # one crosshair for all panels
        "refresh": "30s",
        "time": {"from": dashboard.range, "to": "now"},
        "timezone": "browser",
        "links": [
            {"type": "dashboards", "title": "Desk", "tags": [TAG], "keepTime": True, "asDropdown": False},
            {"type": "link", "title": "Runbooks", "url": "/runbooks/", "icon": "doc", "targetBlank": True},
        ],
        "annotations": {
            "list": [
                _annotation("Deployments", DEPLOYED, "blue", "Deployed {{version}} ({{commit}})"),
                _annotation("Pages", PAGED, "red", "{{alertname}}"),
            ]
        },
        "templating": {"list": [_variable(variable) for variable in dashboard.variables]},
        "panels": [
            _row(number, part, where) if isinstance(part, Row) else _panel(number, part, where)
            for number, (part, where) in enumerate(place(dashboard.rows), start=1)
        ],
    }


def _annotation(name: str, expr: str, colour: str, title: str) -> dict[str, Any]:
    return {
        "name": name,
        "datasource": DATASOURCE,
        "enable": True,
        "expr": expr,
        "iconColor": colour,
        "step": "30s",
        "titleFormat": title,
    }


def _variable(variable: Variable) -> dict[str, Any]:
    return {
        "type": "query",
        "name": variable.name,
        "label": variable.label,
        "datasource": DATASOURCE,
        "query": {"query": variable.query, "refId": variable.name},
        "definition": variable.query,
        "refresh": 2,  # when the time range changes
        "sort": 1,
        "multi": True,
        "includeAll": True,
        "allValue": ".*",
        "current": {"text": ["All"], "value": ["$__all"]},
    }


def _row(number: int, row: Row, where: Place) -> dict[str, Any]:
    return {"id": number, "type": "row", "title": row.title, "collapsed": False, "gridPos": _grid(where), "panels": []}


def _panel(number: int, panel: Panel, where: Place) -> dict[str, Any]:
    links = [{"title": "More", "url": f"/grafana/d/{panel.link}"}] if panel.link else []
    return {
        "id": number,
        "type": panel.kind.value,
        "title": panel.title,
        "description": panel.description,
        "datasource": DATASOURCE,
        "gridPos": _grid(where),
        "links": links,
        "targets": [_target(chr(ord("A") + n), query, panel.kind) for n, query in enumerate(panel.queries)],
        "fieldConfig": {"defaults": _field(panel), "overrides": []},
        "options": _options(panel),
    }


def _grid(where: Place) -> dict[str, int]:
    return {"h": where.height, "w": where.width, "x": where.x, "y": where.y}


def _target(ref: str, query: Query, kind: Kind) -> dict[str, Any]:
    buckets = kind is Kind.HEATMAP and query.legend == "{{le}}"
    return {
        "refId": ref,
        "datasource": DATASOURCE,
        "editorMode": "code",
        "expr": query.expr,
        "format": "heatmap" if buckets else "time_series",
        "legendFormat": query.legend or "__auto",
        "range": kind is not Kind.STAT,
        "instant": kind is Kind.STAT,
    }


def _field(panel: Panel) -> dict[str, Any]:
    field: dict[str, Any] = {
        "unit": panel.unit.value,
        "noValue": panel.empty,
        "thresholds": {"mode": "absolute", "steps": [_step(step) for step in panel.steps or _PLAIN]},
    }
    if panel.decimals is not None:
        field["decimals"] = panel.decimals
    if panel.kind is Kind.STAT:
        return field | {"color": {"mode": "thresholds"}}
    if panel.kind is Kind.LINES:
        field |= {"min": 0} if panel.unit is not Unit.TIMES else {}
        field |= {"max": panel.maximum} if panel.maximum is not None else {}
        field["color"] = {"mode": "palette-classic-by-name"}
        field["custom"] = {
            "drawStyle": "line",
            "lineWidth": 1,
            "fillOpacity": 25 if panel.stacked else 5,
            "showPoints": "never",
            "stacking": {"mode": "normal" if panel.stacked else "none", "group": "A"},
            "thresholdsStyle": {"mode": "dashed" if panel.limit else "off"},
        }
    return field


_PLAIN = (Step(None, Colour.PLAIN),)


def _step(step: Step) -> dict[str, Any]:
    return {"color": step.colour.value, "value": step.value}


def _options(panel: Panel) -> dict[str, Any]:
    options = dict(_TYPES[panel.kind])
    if panel.kind is Kind.STAT:
        options["textMode"] = "name" if panel.names else "auto"
    if panel.kind is Kind.HEATMAP:
        buckets = panel.queries[0].legend == "{{le}}"
        options["yAxis"] = {"axisPlacement": "left", "unit": panel.unit.value}
        options["cellValues"] = {"unit": "short" if buckets else panel.unit.value}
        if panel.maximum is not None:
            options["color"] = {**options["color"], "min": 0, "max": panel.maximum}
    return options
