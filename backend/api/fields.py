"""Serializer fields that several endpoints share."""

from typing import Any

from rest_framework import serializers


class BodyText(serializers.CharField):
    """Text of several lines: kept as it was written, leading spaces included, but not blank."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, **kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        value = super().run_validation(data)
        if isinstance(value, str) and not value.strip() and not self.allow_blank:
            self.fail("blank")
        return value
