"""Input and output of the ticket endpoints."""

from typing import Any

from rest_framework import serializers

from accounts.agents import agents
from accounts.api.agent_serializers import AgentSerializer
from accounts.models import User
from api.fields import BodyText, InputSerializer, OneOf, Text
from tickets.choices import ActorRole, Category, EventKind, Priority, Source, Status
from tickets.listing import FIELDS
from tickets.models import Ticket, TicketEvent
from tickets.models.ticket import DESCRIPTION_MAX, TITLE_MAX

BULK_MAX = 1_000


class TicketSerializer(serializers.ModelSerializer[Ticket]):
    """A ticket. `version` goes up with every change; `resolved_at` is set while it is resolved or closed."""

    assignee = AgentSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Ticket
        fields = list(FIELDS)
        read_only_fields = fields


class _BulkSerializer(serializers.ListSerializer[Any]):
    default_error_messages = {
        "max_length": f"Create at most {{max_length:,}} tickets in one request.",  # noqa: F541
        "empty": "Send at least one ticket.",
    }


class TicketCreateSerializer(InputSerializer):
    """What a requester submits. Without `category` or `priority` the desk fills in its own suggestion.

    Only an agent may send a `status` other than open.
    """

    title = Text(max_length=TITLE_MAX)
    description = BodyText(max_length=DESCRIPTION_MAX)
    category = OneOf(choices=Category.choices, required=False)
    priority = OneOf(choices=Priority.choices, required=False)
    status = OneOf(choices=Status.choices, required=False)
    suggestion_id = serializers.UUIDField(
        required=False, allow_null=True, help_text="Of the suggestion that was shown to the requester."
    )

    touched = serializers.ListField(
        child=OneOf(choices=["category", "priority"]),
        required=False,
        help_text="The fields that the requester chose by hand. A suggested value of another field counts as left "
        "untouched; without this list as accepted.",
    )

    class Meta:
        list_serializer_class = _BulkSerializer

    def validate_touched(self, fields: list[str]) -> frozenset[str]:
        return frozenset(fields)


class TicketUpdateSerializer(InputSerializer):
    """What an agent changes. `version` is that of the ticket as it was read: a stale one is refused with 409."""

    title = Text(max_length=TITLE_MAX, required=False)
    description = BodyText(max_length=DESCRIPTION_MAX, required=False)
    category = OneOf(choices=Category.choices, required=False)
    priority = OneOf(choices=Priority.choices, required=False)
    status = OneOf(choices=Status.choices, required=False)
    assignee = serializers.IntegerField(
        min_value=1,
        max_value=2**63 - 1,
        required=False,
        allow_null=True,
        help_text="The id of one of GET /api/agents/; null for nobody.",
    )
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1, required=False)

    def validate_assignee(self, account: int | None) -> User | None:
        user = None if account is None else agents().filter(pk=account).first()
        if account is not None and user is None:
            raise serializers.ValidationError("No agent has this id: use one of GET /api/agents/, or null for nobody.")
        return user


class TicketPageSerializer(serializers.Serializer[Any]):
    """A page of tickets. `next` and `previous` are cursors: send one as `cursor` to get that page."""

    count = serializers.IntegerField()
    count_capped = serializers.BooleanField(required=False, help_text="There are at least `count` matches.")
    search_complete = serializers.BooleanField(
        required=False, help_text="Of a search; false: only the newest tickets were looked at."
    )
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = TicketSerializer(many=True)


class ActorSerializer(serializers.Serializer[Any]):
    """Who did it; `name` of the account, if somebody was signed in."""

    role = serializers.ChoiceField(choices=ActorRole.choices)
    name = serializers.CharField(allow_null=True)


class TicketEventSerializer(serializers.ModelSerializer[TicketEvent]):
    """An entry of a ticket's history."""

    kind = serializers.ChoiceField(choices=EventKind.choices)
    source = serializers.ChoiceField(choices=["", *Source.values])  # type: ignore[assignment]
    actor = serializers.SerializerMethodField()

    class Meta:
        model = TicketEvent
        fields = ["id", "kind", "field", "old_value", "new_value", "source", "actor", "created_at"]
        read_only_fields = fields

    def get_actor(self, event: TicketEvent) -> dict[str, str | None]:
        return {"role": event.actor_role, "name": event.actor.display_name if event.actor else None}


class TicketEventPageSerializer(serializers.Serializer[Any]):
    """A page of a history, newest first."""

    count = serializers.IntegerField()
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = TicketEventSerializer(many=True)


class TicketConflictSerializer(serializers.Serializer[Any]):
    """The body of a 409 for a stale version."""

    current = TicketSerializer()
