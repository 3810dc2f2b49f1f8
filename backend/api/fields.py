"""Serializer fields that several endpoints share."""

from typing import Any

from rest_framework import serializers


class OneOf(serializers.ChoiceField):
    """A choice that names the allowed values when it gets another one."""

    default_error_messages = {"invalid_choice": "{input} is unknown: use one of {allowed}."}

    def to_internal_value(self, data: Any) -> Any:
        try:
            return self.choice_strings_to_values[str(data)]
        except KeyError:
            allowed = ", ".join(self.choice_strings_to_values)
            self.fail("invalid_choice", input=repr(str(data)[:50]), allowed=allowed)


class BodyText(serializers.CharField):
    """Text of several lines: kept as it was written, leading spaces included, but not blank."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, **kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """Raises ValidationError for nothing but white space."""
        value = super().run_validation(data)
        if isinstance(value, str) and not value.strip():
            self.fail("blank")
        return value
