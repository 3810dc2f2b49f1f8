"""What is sent to the endpoints of runs."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from analysis.api.serializers import RunFilterSerializer
from analysis.choices import RunStatus, RunTicketStatus
from api.fields import OneOf
from api.pagination import PAGE_SIZE, PAGE_SIZE_MAX
from tickets.choices import Category, Priority

APPLY_MAX = 200  # tickets in one request
_ID_MAX = 2**63 - 1


class AnalyzeSerializer(serializers.Serializer[Any]):
    """Which tickets: these, those that a filter finds, or with neither every ticket without an analysis."""

    ticketIds = serializers.ListField(  # noqa: N815
        child=serializers.IntegerField(min_value=1, max_value=_ID_MAX), required=False, allow_null=True
    )
    ticket_ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=_ID_MAX),
        required=False,
        allow_null=True,
        help_text="The same as `ticketIds`.",
    )
    filter = RunFilterSerializer(required=False, allow_null=True)

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """Leaves `ids` and `filter`, of which at most one is not None."""
        named = [name for name in ("ticketIds", "ticket_ids", "filter") if given.get(name) is not None]
        if len(named) > 1:
            raise serializers.ValidationError(f"Send one of {', '.join(named)}, not all of them.")
        ids = given.get("ticketIds") if given.get("ticketIds") is not None else given.get("ticket_ids")
        if ids is not None and len(ids) > settings.ANALYSIS_MAX_TICKETS:
            message = f"Analyse at most {settings.ANALYSIS_MAX_TICKETS:,} tickets in one run."
            raise serializers.ValidationError({named[0]: [message]})
        return {"ids": ids, "filter": given.get("filter")}


class ApplyTicketSerializer(serializers.Serializer[Any]):
    """A ticket as it was read, and which values it is to take over from the analysis."""

    ticket_id = serializers.IntegerField(min_value=1, max_value=_ID_MAX)
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)
    # `fields` belongs to DRF's own serializers: declared under that name in get_fields.

    def get_fields(self) -> dict[str, Any]:
        """With `fields`, which is a name of DRF's own as an attribute."""
        chosen = serializers.ListField(child=OneOf(choices=["category", "priority"]), allow_empty=False)
        return {**super().get_fields(), "fields": chosen}


class ApplySerializer(serializers.Serializer[Any]):
    """Where agents agree with the analysis."""

    tickets = serializers.ListField(child=ApplyTicketSerializer(), allow_empty=False, max_length=APPLY_MAX)


class AppliedSerializer(serializers.Serializer[Any]):
    """A ticket that was changed, as it is now."""

    ticket_id = serializers.IntegerField()
    version = serializers.IntegerField()
    category = serializers.ChoiceField(choices=Category.choices)
    priority = serializers.ChoiceField(choices=Priority.choices)


class RefusedSerializer(serializers.Serializer[Any]):
    """A ticket that was not: somebody changed or deleted it, it has these values, or the run did not analyse it."""

    ticket_id = serializers.IntegerField()
    reason = serializers.ChoiceField(choices=["changed", "deleted", "agrees", "not_analyzed"])


class ApplyResultSerializer(serializers.Serializer[Any]):
    """What became of each ticket."""

    applied = AppliedSerializer(many=True)
    refused = RefusedSerializer(many=True)


class EstimateSerializer(serializers.Serializer[Any]):
    """What a run would take. `held` tickets are in another run just now; `left_out` ones are too many for one run."""

    tickets = serializers.IntegerField()
    held = serializers.IntegerField()
    left_out = serializers.IntegerField()
    model_used = serializers.BooleanField()
    provider = serializers.CharField()
    model = serializers.CharField()
    input_tokens = serializers.IntegerField()
    output_tokens = serializers.IntegerField()
    cost_usd = serializers.DecimalField(max_digits=12, decimal_places=6, allow_null=True)
    seconds = serializers.IntegerField()


class PageSerializer(serializers.Serializer[Any]):
    """Which page."""

    page = serializers.IntegerField(min_value=1, max_value=100_000, default=1)
    page_size = serializers.IntegerField(min_value=1, max_value=PAGE_SIZE_MAX, default=PAGE_SIZE)


class RunListSerializer(PageSerializer):
    """Which runs."""

    status = OneOf(choices=RunStatus.choices, required=False)


class RunTicketListSerializer(PageSerializer):
    """Which tickets of a run."""

    status = OneOf(choices=RunTicketStatus.choices, required=False)
    disagrees = serializers.BooleanField(default=False, help_text="Only those that differ from the ticket as it is.")
    theme = serializers.IntegerField(required=False, min_value=1)
