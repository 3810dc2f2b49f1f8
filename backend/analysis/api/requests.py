"""From requests to what the services and selectors take, and pages back."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from analysis.api.input_serializers import AnalyzeSerializer
from analysis.selection import Wanted
from tickets.api.queries import list_query
from tickets.listing import PAGE_DEPTH


def wanted(request: Request) -> Wanted:
    """Which tickets are to be analysed. Raises ValidationError."""
    given = AnalyzeSerializer(data=request.data)
    given.is_valid(raise_exception=True)
    chosen: dict[str, Any] | None = given.validated_data["filter"]
    if chosen is None:
        return Wanted(ids=given.validated_data["ids"])
    kept = {name: value for name, value in chosen.items() if value}
    params = QueryDict(mutable=True)
    for name, value in kept.items():
        params.setlist(name, value if isinstance(value, list) else [value])
    return Wanted(query=list_query(params), filter=kept)


def query(request: Request, serializer: type[Serializer[Any]]) -> dict[str, Any]:
    """The query's parameters. Raises ValidationError."""
    given = serializer(data=request.query_params)
    given.is_valid(raise_exception=True)
    values: dict[str, Any] = given.validated_data
    return values


def page_of(
    rows: "QuerySet[Any]", given: dict[str, Any], present: Callable[["QuerySet[Any]"], list[dict[str, Any]]]
) -> Response:
    """One page, counted. Raises ValidationError for one further down than PAGE_DEPTH rows."""
    page, size = given["page"], given["page_size"]
    if page * size > PAGE_DEPTH + size:
        raise ValidationError({"page": [f"Page numbers reach {PAGE_DEPTH:,} rows down."]})
    count = rows.count()
    return Response(
        {
            "count": count,
            "next": str(page + 1) if page * size < count else None,
            "previous": str(page - 1) if page > 1 else None,
            "results": present(rows[(page - 1) * size : page * size]),
        }
    )


def unless_known(request: Request, mark: list[Any], body: Callable[[], Any]) -> Response:
    """304 without a body if the client has what the mark stands for; otherwise the body with its ETag."""
    etag = quote_etag(hashlib.sha256(json.dumps(mark).encode()).hexdigest()[:32])
    if get_conditional_response(request._request, etag=etag) is not None:
        return Response(status=304, headers={"ETag": etag})
    return Response(body(), headers={"ETag": etag, "Cache-Control": "no-cache"})
