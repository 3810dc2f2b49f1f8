"""Signing in and out, and who am I."""

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.session_serializers import SessionSerializer, SignInSerializer
from accounts.lockout import count_wrong_guess
from accounts.models import User
from accounts.second_factor import WrongCode, has_second_factor, second_factor_check
from accounts.second_factor_demand import lacks_second_factor

ANYBODY: list[Any] = [{}]  # for the OpenAPI document: needs neither session nor token
PRIVATE = {"Cache-Control": "no-store"}


def account_of(request: Request) -> User:
    """The account behind a request that IsSignedIn let through."""
    user = request.user
    assert isinstance(user, User)
    return user


def demand_csrf_token(request: Request) -> None:
    """Raises PermissionDenied without one. DRF asks only who is signed in; signing in is worth forging too."""
    SessionAuthentication().enforce_csrf(request)


class SessionView(APIView):
    """The session of a browser."""

    permission_classes = [AllowAny]
    throttle_scopes = {"POST": "login"}
    throttle_always = True

    @extend_schema(responses=SessionSerializer, operation_id="session_read")
    def get(self, request: Request) -> Response:
        """Who am I? Sets the CSRF cookie, which POST, PATCH and DELETE of a browser send back as X-CSRFToken."""
        return self._session(request)

    @extend_schema(operation_id="session_sign_in", request=SignInSerializer, responses=SessionSerializer, auth=ANYBODY)
    def post(self, request: Request) -> Response:
        """Sign in. 429 with Retry-After after too many failures.

        401 with `invalid_credentials` for a wrong user name or password, `second_factor_required` where a code is
        needed too, `invalid_code` for a wrong one.
        """
        demand_csrf_token(request)
        given = SignInSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        plain: HttpRequest = request._request
        code = given.validated_data.pop("code")
        user = authenticate(plain, **given.validated_data)
        if not isinstance(user, User):
            raise AuthenticationFailed("User name or password is wrong.", "invalid_credentials")
        self._demand_second_factor(plain, user, code)
        login(plain, user)
        request.user = user
        return self._session(request)

    def _demand_second_factor(self, request: HttpRequest, user: User, code: str) -> None:
        if not has_second_factor(user):
            return
        if not code:
            raise AuthenticationFailed("A code from your authenticator app is needed too.", "second_factor_required")
        try:
            second_factor_check(user, code)
        except WrongCode as error:
            count_wrong_guess(request, user)
            raise AuthenticationFailed("This code is not right: wait for the next one.", "invalid_code") from error

    @extend_schema(operation_id="session_sign_out", request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        """Sign out."""
        logout(request._request)
        return Response(status=204, headers=PRIVATE)

    def _session(self, request: Request) -> Response:
        get_token(request._request)
        user = request.user if isinstance(request.user, User) else None
        shown: dict[str, Any] = {
            "open": settings.DESK_OPEN,
            "user": user,
            "second_factor_required": user is not None and lacks_second_factor(user),
        }
        if settings.OPENID:
            shown["openid"] = {"name": settings.OPENID.name, "address": reverse("session-openid")}
        return Response(SessionSerializer(shown).data, headers=PRIVATE)
