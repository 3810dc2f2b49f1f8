"""From query parameters to what the selectors take."""

from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError as InvalidField
from django.http import QueryDict
from django_filters import FilterSet
from rest_framework.exceptions import ValidationError

from api.cursors import decode
from api.pagination import PAGE_SIZE, PageRequest
from tickets.api.filters import PageFilterSet, TicketFilterSet, TicketListFilterSet
from tickets.listing import PAGE_DEPTH, ListQuery
from tickets.querysets import CellFilter
from tickets.search import COUNT_CAP


def cell_filter(params: QueryDict) -> CellFilter:
    """The filters on category, priority and status. Raises ValidationError, naming the allowed values."""
    return _cells(_cleaned(TicketFilterSet, params))


def list_query(params: QueryDict) -> ListQuery:
    """All of the list's parameters. Raises ValidationError for one that it does not understand."""
    given = _cleaned(TicketListFilterSet, params)
    return ListQuery(
        cells=_cells(given),
        created_after=given["created_after"],
        created_before=given["created_before"],
        terms=given["search"],
        page=_page_request(given, depth=COUNT_CAP if given["search"] else PAGE_DEPTH),
    )


def history_page_request(params: QueryDict) -> PageRequest:
    """Which page of a ticket's history."""
    return _page_request(_cleaned(PageFilterSet, params), depth=PAGE_DEPTH)


def _page_request(given: dict[str, Any], depth: int) -> PageRequest:
    size, number, cursor = given["page_size"] or PAGE_SIZE, given["page"], given["cursor"]
    if number and cursor:
        raise ValidationError({"page": ["Send `page` or `cursor`, not both."]})
    if number and number * size > depth:
        raise ValidationError({"page": [f"Page numbers reach {depth:,} rows down: go on with `cursor` from there."]})
    return PageRequest(
        size=size,
        ascending=given.get("ordering") == "created_at",
        position=decode(cursor) if cursor else None,
        number=number,
    )


def _cleaned(filters: type[FilterSet], params: QueryDict) -> dict[str, Any]:
    """What a form of this filter set would make of them. Raises ValidationError for all that is wrong at once."""
    cleaned: dict[str, Any] = {}
    wrong: dict[str, list[str]] = {}
    for name, (field, missing) in _fields(filters).items():  # type: ignore[arg-type]  # django-filter has no types
        if name not in params:
            cleaned[name] = missing
            continue
        try:
            cleaned[name] = field.clean(field.widget.value_from_datadict(params, {}, name))
        except InvalidField as error:
            wrong[name] = error.messages
    if wrong:
        raise ValidationError(wrong)
    return cleaned


@cache
def _fields(filters: type[FilterSet]) -> dict[str, tuple[forms.Field, Any]]:
    """Each parameter's field, and its value where the parameter is missing.

    Made once: the form of a filter set copies all of them for each request, a quarter of what a list cost.
    """
    fields = [(name, declared.field) for name, declared in filters.base_filters.items()]
    return {name: (field, field.clean(field.widget.value_from_datadict({}, {}, name))) for name, field in fields}


def _cells(given: dict[str, Any]) -> CellFilter:
    return CellFilter(category=given["category"], priority=given["priority"], status=given["status"])
