"""How the models are doing, in one word."""

from inference.runtime import config, resources
from llm.observing import Phase
from llm.status import budget_spent, model_statuses


def ai_status() -> str:
    """ "off": no model is configured. "degraded": none is asked for now. "ok": at least one is.

    Asks the shared state, not the provider; raises DatabaseError when that is out of reach.
    """
    if not config().providers:
        return "off"
    if budget_spent(config(), resources()):
        return "degraded"
    statuses = model_statuses(config(), resources())
    return "ok" if any(status.phase is Phase.CLOSED for status in statuses) else "degraded"
