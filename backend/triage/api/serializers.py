"""Input and output of classification."""

from typing import Any

from rest_framework import serializers

from api.fields import BodyText, InputSerializer, Text
from tickets.choices import Category, Priority, Source
from tickets.models.ticket import DESCRIPTION_MAX, TITLE_MAX
from triage.fallback_words import warning_for
from triage.models import Suggestion
from triage.models.suggestion import BY_MODEL

_OF_MODEL = ("provider", "model", "prompt_version", "quotation")


class ClassifySerializer(InputSerializer):
    """The text that somebody is writing."""

    description = BodyText(max_length=DESCRIPTION_MAX)
    title = Text(max_length=TITLE_MAX, required=False, allow_blank=True, default="")


class MatchedSerializer(serializers.Serializer[Any]):
    """The words of the text that each value rests on."""

    category = serializers.ListField(child=serializers.CharField())
    priority = serializers.ListField(child=serializers.CharField())


class SuggestionSerializer(serializers.Serializer[Suggestion]):
    """A suggestion and where it came from. With `source` "none" no signal was found and the values are defaults.

    `provider`, `model`, `prompt_version` and `quotation` are those of the model that answered, and null if none did.
    `warning`, for people, is there when a model was meant to answer and did not, or the suggestion could not be kept.
    """

    suggested_category = serializers.ChoiceField(choices=Category.choices, source="category")
    suggested_priority = serializers.ChoiceField(choices=Priority.choices, source="priority")
    source = serializers.ChoiceField(choices=Source.choices)  # type: ignore[assignment]
    provider = serializers.CharField(allow_null=True)
    model = serializers.CharField(allow_null=True)
    prompt_version = serializers.CharField(allow_null=True)
    quotation = serializers.CharField(allow_null=True, help_text="The words of the text that the model rests on.")
    suggestion_id = serializers.UUIDField(
        source="id", allow_null=True, help_text="Null while the database is away, and the suggestion is not kept."
    )
    matched = MatchedSerializer()
    warning = serializers.CharField(required=False)

    def to_representation(self, suggestion: Suggestion) -> dict[str, Any]:
        """As the fields say, which would each be made anew for it."""
        by_model = suggestion.source in BY_MODEL
        shown: dict[str, Any] = {
            "suggested_category": suggestion.category,
            "suggested_priority": suggestion.priority,
            "source": suggestion.source,
            **{name: (getattr(suggestion, name) or None) if by_model else None for name in _OF_MODEL},
            "suggestion_id": suggestion.pk,
            "matched": suggestion.matched,
        }
        if warning := warning_for(suggestion.outcome, suggestion.source):
            shown["warning"] = warning
        return shown
