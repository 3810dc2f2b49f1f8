"""The shapes of runs and what they found. The selectors make them; here they are described and documented."""

from typing import Any

from rest_framework import serializers

from analysis.choices import FigureGroup, Phase, ReduceSource, RunStatus, RunTicketStatus, Scope, Unit
from api.fields import OneOf
from tickets.api.serializers import TicketSerializer
from tickets.choices import Category, Priority, Source, Status


def _money(**extra: Any) -> serializers.DecimalField:
    return serializers.DecimalField(max_digits=12, decimal_places=6, allow_null=True, **extra)


def _numbers(name: str, of: list[str], doc: str) -> type[serializers.Serializer[Any]]:
    return type(name, (serializers.Serializer,), {**{key: serializers.IntegerField() for key in of}, "__doc__": doc})


RunCountsSerializer = _numbers(
    "RunCountsSerializer", ["total", *RunTicketStatus.values], "A run's tickets; `total` leaves out the skipped ones."
)
RunSourcesSerializer = _numbers("RunSourcesSerializer", Source.values, "Who analysed the tickets that are done.")
RunTokensSerializer = _numbers("RunTokensSerializer", ["input", "output"], "Of all calls, the failed ones too.")


class RunStatusSerializer(serializers.Serializer[Any]):
    """How far a run is. The cost is in US dollars, null while none is known."""

    id = serializers.IntegerField()
    status = serializers.ChoiceField(choices=RunStatus.choices)
    phase = serializers.ChoiceField(choices=Phase.choices)
    counts = RunCountsSerializer()
    sources = RunSourcesSerializer()
    tokens = RunTokensSerializer()
    cost_usd = _money()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    error = serializers.CharField()


class ActiveRunsSerializer(serializers.Serializer[Any]):
    """The runs that are waiting or under way, the newest first."""

    results = RunStatusSerializer(many=True)


class RunFilterSerializer(serializers.Serializer[Any]):
    """The filters of the ticket list."""

    category = serializers.ListField(child=OneOf(choices=Category.choices), required=False)
    priority = serializers.ListField(child=OneOf(choices=Priority.choices), required=False)
    status = serializers.ListField(child=OneOf(choices=Status.choices), required=False)
    search = serializers.CharField(required=False, allow_blank=True)
    created_after = serializers.CharField(required=False, allow_blank=True)
    created_before = serializers.CharField(required=False, allow_blank=True)


class RunEstimateSerializer(serializers.Serializer[Any]):
    """What a run was expected to take when it was started."""

    input_tokens = serializers.IntegerField()
    output_tokens = serializers.IntegerField()
    cost_usd = _money()
    seconds = serializers.IntegerField()


class RunSerializer(RunStatusSerializer):
    """A run, and what was frozen when it was started."""

    scope = serializers.ChoiceField(choices=Scope.choices)
    filter = RunFilterSerializer(allow_null=True)
    left_out = serializers.IntegerField(help_text="Tickets beyond the most that one run takes.")
    provider = serializers.CharField(help_text="Empty: no model is asked.")
    model = serializers.CharField()
    prompt_version = serializers.CharField()
    created_at = serializers.DateTimeField()
    created_by = serializers.CharField(allow_null=True)
    estimate = RunEstimateSerializer()


class FigureSerializer(serializers.Serializer[Any]):
    """A number with a name; `previous` is that of the run or the time before."""

    key = serializers.CharField()
    group = serializers.ChoiceField(choices=FigureGroup.choices)
    label = serializers.CharField()  # type: ignore[assignment]
    value = serializers.FloatField(allow_null=True)
    unit = serializers.ChoiceField(choices=Unit.choices)
    previous = serializers.FloatField(allow_null=True)
    change = serializers.FloatField(allow_null=True)


class ThemeSerializer(serializers.Serializer[Any]):
    """What several tickets have in common; `share` of the analysed tickets, from 0 to 1, and the newest 50 of them."""

    id = serializers.IntegerField()
    position = serializers.IntegerField()
    title = serializers.CharField()
    description = serializers.CharField()
    source = serializers.ChoiceField(choices=ReduceSource.choices)  # type: ignore[assignment]
    count = serializers.IntegerField()
    share = serializers.FloatField()
    ticket_ids = serializers.ListField(child=serializers.IntegerField())


class ClaimSerializer(serializers.Serializer[Any]):
    """A sentence, and the tickets and figures that it rests on."""

    text = serializers.CharField()
    ticket_ids = serializers.ListField(child=serializers.IntegerField())
    figures = serializers.ListField(child=serializers.CharField())


class SummarySerializer(serializers.Serializer[Any]):
    """The executive summary. `how` says how it was made; citations of what is not in the run were removed."""

    source = serializers.ChoiceField(choices=ReduceSource.choices)  # type: ignore[assignment]
    how = serializers.CharField()
    headline = serializers.CharField()
    claims = ClaimSerializer(many=True)
    removed_citations = serializers.IntegerField()
    dropped_claims = serializers.IntegerField(help_text="Sentences left out because nothing was left to rest them on.")


class RunFailureSerializer(serializers.Serializer[Any]):
    """Why tickets failed."""

    reason = serializers.CharField()
    count = serializers.IntegerField()
    retryable = serializers.BooleanField()


class RunSkippedSerializer(serializers.Serializer[Any]):
    """Tickets that another run held when this one began; `run_id` is null if it had just let them go."""

    run_id = serializers.IntegerField(allow_null=True)
    count = serializers.IntegerField()
    ticket_ids = serializers.ListField(child=serializers.IntegerField())


class RunTicketNowSerializer(serializers.Serializer[Any]):
    """The ticket as it is now."""

    category = serializers.ChoiceField(choices=Category.choices)
    priority = serializers.ChoiceField(choices=Priority.choices)
    status = serializers.ChoiceField(choices=Status.choices)
    version = serializers.IntegerField()


class RunTicketSerializer(serializers.Serializer[Any]):
    """A ticket in a run; `ticket` is null and `title` empty once it is deleted."""

    ticket_id = serializers.IntegerField()
    title = serializers.CharField()
    status = serializers.ChoiceField(choices=RunTicketStatus.choices)
    category = serializers.ChoiceField(choices=Category.choices, allow_null=True)
    priority = serializers.ChoiceField(choices=Priority.choices, allow_null=True)
    notes = serializers.CharField()
    source = serializers.ChoiceField(choices=Source.choices, allow_null=True)  # type: ignore[assignment]
    outcome = serializers.CharField(help_text="How asking the model ended; empty if none was asked.")
    warning = serializers.CharField(allow_null=True)
    error = serializers.CharField()
    attempts = serializers.IntegerField()
    theme = serializers.IntegerField(allow_null=True)
    analyzed_at = serializers.DateTimeField(allow_null=True)
    ticket = RunTicketNowSerializer(allow_null=True)
    disagrees = serializers.ListField(child=serializers.ChoiceField(choices=["category", "priority"]))
    changed_since = serializers.BooleanField(help_text="The ticket is not as it was when it was analysed.")
    retryable = serializers.BooleanField()


class RunDetailSerializer(RunSerializer):
    """A run with everything that was found, and the first of its tickets."""

    figures = FigureSerializer(many=True)
    themes = ThemeSerializer(many=True)
    summary = SummarySerializer(allow_null=True)
    failures = RunFailureSerializer(many=True)
    skipped = RunSkippedSerializer(many=True)
    previous_run = serializers.IntegerField(allow_null=True)
    disagreements = serializers.IntegerField()
    tickets = RunTicketSerializer(many=True)


class _PageSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class RunPageSerializer(_PageSerializer):
    """A page of runs, the newest first. Send `next` or `previous` as `page`."""

    results = RunSerializer(many=True)


class RunTicketPageSerializer(_PageSerializer):
    """A page of a run's tickets, the newest first. Send `next` or `previous` as `page`."""

    results = RunTicketSerializer(many=True)


class _AnalysisSerializer(serializers.Serializer[Any]):
    run_id = serializers.IntegerField()
    category = serializers.ChoiceField(choices=Category.choices)
    priority = serializers.ChoiceField(choices=Priority.choices)
    notes = serializers.CharField()
    source = serializers.ChoiceField(choices=Source.choices)  # type: ignore[assignment]
    provider = serializers.CharField()
    model = serializers.CharField()
    disagrees = serializers.ListField(child=serializers.ChoiceField(choices=["category", "priority"]))
    analyzed_at = serializers.DateTimeField()


class LatestAnalysisSerializer(_AnalysisSerializer):
    """A ticket's latest analysis."""


class TicketAnalysisSerializer(_AnalysisSerializer):
    """One analysis of a ticket; `theme` is the title of the run's theme that the ticket is part of."""

    theme = serializers.CharField(allow_null=True)


class TicketAnalysesSerializer(serializers.Serializer[Any]):
    """All analyses of a ticket, the newest first."""

    results = TicketAnalysisSerializer(many=True)


class AnalyzedTicketSerializer(TicketSerializer):
    """A ticket with its latest analysis."""

    analysis = LatestAnalysisSerializer()

    class Meta(TicketSerializer.Meta):
        fields = [*TicketSerializer.Meta.fields, "analysis"]


class AnalyzedTicketPageSerializer(_PageSerializer):
    """A page of tickets, the newest analysis first. Send `next` or `previous` as `page`."""

    results = AnalyzedTicketSerializer(many=True)
