"""The OpenAPI document: what every operation shares."""

from collections.abc import Iterator
from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers
from rest_framework.permissions import SAFE_METHODS, AllowAny

from api.error_responses import reference
from api.permissions import MaySubmit


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


# For the `responses` of an operation that raises api.errors.Conflict.
CONFLICT = OpenApiResponse(ErrorSerializer, "It contradicts what is there already; nothing was changed.")


class DeskAutoSchema(AutoSchema):
    """Names the errors of every operation, and takes tags from the module rather than from the path.

    `default` stands for what is none of ours: a proxy's answer.
    """

    def get_tags(self) -> list[str]:
        return [self.view.__module__.split(".")[0]]

    def get_auth(self) -> list[dict[str, Any]]:
        auth: list[dict[str, Any]] = super().get_auth()
        return auth if {} in auth or not self._anybody_may(MaySubmit) else [*auth, {}]

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> Any:
        bodies = super()._get_response_bodies(direction)
        error = OpenApiResponse(ErrorSerializer, "Error")
        for status in self._errors():
            bodies.setdefault(str(status), reference(status))
        bodies.setdefault("default", self._get_response_for_code(error, "default"))  # type: ignore[no-untyped-call]
        return dict(sorted(bodies.items()))

    def _errors(self) -> Iterator[int]:
        changes = self.method not in SAFE_METHODS
        takes_body = bool(self._get_request_body())  # type: ignore[no-untyped-call]
        parameters = self._get_parameters()
        if takes_body or any(parameter["in"] != "path" for parameter in parameters):
            yield 400
        if self.view.get_authenticators():
            yield 401  # for a token that does not work
        if changes or not self._anybody_may(AllowAny):  # a session's changes need the CSRF token
            yield 403
        if any(parameter["in"] == "path" for parameter in parameters):
            yield 404
        yield 406
        if changes:
            yield from (411, 413, 415)  # also where the body says nothing
        if changes or getattr(self.view, "throttle_scopes", {}).get(self.method):
            yield 429
        yield 503

    def _anybody_may(self, *permissions: type) -> bool:
        return all(isinstance(permission, (AllowAny, *permissions)) for permission in self.view.get_permissions())
