"""The shapes of /api/tokens/."""

from typing import Any

from rest_framework import serializers

from accounts.models import ApiToken
from accounts.models.token import NAME_MAX, Scope
from api.fields import OneOf

DAYS_MAX = 366


class TokenCreateSerializer(serializers.Serializer[Any]):
    """`scope`: read changes nothing, write does what an agent does, admin what its owner does, tokens included."""

    name = serializers.CharField(max_length=NAME_MAX)
    scope = OneOf(choices=Scope.choices)
    days = serializers.IntegerField(min_value=1, max_value=DAYS_MAX, default=90)


class TokenSerializer(serializers.ModelSerializer[ApiToken]):
    """A token without its secret. `prefix` is its beginning; `last_used_at` is known to the minute."""

    class Meta:
        model = ApiToken
        fields = ["id", "name", "prefix", "scope", "created_at", "expires_at", "last_used_at", "revoked_at"]
        read_only_fields = fields


class NewTokenSerializer(TokenSerializer):
    """A token that has just been made: the only time that `token` is shown."""

    token = serializers.CharField(read_only=True)

    class Meta(TokenSerializer.Meta):
        fields = [*TokenSerializer.Meta.fields, "token"]
        read_only_fields = fields


class TokenListSerializer(serializers.Serializer[Any]):
    """All tokens of one account, newest first."""

    results = TokenSerializer(many=True)
