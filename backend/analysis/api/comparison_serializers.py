"""The shape of a comparison of two runs."""

from typing import Any

from rest_framework import serializers

from analysis.choices import Unit
from tickets.choices import Priority


class CompareSerializer(serializers.Serializer[Any]):
    """With which run; the completed one before unless given."""

    def get_fields(self) -> dict[str, Any]:
        """`with` is a word of Python's."""
        return {"with": serializers.IntegerField(required=False, min_value=1)}


class FigureChangeSerializer(serializers.Serializer[Any]):
    """A figure of this run and of the other one."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    unit = serializers.ChoiceField(choices=Unit.choices)
    value = serializers.FloatField(allow_null=True)
    previous = serializers.FloatField(allow_null=True)
    change = serializers.FloatField(allow_null=True)


class ThemeChangeSerializer(serializers.Serializer[Any]):
    """A theme that came, went, or stayed."""

    title = serializers.CharField()
    count = serializers.IntegerField()
    previous_count = serializers.IntegerField()
    change = serializers.IntegerField()
    status = serializers.ChoiceField(choices=["new", "gone", "kept"])


class PriorityChangeSerializer(serializers.Serializer[Any]):
    """Tickets of a priority, now and then."""

    value = serializers.IntegerField()
    previous = serializers.IntegerField()


PriorityChangesSerializer = type(
    "PriorityChangesSerializer",
    (serializers.Serializer,),
    {**{value: PriorityChangeSerializer() for value in Priority.values}, "__doc__": "Each priority."},
)


class ComparisonSerializer(serializers.Serializer[Any]):
    """What changed from the run `with` to this one."""

    run = serializers.IntegerField()
    figures = FigureChangeSerializer(many=True)
    themes = ThemeChangeSerializer(many=True)
    priorities = PriorityChangesSerializer()

    def get_fields(self) -> dict[str, Any]:
        """`with` is a word of Python's."""
        return {**super().get_fields(), "with": serializers.IntegerField()}
