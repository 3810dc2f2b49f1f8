"""Who am I?"""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


class SessionUserSerializer(serializers.Serializer[Any]):
    """The person signed in."""

    name = serializers.CharField()
    role = serializers.ChoiceField(choices=["agent", "administrator"])


class SessionSerializer(serializers.Serializer[Any]):
    """`open`: the desk asks nobody to sign in. `user`: who is signed in, if anybody."""

    open = serializers.BooleanField()
    user = SessionUserSerializer(allow_null=True)


class SessionView(APIView):
    """Who am I?"""

    permission_classes = [AllowAny]

    @extend_schema(responses=SessionSerializer, operation_id="session_read")
    def get(self, request: Request) -> Response:
        user = None
        if request.user.is_authenticated:
            role = "administrator" if request.user.is_staff else "agent"
            user = {"name": request.user.get_full_name() or request.user.get_username(), "role": role}
        return Response({"open": settings.DESK_OPEN, "user": user})
