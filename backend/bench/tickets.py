"""Tickets that a model server can tell apart, and a desk that asks it."""

from bench.clients import Client

SLOTS = 5  # ANALYSIS_MAX_CONCURRENT's default
BULK = 1000  # the most that one request creates


def settings_for(model: str) -> dict[str, str]:
    """A desk that asks this server, each time anew."""
    return {
        "LLM_PROVIDER": "openai-compatible",
        "LLM_MODEL": "drill",
        "LLM_BASE_URL": model,
        "LLM_CACHE_SECONDS": "0",
        "ANALYSIS_MAX_CONCURRENT": str(SLOTS),
    }


def fill(client: Client, tickets: int) -> list[int]:
    """Tickets that can be told apart by their reference; their ids. Sorted already, so that triage asks no model."""
    ids: list[int] = []
    for start in range(0, tickets, BULK):
        bodies = [
            {
                "title": f"Order {number}",
                "description": f"The parcel never arrived. Reference {number:x}.",
                "category": "general",
                "priority": "medium",
            }
            for number in range(start, min(start + BULK, tickets))
        ]
        made, _ = client.call("POST", "/api/tickets/", bodies, expect=201)
        ids += [ticket["id"] for ticket in made]
    return ids
