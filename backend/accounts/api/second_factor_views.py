"""Switching the second factor on and off."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.password_views import BySession
from accounts.api.session_views import PRIVATE, account_of
from accounts.lockout import count_wrong_guess, is_locked_out, is_password_of
from accounts.models import User
from accounts.second_factor import (
    AlreadyEnabled,
    WrongCode,
    has_second_factor,
    recovery_codes_left,
    second_factor_begin,
    second_factor_confirm,
    second_factor_remove,
)
from api.errors import Conflict
from api.permissions import IsSignedIn
from api.schema import CONFLICT


class SecondFactorSerializer(serializers.Serializer[Any]):
    """Whether signing in takes a code, and how many recovery codes are left."""

    enabled = serializers.BooleanField()
    recovery_codes_left = serializers.IntegerField()


class PasswordSerializer(serializers.Serializer[Any]):
    """The account's password again, because a session may have been left open."""

    password = serializers.CharField(max_length=1_000, trim_whitespace=False, write_only=True)


class SecretSerializer(serializers.Serializer[Any]):
    """For the authenticator app: `address` as a QR code, or `secret` typed in."""

    secret = serializers.CharField()
    address = serializers.CharField()


class CodeSerializer(serializers.Serializer[Any]):
    """Six digits."""

    code = serializers.CharField(max_length=20)


class RecoveryCodesSerializer(serializers.Serializer[Any]):
    """Each signs in once instead of a code from the app. Shown only now."""

    recovery_codes = serializers.ListField(child=serializers.CharField())


class _SecondFactorView(APIView):
    permission_classes = [IsSignedIn, BySession]
    throttle_scopes = {"POST": "login"}
    throttle_always = True

    def account(self, request: Request) -> User:
        """Whose it is, after asking for the password again: wrong ones lock out as at sign-in."""
        user = account_of(request)
        given = PasswordSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        if not is_password_of(request._request, user, given.validated_data["password"]):
            raise ValidationError({"password": ["This is not your password."]})
        return user


class SecondFactorView(_SecondFactorView):
    """The second factor of the account that is signed in."""

    @extend_schema(operation_id="second_factor_read", responses=SecondFactorSerializer)
    def get(self, request: Request) -> Response:
        """Is it on?"""
        user = account_of(request)
        shown = {"enabled": has_second_factor(user), "recovery_codes_left": recovery_codes_left(user)}
        return Response(shown, headers=PRIVATE)

    @extend_schema(
        operation_id="second_factor_begin",
        request=PasswordSerializer,
        responses={201: SecretSerializer, 409: CONFLICT},
    )
    def post(self, request: Request) -> Response:
        """Make a secret for the authenticator app. Nothing changes until it is confirmed.

        429 with Retry-After after too many wrong passwords, as at sign-in.
        """
        user = self.account(request)
        try:
            secret, address = second_factor_begin(user)
        except AlreadyEnabled as error:
            raise Conflict("The second factor is on: remove it first.") from error
        return Response({"secret": secret, "address": address}, status=201, headers=PRIVATE)


class SecondFactorConfirmView(_SecondFactorView):
    """Switching it on."""

    @extend_schema(operation_id="second_factor_confirm", request=CodeSerializer, responses=RecoveryCodesSerializer)
    def post(self, request: Request) -> Response:
        """Switch it on with a code that the app shows. Answers with recovery codes, once.

        429 with Retry-After after too many wrong codes, as at sign-in.
        """
        given = CodeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        user = account_of(request)
        try:
            codes = self._recovery_codes(request, user, given.validated_data["code"].replace(" ", ""))
        except WrongCode as error:
            count_wrong_guess(request._request, user)
            message = "This code is not right: wait for the next one, and look at the clock of your phone."
            raise ValidationError({"code": [message]}) from error
        return Response({"recovery_codes": codes}, headers=PRIVATE)

    def _recovery_codes(self, request: Request, user: User, code: str) -> list[str]:
        if is_locked_out(request._request, user):
            raise WrongCode
        return second_factor_confirm(user, code)


class SecondFactorRemoveView(_SecondFactorView):
    """Switching it off."""

    @extend_schema(operation_id="second_factor_remove", request=PasswordSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """Sign in by the password alone again. 429 with Retry-After after too many wrong ones, as at sign-in."""
        second_factor_remove(self.account(request))
        return Response(status=204, headers=PRIVATE)
