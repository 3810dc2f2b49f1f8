"""The shape of the accuracy report."""

from typing import Any

from rest_framework import serializers

from tickets.choices import Source


class AccuracyDaysSerializer(serializers.Serializer[Any]):
    """How far back."""

    days = serializers.IntegerField(min_value=1, max_value=3660, default=90)


class AgreementSerializer(serializers.Serializer[Any]):
    """What people made of suggested values.

    `cases` is how many values were shown to somebody, `kept` how many of them were submitted. `share` is null below
    `enough_cases`; `low` and `high` are the 95 % interval.
    """

    accepted = serializers.IntegerField()
    untouched = serializers.IntegerField()
    overridden = serializers.IntegerField()
    filled = serializers.IntegerField()
    independent = serializers.IntegerField()
    cases = serializers.IntegerField()
    kept = serializers.IntegerField()
    share = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)


class FieldAgreementSerializer(serializers.Serializer[Any]):
    """For each field."""

    category = AgreementSerializer()
    priority = AgreementSerializer()


class EngineAgreementSerializer(FieldAgreementSerializer):
    """For one source, and of models for one provider, model and prompt version."""

    source = serializers.ChoiceField(choices=Source.choices)  # type: ignore[assignment]
    provider = serializers.CharField(allow_null=True)
    model = serializers.CharField(allow_null=True)
    prompt_version = serializers.CharField(allow_null=True)


class ConfusionCellSerializer(serializers.Serializer[Any]):
    """How often `suggested` was shown and `chosen` submitted."""

    suggested = serializers.CharField()
    chosen = serializers.CharField()
    n = serializers.IntegerField()


class ConfusionSerializer(serializers.Serializer[Any]):
    """For each field the combinations that occur."""

    category = ConfusionCellSerializer(many=True)
    priority = ConfusionCellSerializer(many=True)


class AccuracySerializer(serializers.Serializer[Any]):
    """How often people keep what was suggested to them."""

    days = serializers.IntegerField()
    enough_cases = serializers.IntegerField()
    fields = FieldAgreementSerializer()  # type: ignore[assignment]
    engines = EngineAgreementSerializer(many=True)
    confusion = ConfusionSerializer()
