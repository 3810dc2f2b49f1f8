"""The shapes of the reports."""

from typing import Any

from rest_framework import serializers

from tickets.choices import Category, Priority, Status


def _breakdown(name: str, choices: Any) -> type[serializers.Serializer[Any]]:
    fields = {value: serializers.IntegerField() for value in choices.values}
    return type(name, (serializers.Serializer,), {**fields, "__doc__": "A number for each value, zero included."})


CategoryBreakdownSerializer = _breakdown("CategoryBreakdownSerializer", Category)
PriorityBreakdownSerializer = _breakdown("PriorityBreakdownSerializer", Priority)
StatusBreakdownSerializer = _breakdown("StatusBreakdownSerializer", Status)


class StatsSerializer(serializers.Serializer[Any]):
    """All tickets in five figures."""

    total_tickets = serializers.IntegerField()
    open_tickets = serializers.IntegerField()
    avg_tickets_per_day = serializers.FloatField()
    priority_breakdown = PriorityBreakdownSerializer()
    category_breakdown = CategoryBreakdownSerializer()


class FacetsSerializer(serializers.Serializer[Any]):
    """The number of tickets behind each value of each filter."""

    category = CategoryBreakdownSerializer()
    priority = PriorityBreakdownSerializer()
    status = StatusBreakdownSerializer()


class DaysSerializer(serializers.Serializer[Any]):
    """How far back."""

    days = serializers.IntegerField(min_value=7, max_value=366, default=30)


class DaySerializer(serializers.Serializer[Any]):
    """One day (UTC)."""

    date = serializers.DateField()
    created = serializers.IntegerField()
    resolved = serializers.IntegerField()


class ResolutionSerializer(serializers.Serializer[Any]):
    """How long the tickets that were resolved in the period had been open; null when none was."""

    resolved = serializers.IntegerField()
    median_hours = serializers.FloatField(allow_null=True)
    p90_hours = serializers.FloatField(allow_null=True)


class DecisionCountSerializer(serializers.Serializer[Any]):
    """How often a suggested value was kept and how often replaced."""

    accepted = serializers.IntegerField()
    overridden = serializers.IntegerField()


class DecisionsSerializer(serializers.Serializer[Any]):
    """The same for each field."""

    category = DecisionCountSerializer()
    priority = DecisionCountSerializer()


class TrendsSerializer(serializers.Serializer[Any]):
    """The dashboard's series; `per_day` is oldest first and holds every day."""

    days = serializers.IntegerField()
    per_day = DaySerializer(many=True)
    status_breakdown = StatusBreakdownSerializer()
    resolution = ResolutionSerializer()
    suggestions = DecisionsSerializer()
