"""One id for each request."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import ApiClient
from tests.problems import problem


@pytest.mark.parametrize("given", ["12345678", "a.b-c_D9" * 8, "0f8fad5b-d9cb-469f-a165-70867728950e"])
def test_a_well_formed_one_is_kept(api: ApiClient, given: str) -> None:
    assert api.get("/livez", HTTP_X_REQUEST_ID=given)["X-Request-ID"] == given


@pytest.mark.parametrize(
    "given", ["", "1234567", "x" * 65, "with space", "line\nbreak", "12345678\n", "<script>", "ünïcödé", "12345678;"]
)
def test_another_is_replaced(api: ApiClient, given: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", api.get("/livez", HTTP_X_REQUEST_ID=given)["X-Request-ID"])


def test_each_request_has_its_own(api: ApiClient) -> None:
    assert len({api.get("/livez")["X-Request-ID"] for _ in range(5)}) == 5


def test_it_is_in_the_error_body_and_in_the_log(
    api: ApiClient, log_lines: Callable[[str], list[dict[str, Any]]]
) -> None:
    response = api.get("/nowhere", HTTP_X_REQUEST_ID="what-i-chose")
    assert problem(response, 404, "not_found")["request_id"] == "what-i-chose"
    assert [line["request_id"] for line in log_lines("request")] == ["what-i-chose"]
