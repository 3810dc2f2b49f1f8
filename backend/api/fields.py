"""Serializer fields that several endpoints share."""

import re
from functools import cache
from typing import Any

from rest_framework import serializers
from rest_framework.validators import ProhibitSurrogateCharactersValidator


class InputSerializer(serializers.Serializer[Any]):
    """Checks bodies with fields that are made once: DRF copies them for each request, which takes longer than checking.

    For fields that depend on nothing but the class: to them `context` is empty and `partial` is false.
    """

    @property
    def fields(self) -> Any:
        return _fields_of(type(self))


@cache
def _fields_of(serializer: type[InputSerializer]) -> Any:
    return serializers.Serializer.fields.func(serializer())  # type: ignore[attr-defined]  # a cached_property


class _NoSurrogates(ProhibitSurrogateCharactersValidator):
    """The same, by a search that does not look at each character in Python."""

    _SURROGATE = re.compile("[\ud800-\udfff]")

    def __call__(self, value: Any) -> None:
        if self._SURROGATE.search(str(value)):
            super().__call__(value)


class Text(serializers.CharField):
    """A CharField that is as quick with long texts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators = [
            _NoSurrogates() if isinstance(one, ProhibitSurrogateCharactersValidator) else one for one in self.validators
        ]


class OneOf(serializers.ChoiceField):
    """A choice that names the allowed values when it gets another one."""

    default_error_messages = {"invalid_choice": "{input} is unknown: use one of {allowed}."}

    def to_internal_value(self, data: Any) -> Any:
        try:
            return self.choice_strings_to_values[str(data)]
        except KeyError:
            allowed = ", ".join(self.choice_strings_to_values)
            self.fail("invalid_choice", input=repr(str(data)[:50]), allowed=allowed)


class BodyText(Text):
    """Text of several lines: kept as it was written, leading spaces included, but not blank."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, **kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """Raises ValidationError for nothing but white space."""
        value = super().run_validation(data)
        if isinstance(value, str) and not value.strip():
            self.fail("blank")
        return value
