"""Text of others on its way into a prompt, or out of an answer."""

import re

from django.conf import settings

from inference.plain_text import visible
from inference.redaction import redact

_LINK = re.compile(r"(?:https?|ftps?)\s*:\s*/\s*/\S*|\bwww\.\S+|\b(?:mailto|javascript|data):\S+", re.IGNORECASE)


def one_line(text: str, limit: int) -> str:
    """The visible characters on one line, at most `limit` of them; an ellipsis says where it was cut."""
    line = " ".join(visible(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def from_model(text: str, limit: int) -> str:
    """The same, without addresses: nothing that a ticket told the model to write leads anywhere."""
    return one_line(_LINK.sub("[link]", visible(text)), limit)


def for_prompt(texts: list[str], limit: int) -> list[str]:
    """Each on one line, all masked together if the deployer wants it (LLM_REDACT)."""
    lines = [one_line(text, limit) for text in texts]
    return redact(*lines) if settings.LLM_REDACT else lines
