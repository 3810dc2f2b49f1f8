"""Thousands of requests made up from the OpenAPI document. `make fuzz` makes more of them (CASES=, SEED=)."""

import os
import sys
from typing import Any

import pytest
import yaml
from django.conf import settings as django_settings

from tests.api.test_openapi import COMMITTED
from tests.fuzz.document import Fuzzer, load
from tests.fuzz.visitors import Visitor, furnish, visitors

CASES = int(os.environ.get("CASES") or 1_000)
SEED = int(os.environ.get("SEED") or 20_261_121)


@pytest.mark.django_db(transaction=True)
def test_every_answer_is_one_that_the_document_names(
    application: Any, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    furnish()

    def enter(visitor: Visitor) -> None:
        if visitor.desk_open != django_settings.DESK_OPEN:  # each change is a layer that the next ones look through
            settings.DESK_OPEN = visitor.desk_open

    schema = load(yaml.safe_load(COMMITTED.read_text()), application)
    report = Fuzzer(schema, seed=SEED, limit=CASES, enter=enter).run(visitors())
    with capsys.disabled():
        sys.stdout.write(f"\nseed {SEED}: {report}\n")
    assert report.cases == CASES
    assert len(report.operations) == len(list(schema.get_all_operations()))
    assert not report.failures, "\n\n".join(f"--- {what}\n{how}" for what, how in report.failures.items())
