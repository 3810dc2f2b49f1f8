"""Agents as others see them."""

from typing import Any

from rest_framework import serializers

from accounts.models import User


class AgentSerializer(serializers.ModelSerializer[User]):
    """An account by its id and the name that people know it by."""

    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(source="display_name", read_only=True)

    class Meta:
        model = User
        fields = ["id", "name"]
        read_only_fields = fields


class AgentListSerializer(serializers.Serializer[Any]):
    """Those that a ticket may be assigned to, by name."""

    results = AgentSerializer(many=True)
