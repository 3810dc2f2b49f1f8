"""What who follows a ticket gets to see."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from tickets.api.serializers import TicketSerializer
from tickets.choices import Status
from tickets.following import status_changes
from tickets.models import Ticket


class CreatedTicketSerializer(TicketSerializer):
    """The ticket, and what its author follows it by: `/follow#` and `follow_token` make the link."""

    follow_token = serializers.CharField(read_only=True)

    class Meta(TicketSerializer.Meta):
        fields = [*TicketSerializer.Meta.fields, "follow_token"]
        read_only_fields = fields


class StatusChangeSerializer(serializers.Serializer[Any]):
    """The status that the ticket got."""

    status = serializers.ChoiceField(choices=Status.choices)
    created_at = serializers.DateTimeField()


class FollowedTicketSerializer(serializers.ModelSerializer[Ticket]):
    """A ticket for who has its link: nothing of who works on it, how, or what was suggested. Oldest change first."""

    changes = serializers.SerializerMethodField()

    class Meta:
        model = Ticket
        fields = [
            *("id", "title", "description", "category", "priority", "status"),
            *("created_at", "updated_at", "resolved_at", "changes"),
        ]
        read_only_fields = fields

    @extend_schema_field(StatusChangeSerializer(many=True))
    def get_changes(self, ticket: Ticket) -> Any:
        return StatusChangeSerializer(status_changes(ticket), many=True).data


class FollowTokenSerializer(serializers.Serializer[Any]):
    """The secret part of a ticket's link."""

    token = serializers.CharField()
