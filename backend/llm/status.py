"""How the models are doing, for health checks. Asks the shared stores and no provider."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from llm.config import Config
from llm.errors import Outcome
from llm.observing import Phase
from llm.registry import Resources
from llm.resilience.breaker import breaker_key
from llm.resilience.circuit import within_reason
from llm.types import Feature


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """One model of one provider. `until` is Unix time: when a breaker that is open lets the next call through."""

    provider: str
    model: str
    phase: Phase
    reason: Outcome | None
    until: float | None


def model_statuses(config: Config, resources: Resources) -> list[ModelStatus]:
    """Each model that any feature may ask, in the order in which they are asked. Raises what the store raises."""
    now = time.time()
    statuses: dict[tuple[str, str], ModelStatus] = {}
    for provider in config.providers:
        for feature in Feature:
            name, model = provider.kind.value, provider.model_for(feature)
            circuit = within_reason(resources.breakers.read(breaker_key(name, model)), now, config.breaker)
            phase = circuit.phase(now)
            until = circuit.open_until if phase is Phase.OPEN else None
            statuses.setdefault((name, model), ModelStatus(name, model, phase, circuit.reason, until))
    return list(statuses.values())


def budget_spent(config: Config, resources: Resources) -> bool:
    """True until midnight UTC once the day's limit is reached. Raises what the store raises."""
    if config.daily_budget_usd is None:
        return False
    return resources.spend.spent(datetime.now(UTC).date()) >= config.daily_budget_usd
