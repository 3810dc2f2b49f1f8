"""What the metrics tell of the models' breakers and budget, which all processes share."""

from inference.runtime import config
from llm.resilience.breaker import breaker_key
from llm.types import Feature
from telemetry.metrics.database import Described, GaugeSource

_SQL = """
SELECT 'desk_llm_breaker_open', ARRAY[provider, model],
       (coalesce((state.circuit ->> 'openings')::int, 0) > 0)::int::float8
FROM unnest(%(breaker_keys)s::text[], %(providers)s::text[], %(models)s::text[]) AS known (key, provider, model)
LEFT JOIN inference_breakerstate AS state USING (key)
UNION ALL
SELECT 'desk_llm_spent_today_usd', '{}', coalesce(sum(usd), 0)::float8
FROM inference_dailyspend WHERE day = (now() AT TIME ZONE 'UTC')::date
UNION ALL
SELECT 'desk_llm_budget_usd', '{}', budget FROM unnest(%(budgets)s::float8[]) AS budget
"""


def source() -> GaugeSource:
    """One of DATABASE_GAUGES."""
    models = {
        (provider.kind.value, provider.model_for(feature)) for provider in config().providers for feature in Feature
    }
    limit = config().daily_budget_usd
    return GaugeSource(
        gauges={
            "desk_llm_breaker_open": Described(
                "1 while a model is not asked, or only to see whether it is back; 0 otherwise.", ("provider", "model")
            ),
            "desk_llm_spent_today_usd": Described("US dollars counted against the budget since midnight UTC."),
            "desk_llm_budget_usd": Described("US dollars a day after which the keywords answer; absent without one."),
        },
        sql=_SQL,
        params={
            "breaker_keys": [breaker_key(*names) for names in sorted(models)],
            "providers": [provider for provider, _ in sorted(models)],
            "models": [model for _, model in sorted(models)],
            "budgets": [] if limit is None else [float(limit)],
        },
    )
