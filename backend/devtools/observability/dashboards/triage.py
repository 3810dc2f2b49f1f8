"""Triage and LLM: does the model answer, in time, at what cost, and do people keep what it says?"""

from devtools.observability.dashboards.dashboard import Dashboard, Row, Variable
from devtools.observability.dashboards.panels import Query, Unit, at_least, at_most, limit, lines, stat
from devtools.observability.dashboards.people import PEOPLE
from devtools.observability.dashboards.promql import increase, quantile, quantiles, rate

_PICKED = 'provider=~"$provider",model=~"$model"'
_REQUESTS = "desk_llm_request_duration_seconds"
_CALLS = rate("desk_llm_calls_total", by="feature")
_NOT_ASKED = "No model was asked in this time"
_NO_SUGGESTIONS = "No suggestions in this time"
_NO_MODEL = "No model is configured"

# Seconds: the deadlines of the model while somebody types, and of the suggestion as promised.
DEADLINE, PROMISE, BACKGROUND = 4, 5, 20

SUGGESTIONS = Row(
    "Suggestions",
    (
        stat(
            "By the model",
            "Share of suggestions that came from the model, now or earlier, of those for which one was to be asked. "
            "Promise: 97 %.",
            Unit.SHARE,
            Query('1 - desk:slo_bad:ratio_rate1h{slo="model"}'),
            empty=_NOT_ASKED,
            steps=at_least(0.97, 0.8),
            decimals=1,
        ),
        stat(
            "Answered within 5 s",
            "By the model or by keywords. Promise: 99.9 %.",
            Unit.SHARE,
            Query('1 - desk:slo_bad:ratio_rate1h{slo="suggestion"}'),
            empty=_NO_SUGGESTIONS,
            steps=at_least(0.999, 0.99),
            decimals=2,
        ),
        stat(
            "Breakers open",
            "Models that are not asked, because they failed too often.",
            Unit.COUNT,
            Query(f"sum(max by (provider, model) (desk_llm_breaker_open{{{_PICKED}}}))"),
            empty="No model was asked yet",
            steps=at_most(1, 1),
        ),
        stat(
            "Spent today",
            "Estimated cost since midnight UTC, in US dollars, where prices are known.",
            Unit.DOLLARS,
            Query("max(desk_llm_spent_today_usd)"),
            empty="No worker tells",
            decimals=2,
        ),
        stat(
            "Of the day's budget",
            "Share of LLM_DAILY_BUDGET_USD that is spent. When all is, the keywords answer.",
            Unit.SHARE,
            Query("max(desk_llm_spent_today_usd) / max(desk_llm_budget_usd > 0)"),
            empty="No budget is set",
            steps=at_most(0.8, 1),
        ),
        stat(
            "Oldest untriaged ticket",
            "How long a ticket has waited whose values nobody chose and no model gave. Four hours are an alert.",
            Unit.SECONDS,
            Query("max(desk_tickets_oldest_untriaged_age_seconds)"),
            empty="None waits",
            steps=at_most(3600, 14400),
        ),
        lines(
            "Where suggestions come from",
            "Suggestions a second by source. keywords: no model was to be asked, or it gave no answer.",
            Unit.PER_SECOND,
            Query(rate("desk_suggestions_total", by="source"), "{{source}}"),
            empty=_NO_SUGGESTIONS,
            stacked=True,
        ),
        lines(
            "Why the model gave none",
            "Suggestions by keywords although a model was to be asked, a second, by the reason.",
            Unit.PER_SECOND,
            Query(f"{rate('desk_suggestion_fallbacks_total', by='reason')} > 0", "{{reason}}"),
            empty="The model gave all of them",
            stacked=True,
        ),
        lines(
            "How long people wait",
            f"For a suggestion, 95 and 99 of 100. The lines: its deadline ({DEADLINE} s), the promise ({PROMISE} s).",
            Unit.SECONDS,
            *quantiles("desk_suggestion_duration_seconds", shares=(0.95, 0.99), by="source"),
            empty=_NO_SUGGESTIONS,
            steps=limit(DEADLINE, PROMISE),
            limit=True,
        ),
    ),
)

MODEL = Row(
    "The model",
    (
        lines(
            "Requests by outcome",
            "Requests to the providers a second, by how they ended. A question may take several.",
            Unit.PER_SECOND,
            Query(f"{rate(f'{_REQUESTS}_count', _PICKED, by='outcome')} > 0", "{{outcome}}"),
            empty=_NOT_ASKED,
            stacked=True,
        ),
        lines(
            "Latency of requests",
            f"Half of them, and 95 of 100. The lines: the deadlines while somebody types ({DEADLINE} s) and in jobs "
            f"({BACKGROUND} s).",
            Unit.SECONDS,
            *quantiles(_REQUESTS, _PICKED, shares=(0.5, 0.95), by="model"),
            empty=_NOT_ASKED,
            steps=limit(DEADLINE, BACKGROUND),
            limit=True,
        ),
        lines(
            "Calls in flight",
            "Calls that hold one of the slots for models. All taken: the next one gets keywords at once.",
            Unit.SHARE,
            Query(
                "sum by (feature) (desk_llm_calls_in_flight) / sum by (feature) (desk_llm_calls_limit)", "{{feature}}"
            ),
            empty=_NO_MODEL,
            maximum=1,
            steps=limit(1),
            limit=True,
        ),
        lines(
            "Answers and refusals",
            "Calls a second by how they ended, those included for which nobody was asked (breaker, slots, budget).",
            Unit.PER_SECOND,
            Query(f"{rate('desk_llm_calls_total', by='outcome')} > 0", "{{outcome}}"),
            empty=_NOT_ASKED,
            stacked=True,
        ),
        lines(
            "How long our code waits",
            "For an answer or a refusal, with retries and further providers: 95 of 100.",
            Unit.SECONDS,
            Query(quantile(0.95, "desk_llm_call_duration_seconds", by="feature"), "{{feature}}"),
            empty=_NOT_ASKED,
            steps=limit(DEADLINE, BACKGROUND),
            limit=True,
        ),
        lines(
            "Retries",
            "Requests a second beyond the first of a question.",
            Unit.PER_SECOND,
            Query(
                rate("desk_llm_retries_total", _PICKED, by="provider, model"),
                "{{provider}} {{model}}",
            ),
            empty=_NOT_ASKED,
        ),
        lines(
            "Breakers",
            "1 while a model is not asked, because it failed too often.",
            Unit.COUNT,
            Query(f"max by (provider, model) (desk_llm_breaker_open{{{_PICKED}}})", "{{provider}} {{model}}"),
            empty="No model was asked yet",
            maximum=1,
        ),
        lines(
            "Changes of breakers",
            "What breakers became: open, half open (one request may try), closed.",
            Unit.COUNT,
            Query(
                increase("desk_llm_breaker_changes_total", _PICKED, by="model, phase", over="$__rate_interval"),
                "{{model}} {{phase}}",
            ),
            empty="No breaker has changed",
        ),
        lines(
            "Answers known already",
            "Share of questions that were answered from an earlier answer to the same text.",
            Unit.SHARE,
            Query(
                f"{rate('desk_llm_cache_hits_total', by='feature')} / ({_CALLS} > 0)",
                "{{feature}}",
            ),
            empty=_NOT_ASKED,
            maximum=1,
        ),
    ),
)

COST = Row(
    "Tokens and cost",
    (
        lines(
            "Tokens",
            "Tokens a second, as the providers count them.",
            Unit.EVENTS,
            Query(
                rate("desk_llm_tokens_total", _PICKED, by="model, direction"),
                "{{model}} {{direction}}",
            ),
            empty=_NOT_ASKED,
            width=12,
        ),
        lines(
            "Cost an hour",
            "Estimated, in US dollars, where the price is known.",
            Unit.DOLLARS,
            Query(
                f"3600 * {rate('desk_llm_cost_usd_total', _PICKED, by='feature, model')}",
                "{{feature}} {{model}}",
            ),
            empty="No price is known, or no model was asked",
            width=12,
        ),
    ),
)

TRIAGE = Dashboard(
    uid="desk-triage",
    file="triage",
    title="Triage and LLM",
    description="Does the model answer, in time, at what cost, and do people keep what it says?",
    rows=(SUGGESTIONS, MODEL, COST, PEOPLE),
    variables=(
        Variable("provider", "Provider", f"label_values({_REQUESTS}_count, provider)"),
        Variable("model", "Model", f'label_values({_REQUESTS}_count{{provider=~"$provider"}}, model)'),
    ),
)
