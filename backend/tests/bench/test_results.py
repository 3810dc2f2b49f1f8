"""What is made of measurements: noise is no change, and the floor's SQL is the request's."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.api.comparison import changed, compare
from bench.api.floor import _script
from bench.api.growth import draw, markdown
from bench.api.operations import Request
from bench.api.results import Result, Run, load, table
from bench.api.wrk import _lua
from devtools.console import Problem


def run_of(tickets: int = 1000, **operations: Result) -> Run:
    return Run(tickets, "PostgreSQL", 8, {"cores": 2}, operations)


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ([1.0, 1.2, 1.1], [2.0, 2.4, 2.2], 1.0),
        ([2.0, 2.4, 2.2], [1.0, 1.2, 1.1], -0.5),
        ([1.0, 1.2, 3.0], [2.0, 2.4, 2.2], None),  # one round lies among the others
        ([1.00, 1.01], [1.02, 1.03], None),  # apart, but not worth a line
        ([], [1.0], None),
    ],
)
def test_a_change_is_more_than_noise(old: list[float], new: list[float], change: float | None) -> None:
    found = changed(old, new)
    assert found == (None if change is None else pytest.approx(change))


def test_better_is_less_time_and_more_requests() -> None:
    before = run_of(list=Result(p50=[2.0, 2.1], rate=[100, 110]))
    after = run_of(list=Result(p50=[1.0, 1.1], rate=[50, 60]))
    p50, rate = compare(before, after)
    assert "p50" in p50
    assert p50.endswith("better")
    assert "rate" in rate
    assert rate.endswith("WORSE")
    assert compare(before, before) == ["nothing changed beyond the noise"]


def test_different_sizes_are_not_compared() -> None:
    with pytest.raises(Problem):
        compare(run_of(1000), run_of(2000))


def test_a_saved_run_is_the_same_again(tmp_path: Path) -> None:
    run = run_of(list=Result(p50=[1.5], cpu={"app": 2.0}, floor_ms=0.5))
    run.save(tmp_path / "run.json")
    assert load(tmp_path / "run.json") == run
    assert "3" in table(run).splitlines()[1].split()  # times the floor


SVG = "{http://www.w3.org/2000/svg}"
FIRST_PAGE = "list, first page"


def test_the_picture_is_one_of_all_sizes() -> None:
    runs = [run_of(size, **{FIRST_PAGE: Result(p50=[2.0], naive_p50=float(size))}) for size in (1_000, 100_000)]
    picture = ElementTree.fromstring(draw(runs))
    ours, naive = (line.attrib["points"].split() for line in picture.iter(f"{SVG}polyline"))
    assert ours[0].split(",")[1] == ours[1].split(",")[1], "level"
    assert float(naive[0].split(",")[1]) > float(naive[1].split(",")[1]), "rising"


def test_a_size_of_which_the_database_alone_was_measured_is_in_that_panel_only() -> None:
    runs = [run_of(size, **{FIRST_PAGE: Result(p50=[2.0], database_ms=0.5)}) for size in (1_000, 100_000)]
    runs.append(run_of(10_000_000, **{FIRST_PAGE: Result(database_ms=0.5)}))
    runs[-1].database_only = True
    whole, database = ElementTree.fromstring(draw(runs)).iter(f"{SVG}polyline")
    assert [len(line.attrib["points"].split()) for line in (whole, database)] == [2, 3]
    assert "not at 10,000,000" in draw(runs)
    assert markdown(runs)[2:] == ["| list, first page | 2 | 2 |  | 0.5 | 0.5 | 0.5 |"]


def test_a_late_generator_and_a_failed_operation_are_told() -> None:
    run = run_of(search=Result(failed="GET /api/tickets/ answered 503"))
    times = {"all": {"p50": 9.0, "p95": 20.0, "p99": 50.0, "most": 60.0, "requests": 500}}
    run.mixed = [{"rate": 50, "seconds": 10, "errors": 0, "lag": lag, "times": times} for lag in (2.0, 9.0)]
    run.limits = {"found": {"p99 <= 50 ms": 65.0, "p99 <= 250 ms": None}, "steps": []}
    told = table(run)
    assert told.count("the generator was the limit") == 1
    assert "answered 503" in told
    assert "p99 <= 50 ms: 65 requests/s" in told
    assert "p99 <= 250 ms: none" in told


@pytest.mark.parametrize(
    ("statement", "script"),
    [
        ("SELECT 'a:b' ;", "SELECT 'a'||chr(58)||'b' "),
        ("SELECT '{}'::text[], '12:30:00'::time", "SELECT '{}'::text[], '12:30:00'::time"),
    ],
)
def test_pgbench_takes_no_text_for_a_variable(statement: str, script: str) -> None:
    assert _script(statement) == script


def test_a_body_reaches_wrk_as_it_is() -> None:
    body = json.dumps({"title": 'a "b" \\ c', "description": "line\nline"})
    told = f'{{method = "POST", path = "/", body = {json.dumps(body)}, cookie = "a=b"}}'
    assert _lua(Request("POST", "/", body, "a=b")) == told
