"""The parts of the OpenAPI document that the views share."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer
from rest_framework import serializers

from api.pagination import PAGE_SIZE_MAX
from tickets.api.filters import ASSIGNEES_MAX, ME, NOBODY, ORDERINGS
from tickets.choices import Category, Priority, Status


def _choices(name: str, values: list[str]) -> OpenApiParameter:
    return OpenApiParameter(
        name,
        {"type": "array", "items": {"type": "string", "enum": values}},
        description="One or more, separated by commas or repeated.",
        explode=False,
        style="form",
    )


def _text(name: str, description: str, **extra: Any) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, description=description, **extra)


def _number(name: str, description: str, **limits: int) -> OpenApiParameter:
    return OpenApiParameter(name, {"type": "integer", **limits}, description=description)


CELL_PARAMETERS = [
    _choices("category", Category.values),
    _choices("priority", Priority.values),
    _choices("status", Status.values),
]

PAGE_PARAMETERS = [
    _number("page_size", "Rows on a page; 20 unless given.", minimum=1, maximum=PAGE_SIZE_MAX),
    _text("cursor", "`next` or `previous` of an earlier answer."),
]

ASSIGNEE = OpenApiParameter(
    "assignee",
    {"type": "array", "items": {"type": "string", "pattern": f"^({ME}|{NOBODY}|[0-9]{{1,18}})$"}},
    description=f"`{ME}`, `{NOBODY}` and ids of accounts (up to {ASSIGNEES_MAX}), separated by commas or repeated.",
    explode=False,
    style="form",
)

LIST_PARAMETERS = [
    *CELL_PARAMETERS,
    ASSIGNEE,
    _text("search", "Words that must all occur in title or description; quotes keep a phrase together."),
    _text("created_after", "Created at or after this ISO 8601 date or time."),
    _text("created_before", "Created before this ISO 8601 date or time."),
    _text("ordering", "Newest first unless given.", enum=list(ORDERINGS)),
    *PAGE_PARAMETERS,
    _number(
        "page", "A page by number, down to the 10,000th row (the 1,000th of a search or of an assignee).", minimum=1
    ),
]

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The same key with the same body again answers the ticket of the first request and creates nothing.",
)

IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description='The ETag of the ticket as it was read, such as `"3"`; `version` in the body does the same.',
)


def one_or_many(
    serializer: type[serializers.Serializer[Any]], each: type[serializers.Serializer[Any]] | None = None
) -> PolymorphicProxySerializer:
    """One object or an array of them; `each` is what the array holds, if something else."""
    name = serializer.__name__.removesuffix("Serializer")
    return PolymorphicProxySerializer(
        component_name=f"{name}OneOrMany",
        serializers=[serializer, (each or serializer)(many=True)],
        resource_type_field_name=None,
        many=False,
    )
