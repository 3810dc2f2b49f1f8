"""The few shapes of PromQL that most panels have. `$__rate_interval` is Grafana's: at least four scrapes."""

from collections.abc import Iterator

from devtools.observability.dashboards.panels import Query

SHARES = {0.5: "half", 0.95: "95 %", 0.99: "99 %"}


def rate(counter: str, selector: str = "", *, by: str = "") -> str:
    """How much a second, added up by these labels."""
    return f"sum{_by(by)}(rate({counter}{_braced(selector)}[$__rate_interval]))"


def increase(counter: str, selector: str = "", *, by: str = "", over: str = "1h") -> str:
    """How many over that time, added up by these labels."""
    return f"sum{_by(by)}(increase({counter}{_braced(selector)}[{over}]))"


def quantile(share: float, histogram: str, selector: str = "", *, by: str = "") -> str:
    """The value that so many stay below, by these labels."""
    buckets = rate(f"{histogram}_bucket", selector, by=f"le, {by}" if by else "le")
    return f"histogram_quantile({share}, {buckets})"


def quantiles(histogram: str, selector: str = "", *, shares: tuple[float, ...], by: str = "") -> Iterator[Query]:
    """One query for each share, named by the labels and the share."""
    for share in shares:
        legend = f"{{{{{by}}}}} {SHARES[share]}" if by else SHARES[share]
        yield Query(quantile(share, histogram, selector, by=by), legend)


def _by(labels: str) -> str:
    return f" by ({labels}) " if labels else ""


def _braced(selector: str) -> str:
    return f"{{{selector}}}" if selector else ""
