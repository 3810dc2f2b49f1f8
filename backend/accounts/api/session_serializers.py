"""The shapes of /api/session/."""

from typing import Any

from rest_framework import serializers

from accounts.models import User
from api.roles import Role

ROLES = [role.label for role in Role]


class SessionUserSerializer(serializers.Serializer[User]):
    """The person signed in. `role` is null for an account that has been given none: it may do what anybody may."""

    id = serializers.IntegerField()
    name = serializers.CharField(source="display_name")
    username = serializers.CharField()
    role = serializers.ChoiceField(choices=ROLES, source="role.label", allow_null=True)


class OpenIdSerializer(serializers.Serializer[Any]):
    """Another way to sign in: `address` is where a browser goes, `name` what the link says."""

    name = serializers.CharField()
    address = serializers.CharField()


class SessionSerializer(serializers.Serializer[Any]):
    """`open`: the desk asks nobody to sign in. `user`: who is signed in, if anybody. `openid`: if it is configured.

    `second_factor_required`: nothing else is answered to this account until it has set up its second factor.
    """

    open = serializers.BooleanField()
    user = SessionUserSerializer(allow_null=True)
    second_factor_required = serializers.BooleanField()
    openid = OpenIdSerializer(required=False)


class SignInSerializer(serializers.Serializer[Any]):
    """User name and password, and of an account with a second factor its code or a recovery code."""

    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=1_000, trim_whitespace=False, write_only=True)
    code = serializers.CharField(max_length=20, required=False, allow_blank=True, default="", write_only=True)


class PasswordChangeSerializer(serializers.Serializer[Any]):
    """The password as it was, and as it shall be."""

    current_password = serializers.CharField(max_length=1_000, trim_whitespace=False, write_only=True)
    new_password = serializers.CharField(max_length=1_000, trim_whitespace=False, write_only=True)


class PasswordByLinkSerializer(serializers.Serializer[Any]):
    """`code` is what stands behind the # of the link."""

    code = serializers.CharField(max_length=200)
    new_password = serializers.CharField(max_length=1_000, trim_whitespace=False, write_only=True)
