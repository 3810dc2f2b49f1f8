"""The quick JSON is what DRF's own renderer writes."""

import uuid
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import TextChoices
from django.utils.safestring import mark_safe
from rest_framework.exceptions import ErrorDetail
from rest_framework.renderers import JSONRenderer
from rest_framework.utils.serializer_helpers import ReturnDict, ReturnList

from api.renderers import QuickJSONRenderer


class Colour(TextChoices):
    RED = "red"


MOMENT = datetime(2026, 3, 31, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"results": [{"id": 2**53 + 1, "title": 'Tür "A"\n\x00\U0001f5a8', "done": None, "share": 0.1, "yes": True}]},
        {"at": MOMENT, "exactly": MOMENT.replace(microsecond=120), "day": date(2026, 3, 31)},
        {"there": MOMENT.astimezone(timezone(timedelta(hours=5, minutes=30)))},
        {"took": timedelta(hours=1), "price": Decimal("1.50"), "key": uuid.UUID(int=7)},
        {"colour": Colour.RED, "fault": ErrorDetail("No.", code="no"), "safe": mark_safe("<b>"), "both": (1, 2)},
        {1: "one", Colour.RED: "red", None: 0},
        ReturnDict({"a": 1}, serializer=None),
        ReturnList([1], serializer=None),
    ],
    ids=repr,
)
def test_it_writes_what_the_other_writes(data: Any) -> None:
    assert QuickJSONRenderer().render(data) == JSONRenderer().render(data)


@pytest.mark.parametrize(
    "data",
    [{"lone": "\ud800"}, {"huge": 2**64}, {"thing": object()}],
    ids=["lone surrogate", "beyond 64 bits", "not JSON"],
)
def test_what_json_cannot_say_is_an_error(data: Any) -> None:
    with pytest.raises(TypeError):
        QuickJSONRenderer().render(data)
