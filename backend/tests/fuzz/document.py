"""Requests made up from the OpenAPI document, and what every answer to them must be."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

import hypothesis
import schemathesis
from hypothesis import HealthCheck, Phase, strategies
from schemathesis import Case, CheckContext, GenerationMode, Response
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.fuzz.visitors import Visitor, existing

# Browsers' names for JSON of theirs.
schemathesis.serializer.alias(["application/csp-report", "application/reports+json"], "application/json")

MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
SETTINGS = hypothesis.settings(
    database=None, deadline=None, phases=[Phase.generate], suppress_health_check=[*HealthCheck]
)


def error_body(ctx: CheckContext, response: Response, case: Case) -> None:
    """Every error has the one shape, names its request, and shows nothing of our insides."""
    if response.status_code < 400 or case.method == "HEAD":
        return
    error = response.json()["error"]
    assert {"code", "message", "request_id"} <= set(error) <= {"code", "message", "request_id", "fields"}, error
    assert [error["request_id"]] == response.headers["x-request-id"]
    assert b"Traceback" not in response.content


CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    error_body,
]


def load(document: dict[str, Any], application: Any) -> Any:
    """The document as schemathesis reads it.

    Without `default`, by which no status would be undocumented, and without the ways to sign in: visitors have theirs,
    which made up ones would overwrite.
    """
    del document["components"]["securitySchemes"]
    for path in document["paths"].values():
        for operation in path.values():
            operation.pop("security", None)
            operation["responses"].pop("default", None)
    schema = schemathesis.openapi.from_dict(document, config=schemathesis.Config())
    schema.app = application
    return schema


@dataclass
class Report:
    """What was asked and answered. `failures` maps what is wrong to one request that shows it."""

    asked: Counter[str] = field(default_factory=Counter)  # by visitor
    operations: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    failures: dict[str, str] = field(default_factory=dict)

    @property
    def cases(self) -> int:
        """How many requests were made and answered."""
        return self.asked.total()

    def __str__(self) -> str:
        answers = ", ".join(f"{status}: {number}" for status, number in sorted(self.statuses.items()))
        visitors = ", ".join(f"{name}: {number}" for name, number in self.asked.items())
        return f"{self.cases} cases over {len(self.operations)} operations\n  by {visitors}\n  answered {answers}"


class Fuzzer:
    """Asks until `limit` cases have been asked, each operation as each visitor about as often."""

    def __init__(self, schema: Any, *, seed: int, limit: int, enter: Callable[[Visitor], None]) -> None:
        self._schema = schema
        self._operations = [found.ok() for found in schema.get_all_operations()]
        self._seed, self._limit, self._enter = seed, limit, enter
        self._strategies: dict[str, Any] = {}  # by operation: making one takes long
        self.report = Report()

    def run(self, visitors: list[Visitor]) -> Report:
        """Boundary values first, in an order that does not change; then what hypothesis makes up, in rounds."""
        pairs = [(operation, visitor) for visitor in visitors for operation in self._operations]
        share = self._limit // (2 * len(pairs))
        for operation, visitor in pairs:
            self._ask(visitor, operation, self._boundaries(operation, share))
        number = 0
        while left := self._limit - self.report.cases:
            # An operation without parameters runs out of cases: its share goes to the others in the next round.
            for operation, visitor in pairs:
                self._make_up(visitor, operation, max(1, left // len(pairs)), number)
            number += 1
        return self.report

    def _boundaries(self, operation: Any, share: int) -> Iterator[Case]:
        generation = self._schema.config.generation_for(operation=operation, phase="coverage")
        cases = self._schema.iter_coverage_cases(operation, generation_modes=MODES, generation_config=generation)
        for _, case in zip(range(share), cases, strict=False):
            yield case

    def _make_up(self, visitor: Visitor, operation: Any, number: int, round_number: int) -> None:
        cases: list[Case] = []
        if operation.label not in self._strategies:
            made = [operation.as_strategy(generation_mode=mode) for mode in MODES]
            self._strategies[operation.label] = strategies.one_of(made)

        @hypothesis.seed(crc32(f"{self._seed} {round_number} {visitor.name} {operation.label}".encode()))
        @hypothesis.settings(
            max_examples=number,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=[*HealthCheck],
        )
        @hypothesis.given(case=self._strategies[operation.label])
        def collect(case: Case) -> None:
            cases.append(case)

        collect()
        self._ask(visitor, operation, iter(cases))

    def _ask(self, visitor: Visitor, operation: Any, cases: Iterator[Case]) -> None:
        self._enter(visitor)
        ids = {parameter.name: existing(parameter.name) for parameter in operation.path_parameters}
        credentials = visitor.sign_in()
        for case in cases:
            if self.report.cases == self._limit:
                return
            self._aim(case, ids)
            response = case.call(headers=credentials.headers, cookies=credentials.cookies)
            self._count(visitor, operation, case, response)
            if "accounts" in (operation.tags or []) and case.method != "GET" and response.status_code < 300:
                credentials = visitor.sign_in()  # the request may have signed out, or revoked the token

    def _aim(self, case: Case, ids: dict[str, list[int]]) -> None:
        """Two of three ids in a path are made ones of something that exists."""
        for name, known in ids.items():
            if known and name in (case.path_parameters or {}) and (at := self.report.cases) % 3:
                case.path_parameters[name] = known[at % len(known)]

    def _count(self, visitor: Visitor, operation: Any, case: Case, response: Response) -> None:
        report = self.report
        report.asked[visitor.name] += 1
        report.operations[operation.label] += 1
        report.statuses[response.status_code] += 1
        try:
            case.validate_response(response, checks=CHECKS)
        except (Failure, FailureGroup, AssertionError) as error:
            for failure in getattr(error, "exceptions", [error]):
                what = f"{operation.label} as {visitor.name}: {failure}"
                report.failures.setdefault(what[:400], str(error))
