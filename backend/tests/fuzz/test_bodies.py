"""Odd JSON, and what is none, to every address that takes a body."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from tests.api.test_openapi import COMMITTED
from tests.fuzz.hostile import EXAMPLES, FUZZED, bodies_with
from tests.fuzz.visitors import by_session, existing, furnish
from tests.fuzz.wsgi import Caller, expect_harmless

DOCUMENT = yaml.safe_load(COMMITTED.read_text())


def _names(schema: dict[str, Any]) -> list[str]:
    """Those of all fields in it, however deep."""
    if reference := schema.get("$ref"):
        return _names(DOCUMENT["components"]["schemas"][reference.rsplit("/", 1)[-1]])
    parts = [*schema.get("oneOf", []), *schema.get("allOf", []), *[schema[key] for key in ("items",) if key in schema]]
    fields: dict[str, Any] = schema.get("properties", {})
    return [*fields, *[name for part in [*parts, *fields.values()] for name in _names(part)]]


TAKERS = [
    (method.upper(), path, media_type, sorted(set(_names(content["schema"]))) or ["type"])
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items()
]


def test_the_document_names_those_that_take_one() -> None:
    assert {"/api/tickets/", "/api/analyze/", "/api/session/"} <= {path for _, path, _, _ in TAKERS}


_ASKED = st.sampled_from(TAKERS).flatmap(
    lambda taker: st.tuples(
        st.just(taker),
        st.one_of(bodies_with(taker[3]).map(lambda body: json.dumps(body).encode()), st.binary(max_size=60)),
    )
)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("signed_in", [False, True])
def test_any_body_is_borne(call: Caller, agent: User, settings: Any, signed_in: bool) -> None:
    settings.DESK_OPEN = not signed_in
    furnish()
    credentials = by_session(agent)
    cookie = "; ".join(f"{name}={value}" for name, value in credentials.cookies.items()).encode()
    who = {"Cookie": cookie, "X-CSRFToken": credentials.headers["X-CSRFToken"].encode()} if signed_in else {}
    ids = {f"{{{name}}}": str(existing(name)[0]) for name in ("ticket_id", "run_id")}

    @_MANY
    @given(asked=_ASKED)
    def bear(asked: tuple[tuple[str, str, str, list[str]], bytes]) -> None:
        (method, path, media_type, _), body = asked
        for name, number in ids.items():
            path = path.replace(name, number)
        answer = call(method, path, headers={**who, "Content-Type": media_type.encode()}, body=body)
        expect_harmless(answer)

    bear()


_MANY = settings(FUZZED, max_examples=4 * EXAMPLES)
