"""Where the web app reports its errors."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from telemetry.request_id import ACCEPTABLE
from telemetry.web.report import take


class WebErrorSerializer(serializers.Serializer[Any]):
    """One error. `route` is the path of the page, `request_id` that of a request which the error is about."""

    type = serializers.RegexField(r"^[A-Za-z]{1,60}$")
    message = serializers.CharField(max_length=500, allow_blank=True)
    stack = serializers.CharField(max_length=8000, allow_blank=True, default="")
    route = serializers.RegexField(r"^/[\w/-]{0,100}$")
    request_id = serializers.RegexField(rf"^{ACCEPTABLE.pattern}$", default="")


class WebErrorView(APIView):
    """Takes an error that the web app could not handle. Nobody need be signed in: signing in may be what is broken."""

    authentication_classes = []  # so there is no session that another site could make use of, and no CSRF token to send
    permission_classes = [AllowAny]
    throttle_scopes = {"POST": "errors"}

    @extend_schema(request=WebErrorSerializer, responses={204: None}, operation_id="errors_report")
    def post(self, request: Request) -> Response:
        given = WebErrorSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        sent = given.validated_data
        take(
            kind=sent["type"],
            message=sent["message"],
            stack=sent["stack"],
            route=sent["route"],
            request_id=sent["request_id"],
        )
        return Response(status=204)
