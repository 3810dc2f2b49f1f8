"""What on-call sees of a fault, and when: panels by their own PromQL, alerts in Prometheus, messages to the pager."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from devtools.observability.dashboard_checks import read_dashboards
from devtools.observability.expressions import VARIABLES, of_dashboards
from devtools.observability.measuring import Prometheus
from devtools.observability.webhook import Webhook

LOOK = 0.5  # seconds between two looks

Values = list[tuple[dict[str, str], float]]  # of each series: its labels and its value now


@dataclass
class Sign:
    """One thing to see. `within` and `clears_within` are seconds after the fault, and after its repair."""

    what: str
    there: Callable[[], bool]
    within: float
    clears_within: float | None  # None: it is not waited for
    after: float | None = None
    gone_after: float | None = None

    @property
    def kept(self) -> bool:
        """Whether it came, and went, in time."""
        came = self.after is not None and self.after <= self.within
        went = self.clears_within is None or (self.gone_after is not None and self.gone_after <= self.clears_within)
        return came and went


@dataclass(frozen=True)
class OnCall:
    """Who looks: at Prometheus, as Grafana would, and at the pager."""

    prometheus: Prometheus
    pager: Webhook
    rate_interval: str  # Grafana's $__rate_interval: four scrapes
    _panels: dict[str, str] = field(default_factory=dict)

    def panel(self, name: str, shows: Callable[[Values], bool], *, within: float, clears_within: float) -> Sign:
        """`name` is "dashboard: panel"; `shows` tells whether the fault is seen in what its first query returns."""
        promql = self._promql(name)
        return Sign(f"panel *{name}*", lambda: shows(self.values(promql)), within, clears_within)

    def alert(self, name: str, *, within: float, clears_within: float) -> Sign:
        """As it fires in Prometheus."""
        return Sign(f"alert {name}", lambda: name in self.prometheus.firing(), within, clears_within)

    def message(self, name: str, *, within: float) -> Sign:
        """As it arrives by Alertmanager. That it is over is told with the next message of its group."""
        since = len(self.pager.alerts)

        def arrived() -> bool:
            return any(told["labels"]["alertname"] == name for told in self.pager.alerts[since:])

        return Sign(f"message {name}", arrived, within, None)

    def values(self, promql: str) -> Values:
        """What an expression returns now."""
        found = self.prometheus.ask("query", query=promql)["result"]
        return [(series["metric"], float(series["value"][1])) for series in found]

    def told_of(self, since: int) -> set[str]:
        """The alerts of which the pager was told that they fire, after its first `since` alerts."""
        return {told["labels"]["alertname"] for told in self.pager.alerts[since:] if told["status"] == "firing"}

    def _promql(self, name: str) -> str:
        if not self._panels:
            variables = VARIABLES | {"__rate_interval": self.rate_interval}
            for expression in of_dashboards(read_dashboards(), variables):
                self._panels.setdefault(expression.where, expression.promql)
        return self._panels[name]


def appear(signs: Iterable[Sign]) -> None:
    """Notes for each sign how many seconds after now it is there; gives up on those that are late."""

    def note(sign: Sign, seconds: float) -> bool:
        if sign.there():
            sign.after = seconds
        return sign.after is not None or seconds > sign.within

    _watch(signs, note)


def disappear(signs: Iterable[Sign]) -> None:
    """Notes for each sign how many seconds after now it has gone; gives up on those that stay too long."""

    def note(sign: Sign, seconds: float) -> bool:
        assert sign.clears_within is not None
        if not sign.there():
            sign.gone_after = seconds
        return sign.gone_after is not None or seconds > sign.clears_within

    _watch([sign for sign in signs if sign.clears_within is not None], note)


def _watch(signs: Iterable[Sign], note: Callable[[Sign, float], bool]) -> None:
    began, waiting = time.monotonic(), list(signs)
    while waiting:
        waiting = [sign for sign in waiting if not note(sign, time.monotonic() - began)]
        time.sleep(LOOK)
