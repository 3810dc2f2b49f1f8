"""Changing one's password, and setting the first one."""

from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError as Refused
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import AllowAny, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.session_serializers import PasswordByLinkSerializer, PasswordChangeSerializer
from accounts.api.session_views import ANYBODY, PRIVATE, account_of, demand_csrf_token
from accounts.links import LinkExpired, password_set_by_link
from accounts.lockout import is_password_of
from accounts.services import password_set
from api.permissions import IsSignedIn


class BySession(BasePermission):
    """Not by a token: who finds one must not be able to take over the account."""

    message = "This needs a session: sign in with the password."

    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.auth is None


class PasswordView(APIView):
    """The password of the account that is signed in."""

    permission_classes = [IsSignedIn, BySession]
    throttle_scopes = {"POST": "login"}
    throttle_always = True

    @extend_schema(operation_id="session_password", request=PasswordChangeSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """Change it. Every other session of the account ends; its tokens stay.

        429 with Retry-After after too many wrong passwords, as at sign-in.
        """
        given = PasswordChangeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        user = account_of(request)
        if not is_password_of(request._request, user, given.validated_data["current_password"]):
            raise ValidationError({"current_password": ["This is not your password."]})
        try:
            password_set(user=user, password=given.validated_data["new_password"])
        except Refused as error:
            raise ValidationError({"new_password": error.messages}) from error
        update_session_auth_hash(request._request, user)
        return Response(status=204, headers=PRIVATE)


class PasswordByLinkView(APIView):
    """The password of an account whose administrator made a link."""

    permission_classes = [AllowAny]
    throttle_scopes = {"POST": "login"}
    throttle_always = True

    @extend_schema(
        operation_id="session_password_by_link", request=PasswordByLinkSerializer, responses={204: None}, auth=ANYBODY
    )
    def post(self, request: Request) -> Response:
        """Set it, with the code of a one-time link. Signing in comes next."""
        demand_csrf_token(request)
        given = PasswordByLinkSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        try:
            password_set_by_link(code=given.validated_data["code"], password=given.validated_data["new_password"])
        except LinkExpired as error:
            message = "This link was used or is too old: ask your administrator for a new one."
            raise ValidationError({"code": [message]}) from error
        except Refused as error:
            raise ValidationError({"new_password": error.messages}) from error
        return Response(status=204, headers=PRIVATE)
