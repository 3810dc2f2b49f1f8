"""The OpenAPI document: what every operation shares."""

from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers


class ErrorDetailSerializer(serializers.Serializer[Any]):
    """What went wrong, for a program (`code`) and for a person (`message`)."""

    code = serializers.CharField()
    message = serializers.CharField()
    request_id = serializers.CharField()
    fields = serializers.DictField(child=serializers.ListField(child=serializers.CharField()), required=False)  # type: ignore[assignment]


class ErrorSerializer(serializers.Serializer[Any]):
    """The body of every answer that is not a success."""

    error = ErrorDetailSerializer()
    detail = serializers.CharField()


class DeskAutoSchema(AutoSchema):
    """Adds the error body to every operation, and takes tags from the module rather than from the path."""

    def get_tags(self) -> list[str]:
        return [self.view.__module__.split(".")[0]]

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> Any:
        bodies = super()._get_response_bodies(direction)
        error = OpenApiResponse(ErrorSerializer, "Error")
        bodies.setdefault("default", self._get_response_for_code(error, "default"))  # type: ignore[no-untyped-call]
        return bodies
