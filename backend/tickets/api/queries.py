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
from tickets.api.filters import ME, NOBODY, PageFilterSet, TicketFilterSet, TicketListFilterSet
from tickets.assignees import Assignees
from tickets.listing import COUNT_CAP, PAGE_DEPTH, ListQuery
from tickets.querysets import CellFilter


def cell_filter(params: QueryDict) -> CellFilter:
    """The filters on category, priority and status. Raises ValidationError, naming the allowed values."""
    return _cells(_cleaned(TicketFilterSet, params))


def list_query(params: QueryDict, account: int | None = None) -> ListQuery:
    """All of the list's parameters, as `account` means them. Raises ValidationError for one not understood."""
    given = _cleaned(TicketListFilterSet, params)
    counted = not given["search"] and not given["assignee"]
    return ListQuery(
        cells=_cells(given),
        assignees=_assignees(given["assignee"], account),
        created_after=given["created_after"],
        created_before=given["created_before"],
        terms=given["search"],
        page=_page_request(given, depth=PAGE_DEPTH if counted else COUNT_CAP),
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


def _assignees(given: tuple[str, ...], account: int | None) -> Assignees:
    if ME in given and account is None:
        raise ValidationError({"assignee": [f"`{ME}` are the tickets of who is signed in: sign in to ask for yours."]})
    ids = [account if one == ME else int(one) for one in given if one != NOBODY]
    return Assignees(tuple(dict.fromkeys(pk for pk in ids if pk is not None)), nobody=NOBODY in given)
