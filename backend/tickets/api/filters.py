"""The query parameters of the ticket list."""

import re
from datetime import UTC, datetime
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from api.pagination import PAGE_SIZE_MAX
from tickets.choices import Category, Priority, Status
from tickets.models import Ticket, TicketEvent
from tickets.search import MAX_TERMS, split_terms

ORDERINGS = ("-created_at", "created_at")
ME = "me"
NOBODY = "none"
ASSIGNEES_MAX = 20
_ID = re.compile(r"[0-9]{1,18}")


class _EveryValue(forms.Widget):
    """`?status=open,closed` and `?status=open&status=closed` alike."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        given = data.getlist(name) if isinstance(data, QueryDict) else [data.get(name, "")]
        return list(dict.fromkeys(part for value in given for part in value.split(",") if part))


class _ChoicesField(forms.Field):
    widget = _EveryValue

    def __init__(self, *, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.values = [value for value, _ in choices]

    def to_python(self, value: list[str] | None) -> tuple[str, ...]:
        for unknown in (part for part in value or [] if part not in self.values):
            raise ValidationError(f"{unknown[:50]!r} is unknown: use one or more of {', '.join(self.values)}.")
        return tuple(value or ())


class _AssigneesField(forms.Field):
    """`me`, `none` and ids of accounts."""

    widget = _EveryValue

    def to_python(self, value: list[str] | None) -> tuple[str, ...]:
        for unknown in (part for part in value or [] if part not in (ME, NOBODY) and not _ID.fullmatch(part)):
            raise ValidationError(f"{unknown[:50]!r} is unknown: use {ME}, {NOBODY} or the id of an account.")
        if len(value or ()) > ASSIGNEES_MAX:
            raise ValidationError(f"Ask for at most {ASSIGNEES_MAX} accounts at once.")
        return tuple(value or ())


class _MomentField(forms.CharField):
    """An ISO 8601 date (its first moment) or date and time; UTC where it names no offset."""

    def clean(self, value: Any) -> datetime | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            # A plus sign that was not percent-encoded arrives as a space.
            moment = parse_datetime(text) or parse_datetime(text.replace(" ", "+"))
            if moment is None or not 1970 <= moment.year <= 2999:
                raise ValueError(text)
        except ValueError as error:
            raise ValidationError(
                "Use an ISO 8601 date or time, such as 2026-03-31 or 2026-03-31T09:30:00Z."
            ) from error
        # In UTC, because PostgreSQL knows offsets up to 16 hours only.
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


class _TermsField(forms.CharField):
    def clean(self, value: Any) -> tuple[str, ...]:
        terms = split_terms(super().clean(value))
        if len(terms) > MAX_TERMS:
            raise ValidationError(f"Search for at most {MAX_TERMS} words at once.")
        return terms


class _ChoicesFilter(django_filters.Filter):
    field_class = _ChoicesField


class _AssigneesFilter(django_filters.Filter):
    field_class = _AssigneesField


class _MomentFilter(django_filters.Filter):
    field_class = _MomentField


class _TermsFilter(django_filters.Filter):
    field_class = _TermsField


class _IntegerFilter(django_filters.Filter):
    field_class = forms.IntegerField


class TicketFilterSet(django_filters.FilterSet):
    """Validates and documents the parameters; the list itself is read by tickets.listing and tickets.search."""

    category = _ChoicesFilter(choices=Category.choices)
    priority = _ChoicesFilter(choices=Priority.choices)
    status = _ChoicesFilter(choices=Status.choices)

    class Meta:
        model = Ticket
        fields: list[str] = []


class PageFilterSet(django_filters.FilterSet):
    """Which page."""

    page_size = _IntegerFilter(min_value=1, max_value=PAGE_SIZE_MAX)
    page = _IntegerFilter(min_value=1)
    cursor = django_filters.CharFilter(max_length=500)

    class Meta:
        model = TicketEvent
        fields: list[str] = []


class TicketListFilterSet(TicketFilterSet, PageFilterSet):
    """Everything that the list understands."""

    class Meta(TicketFilterSet.Meta):
        pass

    assignee = _AssigneesFilter()
    search = _TermsFilter(max_length=200)
    created_after = _MomentFilter()
    created_before = _MomentFilter()
    ordering = django_filters.ChoiceFilter(
        choices=[(value, value) for value in ORDERINGS],
        error_messages={"invalid_choice": f"%(value)s is unknown: use one of {', '.join(ORDERINGS)}."},
    )
