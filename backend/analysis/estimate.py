"""What a run will take, told before it starts."""

import math
import statistics
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db import connection

from analysis import prompts
from analysis.choices import RunTicketStatus
from analysis.models import RunTicket
from inference.plain_text import HEAD, TAIL
from inference.runtime import config
from llm.types import Feature
from llm.usage import Usage
from tickets.choices import Source

# English text has about four characters to a token with the tokenizers of all vendors asked here; other languages
# have fewer, so theirs cost somewhat more than estimated.
CHARACTERS_PER_TOKEN = 4
# Markers, hints and the schema beside the prompt, as tokens; what an answer with its note takes.
OVERHEAD_TOKENS = 150
ANSWER_TOKENS = 90
# The reduce phase reads each note once with its id, its batches' instructions, and what they gave once more.
NOTE_TOKENS = 100
REDUCE_TOKENS = 3_000
REDUCE_SECONDS = 15
# Seconds for one answer, while none has been measured; and for one ticket by keywords.
MODEL_SECONDS = 2.0
KEYWORD_SECONDS = 0.02
RECENT = 200  # answers that the median is of


@dataclass(frozen=True, slots=True)
class Engine:
    """Who will be asked; all empty if nobody is."""

    provider: str = ""
    model: str = ""
    prompt_version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Tokens of map and reduce phase without retries or cached answers; `cost_usd` is None where no price is known."""

    tickets: int
    held: int
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: Decimal | None = None
    seconds: int = 0


def engine() -> Engine:
    """The first of the configured models: those behind it are asked only while it fails."""
    if not config().providers:
        return Engine()
    first = config().providers[0]
    return Engine(first.kind.value, first.model_for(Feature.ANALYSIS), prompts.VERSION)


def estimate(ids: list[int]) -> Estimate:
    """For a run over those of the tickets that no other run holds."""
    tickets, characters = _free(ids)
    held = len(ids) - tickets
    if not config().providers or not tickets:
        return Estimate(
            tickets=tickets,
            held=held,
            cost_usd=Decimal(0),
            seconds=math.ceil(tickets * KEYWORD_SECONDS / settings.ANALYSIS_MAX_CONCURRENT),
        )
    per_ticket = len(prompts.SYSTEM) / CHARACTERS_PER_TOKEN + OVERHEAD_TOKENS + NOTE_TOKENS
    usage = Usage(
        math.ceil(characters / CHARACTERS_PER_TOKEN + tickets * per_ticket) + REDUCE_TOKENS,
        tickets * ANSWER_TOKENS + REDUCE_TOKENS,
    )
    price = config().providers[0].price_for(Feature.ANALYSIS)
    rounds = math.ceil(tickets / settings.ANALYSIS_MAX_CONCURRENT)
    return Estimate(
        tickets=tickets,
        held=held,
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cost_usd=price.cost(usage).quantize(Decimal("0.000001")) if price else None,
        seconds=math.ceil(rounds * _median_seconds()) + REDUCE_SECONDS,
    )


def _free(ids: list[int]) -> tuple[int, int]:
    """How many tickets no run holds, and the characters of them that would be sent."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(*), coalesce(sum(char_length(t.title) + least(char_length(t.description), %s)), 0)
            FROM tickets_ticket AS t
            WHERE t.id = ANY(%s)
              AND NOT EXISTS (SELECT 1 FROM analysis_runticket AS held WHERE held.ticket_id = t.id AND held.active)
            """,
            [HEAD + TAIL, ids],
        )
        tickets, characters = cursor.fetchone()
        return tickets, characters


def _median_seconds() -> float:
    recent = (
        RunTicket.objects.filter(status=RunTicketStatus.DONE)
        .order_by("-finished_at", "-pk")
        .values_list("source", "latency_ms")[:RECENT]
    )
    asked = [latency for source, latency in recent if source == Source.LLM]
    return statistics.median(asked) / 1000 if asked else MODEL_SECONDS
