"""What browsers report of the content security policy: counted, logged once a minute, and nothing of it believed."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from prometheus_client import REGISTRY

from api import csp_reports
from api.csp_reports import BODY_MAX, REPORTS_MAX
from api.rates import Rate
from telemetry.metrics.http import CSP_DIRECTIVES
from tests.conftest import ApiClient
from tests.problems import problem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_desk")]

PATH = "/api/csp-reports/"
OLD, NEW = "application/csp-report", "application/reports+json"


@pytest.fixture(autouse=True)
def _nothing_logged_yet() -> Iterator[None]:
    csp_reports._logged.clear()
    yield
    csp_reports._logged.clear()


def old(**more: Any) -> dict[str, Any]:
    """As Firefox sends it."""
    report = {
        "document-uri": "https://desk.example.org/tickets/7?search=secret",
        "effective-directive": "script-src-elem",
        "violated-directive": "script-src-elem",
        "blocked-uri": "https://evil.example.net:8443/x.js?card=4111",
        "original-policy": "default-src 'self'",
    }
    return {"csp-report": {**report, **more}}


def new(**more: Any) -> dict[str, Any]:
    """As Chromium sends it."""
    body = {
        "documentURL": "https://desk.example.org/tickets/7?search=secret",
        "effectiveDirective": "script-src-elem",
        "blockedURL": "https://evil.example.net:8443/x.js?card=4111",
        "disposition": "enforce",
        "sample": "secret",
    }
    return {"type": "csp-violation", "age": 1, "url": "https://desk.example.org/", "body": {**body, **more}}


def send(report: Any, media_type: str, **kwargs: Any) -> Any:
    return ApiClient(**kwargs).post(PATH, json.dumps(report), content_type=media_type)


LogLines = Callable[[str], list[dict[str, Any]]]
Taken = Callable[[Any, str], list[tuple[str, str]]]


@pytest.fixture
def taken(log_lines: LogLines) -> Taken:
    """What is logged of a report: directive and what was blocked."""

    def send_and_read(report: Any, media_type: str) -> list[tuple[str, str]]:
        before = len(log_lines("csp_violation"))
        assert send(report, media_type).status_code == 204
        return [(line["directive"], line["blocked"]) for line in log_lines("csp_violation")[before:]]

    return send_and_read


def counted(directive: str) -> float:
    return REGISTRY.get_sample_value("desk_csp_reports_total", {"directive": directive}) or 0


@pytest.mark.parametrize(("report", "media_type"), [(old(), OLD), ([new()], NEW), (new(), NEW)])
def test_both_formats_are_counted_and_logged_without_what_people_wrote(
    report: Any, media_type: str, log_lines: LogLines
) -> None:
    before = counted("script-src-elem")
    assert send(report, media_type).status_code == 204
    assert counted("script-src-elem") == before + 1
    [line] = log_lines("csp_violation")
    assert line["blocked"] == "https://evil.example.net:8443"
    assert line["page"] == "/tickets/7"
    assert "secret" not in str(line)
    assert "4111" not in str(line)


def test_the_same_again_is_counted_and_not_logged(taken: Taken) -> None:
    before = counted("script-src-elem")
    assert len(taken([new()] * 3, NEW)) == 1
    assert taken(old(), OLD) == []
    assert taken(old(**{"blocked-uri": "https://other.example.net/"}), OLD) != []
    assert counted("script-src-elem") == before + 5


@pytest.mark.parametrize(
    ("blocked", "kept"),
    [
        ("inline", "inline"),
        ("eval", "eval"),
        ("data", "data"),
        ("data:text/html,secret", "data"),
        ("blob", "blob"),
        ("https://user:secret@evil.example.net/x", "https://evil.example.net"),
        ("https://EVIL.example.net", "https://evil.example.net"),
        ("https://evil.example.net\n/x", "https://evil.example.net"),
        ("wss://evil.example.net/socket", "wss://evil.example.net"),
        ("https://[::1", "unknown"),
        ("https://" + "x" * 300, "https"),
        ("what is this?", "unknown"),
        ("", "unknown"),
        (7, "unknown"),
    ],
)
def test_of_what_was_blocked_only_the_origin_is_kept(blocked: Any, kept: str, taken: Taken) -> None:
    assert taken(old(**{"blocked-uri": blocked}), OLD) == [("script-src-elem", kept)]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"effective-directive": "img-src"}, "img-src"),
        ({"effective-directive": "", "violated-directive": "style-src 'self'"}, "style-src"),
        ({"effective-directive": "made-up"}, "other"),
        ({"effective-directive": ["img-src"], "violated-directive": None}, "other"),
    ],
)
def test_a_directive_is_one_of_a_list(told: dict[str, Any], kept: str, taken: Taken) -> None:
    before = counted(kept)
    assert taken(old(**told), OLD) == [(kept, "https://evil.example.net:8443")]
    assert counted(kept) == before + 1
    assert kept in CSP_DIRECTIVES | {"other"}


@pytest.mark.parametrize("scheme", ["chrome-extension", "moz-extension", "safari-web-extension"])
def test_what_extensions_do_is_nothing_of_ours(scheme: str, taken: Taken) -> None:
    before = counted("script-src-elem")
    assert taken(old(**{"blocked-uri": f"{scheme}://abc/x.js"}), OLD) == []
    assert taken(old(**{"source-file": scheme}), OLD) == []
    assert taken([new(sourceFile=f"{scheme}://abc/x.js")], NEW) == []
    assert counted("script-src-elem") == before


@pytest.mark.parametrize(
    "body", [{}, [], [None, 7, "x", []], {"csp-report": 7}, {"csp-report": None}, [{"type": "deprecation", "body": {}}]]
)
def test_what_reports_nothing_counts_nothing(body: Any, taken: Taken) -> None:
    assert taken(body, NEW) == []


@pytest.mark.parametrize("body", [b"{", b"7", b'"x"', b"null", b"\xff\xfe", b"[" * 20_000])
def test_what_is_no_report_is_malformed(body: bytes) -> None:
    problem(ApiClient().post(PATH, body, content_type=OLD), 400, "malformed")


def test_only_as_browsers_send_it() -> None:
    problem(send(old(), "application/json"), 415, "unsupported_media_type")


def test_a_long_body_is_not_read() -> None:
    problem(send(old(sample="x" * BODY_MAX), OLD), 413, "too_large")


def test_of_many_in_one_body_the_first_are_taken(taken: Taken) -> None:
    many = [new(blockedURL=f"https://{number}.example.net") for number in range(REPORTS_MAX + 5)]
    assert len(taken(many, NEW)) == REPORTS_MAX


def test_nobody_need_be_signed_in_and_no_csrf_token_is_sent() -> None:
    client = ApiClient(enforce_csrf_checks=True)
    client.cookies["sessionid"] = "of nobody"
    assert client.post(PATH, json.dumps(old()), content_type=OLD).status_code == 204


def test_reports_are_limited_by_address(settings: Any) -> None:
    settings.THROTTLE_RATES = {**settings.THROTTLE_RATES, "csp": Rate(2, 3600)}
    statuses = [send(old(), OLD, REMOTE_ADDR="192.0.2.79").status_code for _ in range(2)]
    assert statuses == [204, 204]
    problem(send(old(), OLD, REMOTE_ADDR="192.0.2.79"), 429, "throttled")
