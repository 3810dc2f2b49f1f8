"""Every PromQL expression that on-call depends on, wherever it stands, and the series it asks for."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devtools.observability.rules import Rule
from devtools.paths import RUNBOOKS

_CODE = re.compile(r"^```promql\n(.*?)\n```", re.MULTILINE | re.DOTALL)
_TOKEN = re.compile(
    r"""
      "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*'      # a string
    | \[[^\]]*\]                                  # a range
    | [a-zA-Z_:][a-zA-Z0-9_:]* \s* (?P<call>\()?  # a word, perhaps a function
    | \d[\w.]* | .                                # a number, or anything else
    """,
    re.VERBOSE,
)
_LABELS_FOLLOW = {"by", "without", "on", "ignoring", "group_left", "group_right"}
_AGGREGATIONS = {"sum", "min", "max", "avg", "count", "group", "stddev", "topk", "bottomk", "quantile", "count_values"}
_WORDS = _AGGREGATIONS | {"and", "or", "unless", "bool", "offset", "inf", "nan"} | _LABELS_FOLLOW
# What Grafana fills in, with all values chosen.
VARIABLES = {"__rate_interval": "30s", "provider": ".*", "model": ".*", "route": ".*"}

_LABEL_VALUES = re.compile(r"label_values\((?P<series>.+), \w+\)$")


@dataclass(frozen=True)
class Expression:
    """PromQL and where it stands. An alert's is empty while all is well; what it asks for must be there anyway."""

    where: str
    promql: str
    empty_is_well: bool = False


def of_rules(rules: Collection[Rule]) -> Iterator[Expression]:
    """Of recording rules and alerts."""
    for rule in rules:
        yield Expression(f"{rule.file}: {rule}", " ".join(rule.expr.split()), empty_is_well=rule.alerts)


def of_dashboards(dashboards: Mapping[str, dict[str, Any]], variables: Mapping[str, str]) -> Iterator[Expression]:
    """Of panels, annotations and variables, with Grafana's variables replaced by these values."""
    for dashboard in dashboards.values():
        title = dashboard["title"]
        for panel in dashboard["panels"]:
            for target in panel.get("targets", []):
                yield Expression(f"{title}: {panel['title']}", _filled(target["expr"], variables))
        for annotation in dashboard["annotations"]["list"]:
            yield Expression(f"{title}: annotation {annotation['name']}", _filled(annotation["expr"], variables))
        for variable in dashboard["templating"]["list"]:
            found = _LABEL_VALUES.match(variable["definition"])
            if found is None:
                raise ValueError(f"{title}: the variable {variable['name']} is not made by label_values(series, label)")
            yield Expression(f"{title}: variable {variable['name']}", _filled(found["series"], variables))


def of_runbooks(folder: Path = RUNBOOKS) -> Iterator[Expression]:
    """Of what a runbook tells to ask."""
    for path in sorted(folder.glob("*.md")):
        for promql in _CODE.findall(path.read_text()):
            yield Expression(f"runbook {path.stem}", promql)


def every_expression(rules: Collection[Rule], dashboards: Mapping[str, dict[str, Any]]) -> list[Expression]:
    """Of all of them, with Grafana's variables at "All"."""
    return [*of_rules(rules), *of_dashboards(dashboards, VARIABLES), *of_runbooks()]


def _filled(promql: str, variables: Mapping[str, str]) -> str:
    return re.sub(r"\$(\w+)", lambda found: variables[found[1]], promql)


def selectors(promql: str) -> set[str]:
    """The series it asks for, as selectors: those of `rate(a{b="c"}[5m]) / d` are `a{b="c"}` and `d`."""
    found: set[str] = set()
    tokens = [match for match in _TOKEN.finditer(promql) if match[0].strip()]
    position = 0
    while position < len(tokens):
        match = tokens[position]
        word = match[0].rstrip("( ")
        position += 1
        if not re.match(r"[a-zA-Z_:]", word):
            continue
        if word.lower() in _LABELS_FOLLOW and (match["call"] or _is(tokens, position, "(")):
            position = _after(tokens, position, ")")
        elif word.lower() not in _WORDS and not match["call"]:
            end = _after(tokens, position, "}") if _is(tokens, position, "{") else position
            found.add(promql[match.start() : tokens[end - 1].end()].strip())
            position = end
    return found


def _is(tokens: list["re.Match[str]"], position: int, wanted: str) -> bool:
    return position < len(tokens) and tokens[position][0] == wanted


def _after(tokens: list["re.Match[str]"], position: int, closing: str) -> int:
    while tokens[position][0] != closing:
        position += 1
    return position + 1
