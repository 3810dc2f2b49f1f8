"""CHECK constraints that several models share."""

from enum import StrEnum

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual


def one_of(table: str, field: str, choices: type[StrEnum], *, blank: bool = False) -> models.CheckConstraint:
    """`field` holds one of `choices` (or the empty string, with `blank`)."""
    values = ([""] if blank else []) + [choice.value for choice in choices]
    return models.CheckConstraint(name=f"{table}_{field}_valid", condition=models.Q(**{f"{field}__in": values}))


def not_blank(table: str, field: str) -> models.CheckConstraint:
    """`field` holds at least one character that is not white space."""
    return models.CheckConstraint(name=f"{table}_{field}_not_blank", condition=models.Q(**{f"{field}__regex": r"\S"}))


def max_characters(table: str, field: str, limit: int) -> models.CheckConstraint:
    """`field` holds at most `limit` characters."""
    return models.CheckConstraint(name=f"{table}_{field}_max", condition=LessThanOrEqual(Length(field), limit))
