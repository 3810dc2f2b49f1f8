"""What a call costs, estimated from public list prices."""

from dataclasses import dataclass
from decimal import Decimal

from llm.usage import Usage

MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens."""

    input_usd: Decimal
    output_usd: Decimal

    def cost(self, usage: Usage) -> Decimal:
        return (usage.input_tokens * self.input_usd + usage.output_tokens * self.output_usd) / MILLION


# Estimates for prompts below 100,000 tokens, without discounts for cached input. Only Anthropic's was read on the
# vendor's own page (November 2026); the others are second-hand. Whoever sets a budget checks the vendor's price list
# and sets LLM_PRICE_INPUT_USD and LLM_PRICE_OUTPUT_USD, which come first.
LIST_PRICES = {
    "gemini-3.5-flash-lite": Price(Decimal("0.30"), Decimal("2.50")),
    "claude-haiku-5-5": Price(Decimal("0.10"), Decimal("0.50")),
    "gpt-6-luna": Price(Decimal("0.10"), Decimal("0.50")),
    "openai/gpt-oss-20b": Price(Decimal("0.075"), Decimal("0.30")),
    "fake": Price(Decimal(0), Decimal(0)),
}
