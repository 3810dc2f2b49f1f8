"""A model as the desk asks it, with what would blur a measurement left out: the cache, breakers and the database."""

import os
from dataclasses import replace

import django

from evals.answers import Answer, Engine
from llm.config import BreakerPolicy, Config, Kind, ProviderConfig
from llm.errors import Outcome
from llm.registry import Resources, build
from llm.resilience.bulkhead import Bulkhead
from llm.types import Deadline, Feature

# These do not pass, so that measuring on would measure the keywords.
HOPELESS = {Outcome.AUTH, Outcome.MODEL_GONE, Outcome.REJECTED, Outcome.BUDGET_SPENT}


def configured_model() -> Engine:
    """What LLM_* says. ValueError if that is nothing."""
    _set_up()
    from inference.runtime import config

    if not config().providers:
        raise ValueError(f"no model is configured. {' '.join(config().notes)}")
    return _engine(config())


def fake_model() -> Engine:
    """The fake provider, to try the measurement itself."""
    _set_up()
    return _engine(Config(providers=(ProviderConfig(kind=Kind.FAKE, model="fake"),)))


def _set_up() -> None:
    """The settings name a database, which nothing here asks."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    os.environ.setdefault("DATABASE_URL", "postgres://nobody@localhost/nothing")
    os.environ.setdefault("SECRET_KEY", "not-used-for-measuring")
    django.setup()


def _engine(config: Config) -> Engine:
    from triage.classifier import classify

    asked = replace(config, cache_ttl=0, breaker=BreakerPolicy(min_failures=1_000_000))
    # All stores are those of this process, so a daily budget begins with this measurement.
    model = build(asked, feature=Feature.TRIAGE, resources=Resources(bulkhead=Bulkhead(1)), warm=True)

    def answer(description: str, title: str) -> Answer:
        deadline = Deadline.after(config.background_deadline)
        found = classify(description=description, title=title, model=model, deadline=deadline)
        if found.outcome in HOPELESS:
            raise ValueError(f"{found.provider} {found.model} cannot be asked ({found.outcome}).")
        return Answer(
            category=found.category,
            priority=found.priority,
            source=found.source,
            engine=f"{found.provider} {found.model} {found.prompt_version}",
            outcome=found.outcome,
            tokens=found.input_tokens + found.output_tokens,
            cost_usd=found.cost_usd,
        )

    return answer
