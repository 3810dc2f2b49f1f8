"""Input and output of classification."""

from typing import Any

from rest_framework import serializers

from api.fields import BodyText
from tickets.choices import Category, Priority, Source
from tickets.models.ticket import DESCRIPTION_MAX, TITLE_MAX
from triage.models import Suggestion


class ClassifySerializer(serializers.Serializer[Any]):
    """The text that somebody is writing."""

    description = BodyText(max_length=DESCRIPTION_MAX)
    title = serializers.CharField(max_length=TITLE_MAX, required=False, allow_blank=True, default="")


class MatchedSerializer(serializers.Serializer[Any]):
    """The words of the text that each value rests on."""

    category = serializers.ListField(child=serializers.CharField())
    priority = serializers.ListField(child=serializers.CharField())


class SuggestionSerializer(serializers.Serializer[Suggestion]):
    """A suggestion and where it came from. With `source` "none" no signal was found and the values are defaults."""

    suggested_category = serializers.ChoiceField(choices=Category.choices, source="category")
    suggested_priority = serializers.ChoiceField(choices=Priority.choices, source="priority")
    source = serializers.ChoiceField(choices=Source.choices)  # type: ignore[assignment]
    provider = serializers.SerializerMethodField()
    model = serializers.SerializerMethodField()
    prompt_version = serializers.SerializerMethodField()
    suggestion_id = serializers.UUIDField(source="id")
    matched = MatchedSerializer()
    warning = serializers.CharField(required=False, help_text="Why the model did not answer, when it was meant to.")

    def get_provider(self, suggestion: Suggestion) -> str | None:
        return suggestion.provider or None

    def get_model(self, suggestion: Suggestion) -> str | None:
        return suggestion.model or None

    def get_prompt_version(self, suggestion: Suggestion) -> str | None:
        return suggestion.prompt_version or None
