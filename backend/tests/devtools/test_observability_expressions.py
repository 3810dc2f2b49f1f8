"""Which series an expression asks for, how its durations are compressed, and what counts as empty."""

import pytest

from devtools.observability.compressing import compress
from devtools.observability.evaluating import Result, problems
from devtools.observability.expressions import Expression, selectors


@pytest.mark.parametrize(
    ("promql", "found"),
    [
        ('rate(a_total{b="c"}[5m]) / d', {'a_total{b="c"}', "d"}),
        ("sum by (le, route) (rate(h_bucket[1m]))", {"h_bucket"}),
        ("histogram_quantile(0.95, sum by (le) (h_bucket))", {"h_bucket"}),
        ("max(a) or vector(0) < 1", {"a"}),
        ("a unless on (version) group_left (commit) b offset 2m", {"a", "b"}),
        ('x:y:rate5m{slo="}{"} > 14.4 * 0.001', {'x:y:rate5m{slo="}{"}'}),
        ('topk(5, count(up{job=~"a|b"} == 0))', {'up{job=~"a|b"}'}),
        ("time() - max(last_timestamp_seconds) > 26 * 3600", {"last_timestamp_seconds"}),
    ],
)
def test_the_series_an_expression_asks_for(promql: str, found: set[str]) -> None:
    assert selectors(promql) == found


def test_windows_and_waits_are_compressed_and_nothing_else() -> None:
    rule = 'record: slo:ratio_rate1h\nexpr: sum_over_time(a{b="5m"}[1h]) * 3600 > 14.4\nfor: 2m\nlabels: {burn: "1h"}\n'
    assert compress(rule, 60) == (
        'record: slo:ratio_rate1h\nexpr: sum_over_time(a{b="5m"}[60000ms]) * 3600 > 14.4\nfor: 2000ms\n'
        'labels: {burn: "1h"}\n'
    )
    assert compress("  group_wait: 30s\n  repeat_interval: 24h\n", 60) == (
        "  group_wait: 500ms\n  repeat_interval: 1440000ms\n"
    )


def _result(promql: str, *, series: int = 0, missing: tuple[str, ...] = (), alert: bool = False) -> Result:
    return Result(Expression("panel", promql, empty_is_well=alert), series, None, list(missing))


def test_an_empty_expression_needs_a_reason() -> None:
    assert list(problems([_result("a > 5")], {})) == ["panel: returned nothing: a > 5"]
    assert list(problems([_result("a > 5")], {"a > 5": "a is small here"})) == []


def test_a_series_that_does_not_exist_needs_a_reason_even_in_an_alert() -> None:
    gone = _result("gone > 5", missing=("gone",), alert=True)
    assert list(problems([gone], {})) == ["panel: no series gone"]
    assert list(problems([gone], {"gone": "nobody exports it here"})) == []


def test_a_series_that_is_missing_beside_one_that_is_not_needs_a_reason() -> None:
    half = _result("a or gone", series=1, missing=("gone",))
    assert list(problems([half], {})) == ["panel: no series gone"]


def test_an_alert_that_does_not_fire_is_well() -> None:
    assert list(problems([_result("a > 5", alert=True)], {})) == []


def test_a_reason_that_has_become_untrue_is_found() -> None:
    (found,) = problems([_result("a", series=1)], {"a": "there is none here"})
    assert "empty-here.yml: a: returns something" in found


def test_an_expression_that_prometheus_refuses_is_found() -> None:
    refused = Result(Expression("panel", "a >"), 0, None, refused="parse error")
    assert list(problems([refused], {})) == ["panel: a >: refused: parse error"]
